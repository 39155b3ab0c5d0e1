import type { KeyDefinition, ScalarType } from '#dynamo'
import type { IndexRecord, Json, ModelDocument, RecordId, TableRecord } from '../../document/model-document.ts'
import { indexesOf } from '../../document/queries.ts'
import { exactDigits } from '../../json/exact-number.ts'
import { isJsonList, isJsonObject, jsonMember } from '../../json/json-value.ts'

/** Reading members of either dialect: what has another type counts as missing. */

export function textOf(json: Json | undefined, name: string): string | undefined {
  const value = jsonMember(json, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A finite number of at least 0. */
export function numberOf(json: Json | undefined, name: string): number | undefined {
  const value = jsonMember(json, name)
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'number' ? value : Number(exactDigits(value) ?? Number.NaN)
  return Number.isFinite(number) && number >= 0 ? number : undefined
}

/** A whole number of at least 1. */
export function countOf(json: Json | undefined, name: string): number | undefined {
  const number = numberOf(json, name)
  return number === undefined || number < 1 ? undefined : Math.min(Number.MAX_SAFE_INTEGER, Math.round(number))
}

export function listOf(json: Json | undefined, name: string): readonly Json[] {
  const value = jsonMember(json, name)
  return value !== undefined && isJsonList(value) ? value : []
}

export function textsOf(json: Json | undefined, name: string): readonly string[] {
  return listOf(json, name).filter((value): value is string => typeof value === 'string' && value !== '')
}

export function scalarTypeOf(json: Json | undefined): ScalarType | undefined {
  return json === 'S' || json === 'N' || json === 'B' ? json : undefined
}

/** An element list's place in a file without its elements: they are pieces of their own. */
export function hollow(json: Json, names: readonly string[]): Json {
  if (!isJsonObject(json)) return json
  const entries = Object.entries(json).map(([name, value]) => [
    name,
    names.includes(name) && isJsonList(value) ? [] : value,
  ])
  return Object.fromEntries(entries) as Json
}

/** A table and one of its indexes, or the table alone, as patterns name them. */
export interface Target {
  readonly table: TableRecord
  readonly index?: IndexRecord
}

export function targetNamed(
  document: ModelDocument,
  tables: ReadonlyMap<string, TableRecord>,
  pattern: Json,
): Target | undefined {
  const table = tables.get(textOf(pattern, 'table') ?? '')
  if (table === undefined) return undefined
  const name = textOf(pattern, 'index')
  const index = indexesOf(document, table.id).find(each => each.name === name)
  return { table, ...(index === undefined ? {} : { index }) }
}

export function keyOf({ table, index }: Target): KeyDefinition {
  return (index ?? table).key
}

/** Of a read: what the file says that it is answered by. */
export function servedBy({ table, index }: Target): { readonly tableId: RecordId; readonly indexId?: RecordId } {
  return { tableId: table.id, ...(index === undefined ? {} : { indexId: index.id }) }
}

/** The entity of a table: items of this dialect's tables have one. */
export function entityIn(document: ModelDocument, tableId: RecordId): RecordId | undefined {
  return Object.values(document.records).flatMap(record =>
    record.kind === 'placement' && record.tableId === tableId ? [record.entityId] : [],
  )[0]
}
