import {
  type AttributeMap,
  attributeOf,
  checkKey,
  equalValues,
  type KeyRange,
  keyParts,
  typeOf,
  validationError,
} from '#dynamo'
import type { RowKey, RowRange } from '../../storage/key-encoding.ts'
import { pageKeyNames, type ReadSource } from './read-source.ts'

const INVALID = 'The provided starting key is invalid'

/** ExclusiveStartKey has exactly the key attributes of what is read, each of its type. */
export function checkStartKey(source: ReadSource, startKey: AttributeMap): void {
  const names = pageKeyNames(source)
  if (Object.keys(startKey).length !== names.length) throw validationError(INVALID)
  const { definition } = source.table.facts
  const parts = [
    ...keyParts(definition.key),
    ...(source.index === undefined ? [] : keyParts(source.index.definition.key)),
  ]
  for (const part of parts) {
    const value = attributeOf(startKey, part.name)
    if (value === undefined) throw validationError(INVALID)
    if (typeOf(value) !== part.type)
      throw validationError(`${INVALID}: The provided key element does not match the schema`)
  }
  const tableKey = Object.fromEntries(
    keyParts(definition.key).map(part => [part.name, attributeOf(startKey, part.name)]),
  ) as AttributeMap
  checkKey(definition, tableKey)
}

/** A Query goes on inside the partition and the sort range it asks for. */
export function checkStartInRange(source: ReadSource, range: KeyRange, startKey: AttributeMap): void {
  for (const [i, part] of source.key.partition.entries()) {
    const value = attributeOf(startKey, part.name)
    const asked = range.partition[i]
    if (value === undefined || asked === undefined || !equalValues(value, asked)) {
      throw validationError('The provided starting key is outside query boundaries based on provided conditions')
    }
  }
}

/** Whether a Query names one row of the table by its whole key. Of an index several rows may have the same key. */
export function namesOneRow({ index, key }: ReadSource, range: KeyRange): boolean {
  return index === undefined && range.sortEquals.length === key.sort.length
}

/** A Query that names one row has no second page. Seen of tables with a sort key; without one the page is empty. */
export function checkCanGoOn(source: ReadSource, range: KeyRange): void {
  if (source.key.sort.length === 0 || !namesOneRow(source, range)) return
  throw validationError('The query can return at most one row and cannot be restarted')
}

/** The row the page begins behind must lie inside the rows the condition selects. */
export function checkStartRow(rows: RowRange, start: RowKey): void {
  if (start.compare(rows.from) < 0 || (rows.to !== undefined && start.compare(rows.to) >= 0)) {
    throw validationError('The provided starting key does not match the range key predicate')
  }
}
