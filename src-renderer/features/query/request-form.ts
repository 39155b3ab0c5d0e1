import type { AttributeType } from '#dynamo'
import type { FilterOperator, KeyOperator } from './operators.ts'

/** What is typed for one key attribute. Kept by name, so choosing another index and coming back loses nothing. */
export interface KeyInput {
  readonly name: string
  readonly operator: KeyOperator
  readonly value: string
  /** The upper end of `between`. */
  readonly upper: string
}

/** A filter row. */
export interface FilterInput {
  readonly id: number
  readonly attribute: string
  readonly operator: FilterOperator
  readonly type: AttributeType
  readonly value: string
  readonly upper: string
  /** The values of `in`, the members of a set. */
  readonly values: readonly string[]
}

/** The form as it is filled in. Texts are kept as typed; `buildRequest` reads them. */
export interface RequestForm {
  readonly operation: 'Query' | 'Scan' | 'GetItem'
  /** '' is the table. */
  readonly index: string
  readonly keys: readonly KeyInput[]
  readonly filters: readonly FilterInput[]
  /** How filter rows are joined. */
  readonly match: 'all' | 'any'
  /** Attributes to return; none means all. */
  readonly projection: readonly string[]
  readonly limit: string
  readonly descending: boolean
  readonly consistent: boolean
  readonly segment: string
  readonly totalSegments: string
}

/** The form when a table is opened: a Scan's first page would read for nothing, so it asks for a key. */
export const EMPTY_FORM: RequestForm = {
  operation: 'Query',
  index: '',
  keys: [],
  filters: [],
  match: 'all',
  projection: [],
  limit: '',
  descending: false,
  consistent: false,
  segment: '',
  totalSegments: '',
}

/** What is typed for a key attribute; empty when nothing was. */
export function keyInput(form: RequestForm, name: string): KeyInput {
  return form.keys.find(input => input.name === name) ?? { name, operator: '=', value: '', upper: '' }
}

/** The form with another input for a key attribute. */
export function withKeyInput(form: RequestForm, input: KeyInput): RequestForm {
  return { ...form, keys: [...form.keys.filter(other => other.name !== input.name), input] }
}

/** The form with one more filter row. */
export function withNewFilter(form: RequestForm, attribute = '', type: AttributeType = 'S'): RequestForm {
  const id = form.filters.reduce((most, row) => Math.max(most, row.id), 0) + 1
  const row: FilterInput = { id, attribute, operator: '=', type, value: '', upper: '', values: [] }
  return { ...form, filters: [...form.filters, row] }
}

/** The form with a filter row changed. */
export function withFilter(form: RequestForm, row: FilterInput): RequestForm {
  return { ...form, filters: form.filters.map(other => (other.id === row.id ? row : other)) }
}

export function withoutFilter(form: RequestForm, id: number): RequestForm {
  return { ...form, filters: form.filters.filter(row => row.id !== id) }
}
