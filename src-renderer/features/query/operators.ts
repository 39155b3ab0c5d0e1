import type { AttributeType, ScalarType } from '#dynamo'

/** Operators of a sort key condition. Partition key parts take `=` only. */
export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'between' | 'begins_with'

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

/** Everything a filter row can say: DynamoDB's comparators and functions. */
export type FilterOperator =
  | Comparator
  | 'between'
  | 'in'
  | 'begins_with'
  | 'contains'
  | 'not_contains'
  | 'exists'
  | 'not_exists'
  | 'attribute_type'
  | `size ${Comparator}`

/** What stands right of an operator: nothing, one value, a range, a list of values, a type name, or a count. */
export type OperandKind = 'none' | 'one' | 'range' | 'list' | 'type' | 'count'

export interface OperatorInfo {
  readonly value: FilterOperator
  readonly label: string
  readonly group: string
  readonly operand: OperandKind
  /** Types its value may have. */
  readonly types: readonly AttributeType[]
}

const ORDERED: readonly AttributeType[] = ['S', 'N', 'B']
const SCALARS: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL']
const ALL: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']

function compare(value: Comparator): OperatorInfo {
  const types = value === '=' || value === '<>' ? ALL : ORDERED
  return { value, label: value, group: 'Compare', operand: 'one', types }
}
function sized(comparator: Comparator): OperatorInfo {
  return { value: `size ${comparator}`, label: `size ${comparator}`, group: 'Size', operand: 'count', types: ['N'] }
}

const COMPARATORS: readonly Comparator[] = ['=', '<>', '<', '<=', '>', '>=']

/** The operators in the order of the menu. Types: Developer Guide, "Condition and filter expressions". */
export const FILTER_OPERATORS: readonly OperatorInfo[] = [
  ...COMPARATORS.map(compare),
  { value: 'between', label: 'between', group: 'Compare', operand: 'range', types: ORDERED },
  { value: 'in', label: 'in', group: 'Compare', operand: 'list', types: ORDERED },
  { value: 'begins_with', label: 'begins with', group: 'Part of the value', operand: 'one', types: ['S', 'B'] },
  { value: 'contains', label: 'contains', group: 'Part of the value', operand: 'one', types: SCALARS },
  { value: 'not_contains', label: 'not contains', group: 'Part of the value', operand: 'one', types: SCALARS },
  { value: 'exists', label: 'exists', group: 'Attribute', operand: 'none', types: ALL },
  { value: 'not_exists', label: 'not exists', group: 'Attribute', operand: 'none', types: ALL },
  { value: 'attribute_type', label: 'attribute type', group: 'Attribute', operand: 'type', types: ['S'] },
  ...COMPARATORS.map(sized),
]

const BY_VALUE = new Map(FILTER_OPERATORS.map(info => [info.value, info]))

/** What is known of an operator. */
export function operatorInfo(operator: FilterOperator): OperatorInfo {
  const info = BY_VALUE.get(operator)
  if (!info) throw new TypeError(`No such operator: ${operator}`)
  return info
}

const RANGES: readonly KeyOperator[] = ['=', '<', '<=', '>', '>=', 'between']

/** The operators for a sort key part of a type: a number has no beginning. */
export function keyOperators(type: ScalarType): readonly KeyOperator[] {
  return type === 'N' ? RANGES : [...RANGES, 'begins_with']
}
