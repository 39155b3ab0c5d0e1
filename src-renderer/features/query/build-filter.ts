import { type AttributeValue, EXPRESSION_MAX_IN_OPERANDS } from '#dynamo'
import { attributePath } from './attribute-path.ts'
import type { FormProblem } from './form-problem.ts'
import { operatorInfo } from './operators.ts'
import type { Placeholders } from './placeholders.ts'
import type { FilterInput, RequestForm } from './request-form.ts'
import { readMembers, readTyped, type TypedText } from './typed-text.ts'

/** What a filter is built with. */
export interface FilterContext {
  /** Names that the table is known to have: read as names even with dots in them. */
  readonly known: ReadonlySet<string>
  /** Key attributes of what a Query reads: DynamoDB refuses them in its filter. */
  readonly keyNames: ReadonlySet<string>
  readonly placeholders: Placeholders
  readonly problems: FormProblem[]
}

/** True for a row that was added and not touched: it says nothing and is not sent. */
export function isUntouched(row: FilterInput): boolean {
  return row.attribute === '' && row.value === '' && row.upper === '' && row.values.length === 0
}

/** FilterExpression of the rows, '' where none counts, and what is wrong with them. */
export function buildFilter(form: RequestForm, context: FilterContext): string {
  const clauses = form.filters.flatMap(row => {
    const text = isUntouched(row) ? undefined : clauseOf(row, context)
    return text === undefined ? [] : [text]
  })
  return clauses.join(form.match === 'all' ? ' AND ' : ' OR ')
}

function clauseOf(row: FilterInput, { known, keyNames, placeholders, problems }: FilterContext): string | undefined {
  const field = `filter:${row.id}`
  const refuse = (message: string, missing = false) =>
    void problems.push({ field, message, ...(missing && { missing }) })
  if (row.attribute === '') return refuse('Name an attribute, or remove the filter.', true)
  const path = attributePath(row.attribute, known)
  if (keyNames.has(path[0]) && path.length === 1) {
    return refuse(`A Query does not filter on its own key attributes. Use the key condition for ${path[0]}.`)
  }
  const operands = operandsOf(row)
  if ('problem' in operands) return refuse(operands.problem, operands.missing)
  return expression(
    row,
    placeholders.path(path),
    operands.values.map(value => placeholders.value(value)),
  )
}

type Operands =
  | { readonly values: readonly AttributeValue[] }
  | { readonly problem: string; readonly missing?: boolean }

function operandsOf(row: FilterInput): Operands {
  switch (operatorInfo(row.operator).operand) {
    case 'none':
      return { values: [] }
    case 'one':
      // Only a string may be empty.
      if (row.value === '' && (row.type === 'N' || row.type === 'B' || row.type === 'L' || row.type === 'M')) {
        return { problem: 'Enter a value.', missing: true }
      }
      return all([oneValue(row)])
    case 'range':
      if (row.upper === '') return { problem: 'Enter the upper value.', missing: true }
      return all([readTyped(row.type, row.value), readTyped(row.type, row.upper)])
    case 'count':
      return row.value === '' ? { problem: 'Enter a number.', missing: true } : all([readTyped('N', row.value)])
    case 'type':
      return row.value === '' ? { problem: 'Choose a type.', missing: true } : { values: [{ S: row.value }] }
    case 'list':
      if (row.values.length === 0) return { problem: 'Enter at least one value and press Enter.', missing: true }
      if (row.values.length > EXPRESSION_MAX_IN_OPERANDS) {
        return { problem: `IN takes at most ${EXPRESSION_MAX_IN_OPERANDS} values; these are ${row.values.length}.` }
      }
      return all(row.values.map(text => readTyped(row.type, text)))
  }
}

function oneValue(row: FilterInput): TypedText {
  const isSet = row.type === 'SS' || row.type === 'NS' || row.type === 'BS'
  return isSet ? readMembers(row.type, row.values) : readTyped(row.type, row.value)
}

function all(read: readonly TypedText[]): Operands {
  const values: AttributeValue[] = []
  for (const result of read) {
    if ('problem' in result) return result
    values.push(result.value)
  }
  return { values }
}

function expression({ operator }: FilterInput, path: string, values: readonly string[]): string {
  const [first = '', second = ''] = values
  switch (operator) {
    case 'between':
      return `${path} BETWEEN ${first} AND ${second}`
    case 'in':
      return `${path} IN (${values.join(', ')})`
    case 'begins_with':
    case 'contains':
    case 'attribute_type':
      return `${operator}(${path}, ${first})`
    case 'not_contains':
      return `NOT contains(${path}, ${first})`
    case 'exists':
      return `attribute_exists(${path})`
    case 'not_exists':
      return `attribute_not_exists(${path})`
    default:
      return operator.startsWith('size ')
        ? `size(${path}) ${operator.slice(5)} ${first}`
        : `${path} ${operator} ${first}`
  }
}
