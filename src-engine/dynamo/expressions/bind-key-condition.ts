import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import type { Comparator } from './ast.ts'
import type { BoundCondition, BoundKeyCondition, BoundKeyTerm, BoundOperand, KeyOperator } from './bound-tree.ts'

/*
 * A key condition has the grammar of a condition, of which only a part is allowed: single conditions on top-level
 * attributes, joined by AND. The texts are the service's, their mix of prefixes too; all are judged without a table.
 */

const MIRRORED: Readonly<Record<Exclude<Comparator, '<>'>, KeyOperator>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** The terms of a bound condition, attribute first. @throws DynamoError the condition is none for keys */
export function asKeyCondition(condition: BoundCondition): BoundKeyCondition {
  const terms: BoundKeyTerm[] = []
  collect(condition, terms)
  return { terms }
}

function collect(condition: BoundCondition, terms: BoundKeyTerm[]): void {
  if (condition.kind === 'and') {
    for (const each of condition.conditions) collect(each, terms)
    return
  }
  const term = asTerm(condition)
  if (terms.some(other => other.attribute === term.attribute)) {
    const text = 'KeyConditionExpressions must only contain one condition per key'
    throw new RequestFault(`Invalid KeyConditionExpression: ${text}`, text)
  }
  terms.push(term)
}

function asTerm(condition: Exclude<BoundCondition, { kind: 'and' }>): BoundKeyTerm {
  switch (condition.kind) {
    case 'or':
    case 'not':
    case 'in':
      throw invalidOperator(condition.kind.toUpperCase())
    case 'attribute_exists':
    case 'attribute_not_exists':
    case 'attribute_type':
    case 'contains':
      throw invalidOperator(condition.kind)
    case 'between':
      return functionTerm('between', 'BETWEEN', condition.operand, condition.lower, condition.upper)
    case 'begins_with':
      return functionTerm('begins_with', 'begins_with', condition.operand, condition.prefix)
    case 'comparison':
      return comparisonTerm(condition.operator, condition.left, condition.right)
  }
}

function comparisonTerm(operator: Comparator, left: BoundOperand, right: BoundOperand): BoundKeyTerm {
  if (operator === '<>') throw invalidOperator(operator)
  const position = attributePosition([left, right])
  return position === 0
    ? { attribute: nameOf(left), operator, values: [valueAt(right)] }
    : { attribute: nameOf(right), operator: MIRRORED[operator], values: [valueAt(left)] }
}

function functionTerm(
  operator: KeyOperator,
  printed: string,
  first: BoundOperand,
  ...others: readonly BoundOperand[]
): BoundKeyTerm {
  if (first.kind === 'value') {
    throw invalidTerm(`${printed} operator must have the key attribute as its first operand`)
  }
  attributePosition([first, ...others])
  return { attribute: nameOf(first), operator, values: others.map(valueAt) }
}

/** Which operand is the one attribute. @throws DynamoError none, several, a nested one, or a function among them */
function attributePosition(operands: readonly BoundOperand[]): number {
  let found = -1
  for (const [position, operand] of operands.entries()) {
    if (operand.kind === 'value') continue
    if (operand.kind !== 'path') throw validationError('KeyConditionExpressions cannot contain nested operations')
    if (found !== -1) throw invalidTerm('Multiple attribute names used in one condition')
    if (operand.path.length > 1) {
      const text = 'KeyConditionExpressions cannot have conditions on nested attributes'
      throw new RequestFault(`Invalid KeyConditionExpression: ${text}`, text)
    }
    found = position
  }
  if (found === -1) throw invalidTerm('No key attribute specified')
  return found
}

function nameOf(operand: BoundOperand): string {
  if (operand.kind !== 'path') throw new TypeError('The attribute is where attributePosition found it')
  return operand.path[0]
}

function valueAt(operand: BoundOperand): AttributeValue {
  if (operand.kind !== 'value') throw new TypeError('Beside the one attribute there are only values')
  return operand.value
}

function invalidOperator(operator: string): DynamoError {
  return validationError(`Invalid operator used in KeyConditionExpression: ${operator}`)
}

function invalidTerm(text: string): DynamoError {
  return validationError(`Invalid condition in KeyConditionExpression: ${text}`)
}
