import {
  attributeOf,
  type BoundProjection,
  type CapacityMeter,
  emptyAttributeMap,
  type Item,
  type KeyDefinition,
  keyParts,
  parseJson,
  projectedAttributes,
  readUnits,
  type Select,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import { AttributePicker } from '../../storage/attribute-picker.ts'
import { indexRowKey, type RowKey, tableRowKey } from '../../storage/key-encoding.ts'
import type { ReadableRows } from '../../storage/rows.ts'
import { type IndexState, indexFacts, type TableState } from '../../tables/table-state.ts'
import { noSuchIndex } from './resolve-table.ts'

/** What a Query or Scan walks: a table or one of its indexes. */
export interface ReadSource {
  readonly table: TableState
  readonly index: IndexState | undefined
  /** The rows to walk, and those of the base items, as this read sees them. */
  readonly rows: ReadableRows
  readonly baseRows: ReadableRows
  readonly consistent: boolean
  readonly key: KeyDefinition
  /** The row key, in what is walked, of an item that has all the key attributes. */
  readonly rowKeyOf: (item: Item) => RowKey
  /** Of a stored item the attributes that LastEvaluatedKey and row keys are made of. */
  readonly readKey: (text: string) => Item
}

/** What a page ends with is read of one item each: taking its key is cheaper than parsing it. */
const keyPickers = new WeakMap<TableState | IndexState, AttributePicker>()

function keyPicker(table: TableState, index: IndexState | undefined): AttributePicker {
  const known = keyPickers.get(index ?? table)
  if (known !== undefined) return known
  const picker = new AttributePicker(pageKeyNames({ table, index }).map(name => [name]))
  keyPickers.set(index ?? table, picker)
  return picker
}

/**
 * What a request reads.
 *
 * @throws DynamoError the index cannot be read (it is being filled), or not consistently (it is global)
 */
export function readSource(
  engine: EngineContext,
  table: TableState,
  index: IndexState | undefined,
  consistent: boolean,
): ReadSource {
  checkReadable(table, index, consistent)
  const tableKey = table.facts.definition.key
  const view = consistent ? undefined : engine.eventualReads?.view(index?.definition.kind ?? 'table')
  const baseRows = view === undefined ? table.rows : view(table.rows)
  const picker = keyPicker(table, index)
  const readKey = (text: string): Item => picker.itemOf(text)
  if (index === undefined) {
    const rowKeyOf = (item: Item): RowKey => tableRowKey(tableKey, item)
    return { table, index, rows: baseRows, baseRows, consistent, key: tableKey, rowKeyOf, readKey }
  }
  const key = index.definition.key
  const rowKeyOf = (item: Item): RowKey => indexRowKey(index.definition, item, tableKey, tableRowKey(tableKey, item))
  const rows = view === undefined ? index.rows : view(index.rows)
  return { table, index, rows, baseRows, consistent, key, rowKeyOf, readKey }
}

/** The key attributes that LastEvaluatedKey and ExclusiveStartKey consist of: the table's, then the index's. */
export function pageKeyNames({ table, index }: Pick<ReadSource, 'table' | 'index'>): readonly string[] {
  const names = keyParts(table.facts.definition.key).map(part => part.name)
  if (index !== undefined) {
    for (const part of keyParts(index.definition.key)) if (!names.includes(part.name)) names.push(part.name)
  }
  return names
}

/** LastEvaluatedKey after this item. */
export function pageKeyAfter(source: ReadSource, item: Item): Item {
  const key = emptyAttributeMap()
  for (const name of pageKeyNames(source)) {
    const value = attributeOf(item, name)
    if (value !== undefined) key[name] = value
  }
  return key
}

/** An index can be read once it is filled; a global one only eventually consistent. */
function checkReadable(table: TableState, index: IndexState | undefined, consistent: boolean): void {
  if (index === undefined || index.definition.kind !== 'GSI') return
  if (consistent) throw validationError('Consistent reads are not supported on global secondary indexes')
  const facts = indexFacts(table.facts, index.definition.name)
  // Its text for an index that is being deleted is not known; soon there is none.
  if (facts.status === 'DELETING') throw noSuchIndex(index.definition.name)
  if (facts.status === 'CREATING') {
    throw validationError(`Cannot read from backfilling global secondary index: ${index.definition.name}`)
  }
}

/** Those of the names that the index which is read does not hold; of a table none. Each once, in the order given. */
export function notProjected({ table, index }: ReadSource, names: readonly string[]): string[] {
  if (index === undefined) return []
  const projected = projectedAttributes(table.facts.definition, index.definition)
  return projected === 'ALL' ? [] : [...new Set(names)].filter(name => !projected.has(name))
}

/**
 * A global index cannot answer ALL_ATTRIBUTES that it does not hold.
 *
 * @throws DynamoError
 */
export function checkHoldsAll({ index }: ReadSource, select: Select | undefined): void {
  if (select !== 'ALL_ATTRIBUTES' || index?.definition.kind !== 'GSI') return
  if (index.definition.projection.type === 'ALL') return
  throw validationError(
    `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.definition.name} because its projection type is not ALL`,
  )
}

/**
 * Whether answers need attributes that the index does not hold: then a local index's base items are fetched, and a
 * global index refuses. What only a filter needs is not fetched.
 *
 * @throws DynamoError
 */
export function needsBaseItems(
  source: ReadSource,
  select: Select | undefined,
  projection: BoundProjection | undefined,
): boolean {
  if (source.index === undefined) return false
  const { definition } = source.index
  if (select === 'ALL_ATTRIBUTES') return definition.kind === 'LSI' && definition.projection.type !== 'ALL'
  if (projection === undefined) return false
  const missing = notProjected(
    source,
    projection.paths.map(path => path[0]),
  )
  if (missing.length === 0) return false
  if (definition.kind === 'LSI') return true
  throw validationError(
    `One or more parameter values were invalid: Global secondary index ${definition.name} does not project [${missing.join(', ')}]`,
  )
}

/** Fetches base items for entries of a local index and meters each by itself, on the table's account. */
export function baseItemFetcher(source: ReadSource, meter: CapacityMeter): (entry: Item) => Item {
  const { table, baseRows, consistent } = source
  return entry => {
    const row = baseRows.get(tableRowKey(table.facts.definition.key, entry))
    if (row === undefined) return entry
    meter.addTable(readUnits(row[0], { consistent }))
    return parseJson(row[1]) as Item
  }
}
