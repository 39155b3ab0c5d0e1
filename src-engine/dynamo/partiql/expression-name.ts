import type { Expression } from './ast.ts'

/** The kind of an expression as messages print it. Those that have been seen: IsType, and a few of the operators. */
export function expressionName(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return 'Lit'
    case 'missing':
      return 'Missing'
    case 'parameter':
      return 'Parameter'
    case 'list':
      return 'List'
    case 'bag':
      return 'Bag'
    case 'tuple':
      return 'Struct'
    case 'path':
      return expression.steps.length === 0 ? 'Id' : 'Path'
    case 'call':
      return 'Call'
    case 'sign':
      return expression.operator === '-' ? 'Neg' : 'Pos'
    case 'not':
      return 'Not'
    case 'and':
      return 'And'
    case 'or':
      return 'Or'
    case 'comparison':
      return COMPARISONS[expression.operator]
    case 'arithmetic':
      return ARITHMETIC[expression.operator]
    case 'in':
      return 'InCollection'
    case 'between':
      return 'Between'
    case 'like':
      return 'Like'
    case 'is':
      return 'IsType'
    case 'select':
      return 'Select'
    case 'insert':
      return 'Insert'
    case 'update':
      return 'Update'
    case 'delete':
      return 'Delete'
  }
}

const COMPARISONS = { '=': 'Eq', '<>': 'Ne', '<': 'Lt', '<=': 'Lte', '>': 'Gt', '>=': 'Gte' } as const
const ARITHMETIC = { '+': 'Plus', '-': 'Minus', '*': 'Times', '/': 'Divide', '%': 'Modulo', '||': 'Concat' } as const
