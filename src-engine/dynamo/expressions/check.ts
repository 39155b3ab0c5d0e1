import { DOCUMENT_PATH_MAX_ELEMENTS, EXPRESSION_MAX_IN_OPERANDS, EXPRESSION_MAX_OPERATORS } from '../limits.ts'
import type {
  ConditionExpression,
  ConditionNode,
  FunctionNode,
  OperandNode,
  PathNode,
  ProjectionExpression,
  SetValueNode,
  UpdateExpression,
} from './ast.ts'
import { isReservedWord } from './reserved-words.ts'
import { TextFault } from './text-fault.ts'

/*
 * What is wrong with an expression whatever its names and values stand for. The order of the faults is the service's:
 * one walk notes the first of each kind, then the kinds are gone through. Faults of operands are found with the
 * values in hand (check-operands.ts, check-paths.ts).
 */

const CONDITION_FUNCTIONS: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
])
const UPDATE_FUNCTIONS: ReadonlySet<string> = new Set(['if_not_exists', 'list_append'])

/** @throws TextFault */
export function checkCondition(expression: ConditionExpression): void {
  const findings = new Findings()
  visitCondition(expression.condition, findings)
  findings.throwLimits()
  if (expression.redundantParentheses) throw redundantParentheses()
  throwFirst(findings.unknownFunction, findings.misplacedFunction, findings.reservedWord)
}

/** @throws TextFault */
export function checkUpdate(expression: UpdateExpression): void {
  const findings = new Findings()
  let repeatedSection: TextFault | undefined
  const seen = new Set<string>()
  for (const section of expression.sections) {
    if (seen.has(section.kind)) {
      repeatedSection ??= new TextFault(
        `The "${section.kind}" section can only be used once in an update expression;`,
      )
    }
    seen.add(section.kind)
    if (section.kind === 'REMOVE') {
      for (const path of section.paths) findings.path(path)
      continue
    }
    for (const action of section.actions) {
      findings.path(action.path)
      visitSetValue(action.value, findings)
    }
  }
  findings.throwLimits()
  if (expression.redundantParentheses) throw redundantParentheses()
  throwFirst(findings.reservedWord, findings.unknownFunction, findings.misplacedFunction, repeatedSection)
}

/** @throws TextFault */
export function checkProjection(expression: ProjectionExpression): void {
  const findings = new Findings()
  for (const path of expression.paths) findings.path(path)
  findings.throwLimits()
  throwFirst(findings.reservedWord)
}

function throwFirst(...faults: readonly (TextFault | undefined)[]): void {
  for (const fault of faults) if (fault !== undefined) throw fault
}

function redundantParentheses(): TextFault {
  return new TextFault('The expression has redundant parentheses;')
}

/** The first fault of each kind, in the order the expression is read. */
class Findings {
  operators = 0
  tooManyOperands: TextFault | undefined
  deepPath: TextFault | undefined
  reservedWord: TextFault | undefined
  unknownFunction: TextFault | undefined
  misplacedFunction: TextFault | undefined

  path(path: PathNode): void {
    if (path.parts.length > DOCUMENT_PATH_MAX_ELEMENTS) {
      this.deepPath ??= new TextFault(
        `The document path has too many nesting levels; nesting levels: ${path.parts.length}`,
      )
    }
    for (const part of path.parts) {
      if (part.kind !== 'identifier' || this.reservedWord !== undefined || !isReservedWord(part.name)) continue
      this.reservedWord = new TextFault(`Attribute name is a reserved keyword; reserved keyword: ${part.name}`)
    }
  }

  unknown(name: string): void {
    this.unknownFunction ??= new TextFault(`Invalid function name; function: ${name}`)
  }

  /** @param where 'to be used this way in an expression', 'in a condition expression', 'in an update expression' */
  misplaced(name: string, where: string): void {
    this.misplacedFunction ??= new TextFault(`The function is not allowed ${where}; function: ${name}`)
  }

  throwLimits(): void {
    if (this.operators > EXPRESSION_MAX_OPERATORS) {
      // The service stops counting there (observed).
      throw new TextFault(
        `The expression contains too many operators; operator count: ${EXPRESSION_MAX_OPERATORS + 1}`,
      )
    }
    throwFirst(this.tooManyOperands, this.deepPath)
  }
}

function visitCondition(node: ConditionNode, findings: Findings): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      visitCondition(node.left, findings)
      findings.operators++
      visitCondition(node.right, findings)
      return
    case 'not':
      findings.operators++
      visitCondition(node.condition, findings)
      return
    case 'comparison':
      findings.operators++
      visitOperand(node.left, findings)
      visitOperand(node.right, findings)
      return
    case 'between':
      findings.operators++
      visitOperand(node.operand, findings)
      visitOperand(node.lower, findings)
      visitOperand(node.upper, findings)
      return
    case 'in':
      findings.operators++
      visitOperand(node.operand, findings)
      for (const candidate of node.candidates) visitOperand(candidate, findings)
      if (node.candidates.length > EXPRESSION_MAX_IN_OPERANDS) {
        findings.tooManyOperands ??= new TextFault(
          `The IN operator is provided with too many operands; number of operands: ${node.candidates.length}`,
        )
      }
      return
    case 'function':
      visitConditionFunction(node, findings)
      // Every function but size says yes or no, so size is the only one that cannot stand alone.
      if (node.name === 'size') findings.misplaced(node.name, 'to be used this way in an expression')
      return
  }
}

function visitOperand(node: OperandNode, findings: Findings): void {
  if (node.kind === 'path') findings.path(node)
  if (node.kind !== 'function') return
  visitConditionFunction(node, findings)
  if (CONDITION_FUNCTIONS.has(node.name) && node.name !== 'size') {
    findings.misplaced(node.name, 'to be used this way in an expression')
  }
}

function visitConditionFunction(node: FunctionNode, findings: Findings): void {
  for (const operand of node.operands) visitOperand(operand, findings)
  if (UPDATE_FUNCTIONS.has(node.name)) findings.misplaced(node.name, 'in a condition expression')
  else if (!CONDITION_FUNCTIONS.has(node.name)) findings.unknown(node.name)
}

function visitSetValue(node: SetValueNode, findings: Findings): void {
  switch (node.kind) {
    case 'path':
      findings.path(node)
      return
    case 'value':
      return
    case 'function':
      for (const operand of node.operands) {
        visitSetValue(operand, findings)
        // Lists are joined two at a time (observed).
        if (node.name === 'list_append' && operand.kind === 'function' && operand.name === 'list_append') {
          findings.misplaced(operand.name, 'to be used this way in an expression')
        }
      }
      if (UPDATE_FUNCTIONS.has(node.name)) return
      if (!CONDITION_FUNCTIONS.has(node.name)) findings.unknown(node.name)
      else
        findings.unknownFunction ??= new TextFault(
          `The function is not allowed in an update expression; function: ${node.name}`,
        )
      return
    case 'arithmetic':
      findings.operators++
      visitSetValue(node.left, findings)
      visitSetValue(node.right, findings)
      return
  }
}
