import type {
  ComparisonOperator,
  Condition,
  ConditionalOperator,
  ConditionMap,
  ExpectedAttributeMap,
  ExpectedAttributeValue,
} from '../api/shapes/legacy-conditions.ts'
import { RequestFault } from '../errors/request-fault.ts'
import { type AttributeType, type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { compareScalars } from '../values/compare.ts'
import { readAttributeValue } from '../values/wire.ts'
import type { BoundCondition, BoundKeyCondition, BoundKeyTerm, BoundOperand, KeyOperator } from './bound-tree.ts'

/*
 * The conditions from before expressions, lowered to the trees of expressions, so that there is one evaluator. Their
 * values are read in place (`readAttributeValue`), attribute by attribute: of several faults that of the first counts.
 * Source: developer guide, "Legacy conditional parameters"; the texts are the service's.
 */

const INVALID = 'One or more parameter values were invalid: '

/** How many values an operator takes; IN takes any number from one on. */
const VALUE_COUNTS: Readonly<Record<Exclude<ComparisonOperator, 'IN'>, number>> = {
  EQ: 1,
  NE: 1,
  LE: 1,
  LT: 1,
  GE: 1,
  GT: 1,
  CONTAINS: 1,
  NOT_CONTAINS: 1,
  BEGINS_WITH: 1,
  BETWEEN: 2,
  NULL: 0,
  NOT_NULL: 0,
}

const KEY_OPERATORS: Readonly<Partial<Record<ComparisonOperator, KeyOperator>>> = {
  EQ: '=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'between',
  BEGINS_WITH: 'begins_with',
}

/** Expected as a condition; undefined when it is absent or empty. @throws RequestFault, and as `readAttributeValue` */
export function lowerExpected(
  expected: ExpectedAttributeMap | undefined,
  operator: ConditionalOperator | undefined,
): BoundCondition | undefined {
  const conditions = Object.entries(expected ?? {}).map(([name, member]) => lowerMember(name, member))
  return join(conditions, operator, expected !== undefined)
}

/** QueryFilter or ScanFilter as a condition; undefined when it is absent or empty. @throws RequestFault, and as `readAttributeValue` */
export function lowerFilter(
  filter: ConditionMap | undefined,
  operator: ConditionalOperator | undefined,
): BoundCondition | undefined {
  const conditions = Object.entries(filter ?? {}).map(([name, condition]) => {
    return lowerCondition(name, condition.ComparisonOperator, checkedValues(condition))
  })
  return join(conditions, operator, filter !== undefined)
}

/**
 * KeyConditions as a key condition.
 *
 * @throws RequestFault values do not suit the operator; and as `readAttributeValue`
 */
export function lowerKeyConditions(conditions: ConditionMap): BoundKeyCondition {
  const terms = Object.entries(conditions).map(
    ([attribute, condition]): BoundKeyTerm => ({
      attribute,
      operator: KEY_OPERATORS[condition.ComparisonOperator] ?? 'unindexable',
      values: checkedValues(condition),
    }),
  )
  return { terms }
}

function join(
  conditions: readonly BoundCondition[],
  operator: ConditionalOperator | undefined,
  given: boolean,
): BoundCondition | undefined {
  if (operator !== undefined && conditions.length < 2) {
    throw new RequestFault(
      given
        ? 'ConditionalOperator can only be used when Filter or Expected has two or more elements'
        : 'ConditionalOperator cannot be used without Filter or Expected',
    )
  }
  if (conditions.length < 2) return conditions[0]
  return operator === 'OR' ? { kind: 'or', conditions } : { kind: 'and', conditions }
}

function lowerMember(name: string, member: ExpectedAttributeValue): BoundCondition {
  const { Value, Exists, ComparisonOperator: operator, AttributeValueList: list } = member
  if (Value !== undefined && list !== undefined) {
    throw invalid(`Value and AttributeValueList cannot be used together for Attribute: ${name}`)
  }
  if (operator === undefined) return lowerExists(name, member)
  if (Exists !== undefined) {
    throw invalid(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`)
  }
  const values = list ?? (Value === undefined ? undefined : [Value])
  if (values === undefined && operator !== 'NULL' && operator !== 'NOT_NULL') {
    throw invalid(
      `Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${name}`,
    )
  }
  return lowerCondition(name, operator, checkedValues({ ComparisonOperator: operator, AttributeValueList: values }))
}

/** The oldest form: a value that must be there, or `Exists: false`. */
function lowerExists(name: string, { Value, Exists, AttributeValueList }: ExpectedAttributeValue): BoundCondition {
  if (AttributeValueList !== undefined) {
    throw invalid(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`)
  }
  if (Exists === false) {
    if (Value !== undefined) throw invalid(`Value cannot be used when Exists is false for Attribute: ${name}`)
    return { kind: 'attribute_not_exists', path: [name] }
  }
  if (Value === undefined) {
    throw invalid(`Value must be provided when Exists is ${Exists ?? 'null'} for Attribute: ${name}`)
  }
  readAttributeValue(Value)
  return lowerCondition(name, 'EQ', [Value])
}

/** The values of a condition, which suit its operator in number and type. */
function checkedValues({ ComparisonOperator: operator, AttributeValueList }: Condition): readonly AttributeValue[] {
  const values = AttributeValueList ?? []
  for (const value of values) readAttributeValue(value)
  const countFits = operator === 'IN' ? values.length > 0 : values.length === VALUE_COUNTS[operator]
  if (!countFits) throw invalid(`Invalid number of argument(s) for the ${operator} ComparisonOperator`)
  const [first, second] = values
  if (first === undefined) return values
  const type = typeOf(first)
  if (values.some(value => typeOf(value) !== type)) {
    throw invalid('AttributeValues inside AttributeValueList must be of same type')
  }
  if (!takes(operator, type)) {
    throw invalid(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`)
  }
  if (operator === 'BETWEEN' && second !== undefined && (compareScalars(first, second) ?? 0) > 0) {
    throw new RequestFault(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    )
  }
  return values
}

/** Source: observed (the suite of Dynalite, which ran against the service). */
function takes(operator: ComparisonOperator, type: AttributeType): boolean {
  if (type === 'S' || type === 'B' || operator === 'EQ' || operator === 'NE') return true
  if (type === 'N') return operator !== 'BEGINS_WITH'
  return (type === 'BOOL' || type === 'NULL') && (operator === 'CONTAINS' || operator === 'NOT_CONTAINS')
}

function lowerCondition(
  name: string,
  operator: ComparisonOperator,
  values: readonly AttributeValue[],
): BoundCondition {
  const path = [name] as const
  const operand: BoundOperand = { kind: 'path', path }
  const operands = values.map((value): BoundOperand => ({ kind: 'value', value }))
  const [first, second] = operands
  if (operator === 'NULL') return { kind: 'attribute_not_exists', path }
  if (operator === 'NOT_NULL' || first === undefined) return { kind: 'attribute_exists', path }
  switch (operator) {
    case 'EQ':
      return { kind: 'comparison', operator: '=', left: operand, right: first }
    case 'NE':
      return { kind: 'comparison', operator: '<>', left: operand, right: first }
    case 'LT':
      return { kind: 'comparison', operator: '<', left: operand, right: first }
    case 'LE':
      return { kind: 'comparison', operator: '<=', left: operand, right: first }
    case 'GT':
      return { kind: 'comparison', operator: '>', left: operand, right: first }
    case 'GE':
      return { kind: 'comparison', operator: '>=', left: operand, right: first }
    case 'IN':
      return { kind: 'in', operand, candidates: operands }
    case 'BETWEEN':
      return { kind: 'between', operand, lower: first, upper: second ?? first }
    case 'BEGINS_WITH':
      return { kind: 'begins_with', operand, prefix: first }
    case 'CONTAINS':
      return { kind: 'contains', operand, member: first }
    case 'NOT_CONTAINS': // false, unlike NE, where the attribute is missing
      return {
        kind: 'and',
        conditions: [
          { kind: 'attribute_exists', path },
          { kind: 'not', condition: { kind: 'contains', operand, member: first } },
        ],
      }
  }
}

function invalid(text: string): RequestFault {
  return new RequestFault(INVALID + text)
}
