import { type AttributeMap, attributeOf, DynamoError } from '#dynamo'
import { keyRangeRows, partitionRows, type RowRange } from '../../storage/key-encoding.ts'
import type { Rows } from '../../storage/rows.ts'
import type { TableState } from '../../tables/table-state.ts'
import type { WritePlan } from './plan-write.ts'

/*
 * An item collection: the items of a table that have one partition key, and their entries in its local indexes. Only
 * tables with local indexes have any, and only theirs are limited.
 */

const GIGABYTE = 1024 ** 3

/** What holds the collections of a table: its rows and those of its local indexes. */
function collectionRows(table: TableState): readonly Rows[] {
  const local = table.indexes.filter(index => index.definition.kind === 'LSI')
  return local.length === 0 ? [] : [table.rows, ...local.map(index => index.rows)]
}

/** Bytes of a collection; unless all rows together are below `enough`, in which case that much is the answer. */
function collectionSize(rows: readonly Rows[], range: () => RowRange, enough: number): number {
  const all = rows.reduce((sum, each) => sum + each.sizeBytes, 0)
  if (all < enough) return all
  const collection = range()
  return rows.reduce((sum, each) => sum + each.bytesWithin(collection), 0)
}

/** ItemCollectionMetrics of a write: only for tables with local secondary indexes, and only when asked for. */
export function itemCollectionMetrics(
  table: TableState,
  item: AttributeMap,
  asked: 'SIZE' | 'NONE' | undefined,
): object | undefined {
  if (asked !== 'SIZE') return undefined
  const rows = collectionRows(table)
  const part = table.facts.definition.key.partition[0]
  const value = part && attributeOf(item, part.name)
  if (rows.length === 0 || part === undefined || value === undefined) return undefined
  const range = () => keyRangeRows({ partition: [value], sortEquals: [], sortRange: undefined })
  return {
    ItemCollectionKey: { [part.name]: value },
    SizeEstimateRangeGB: sizeEstimate(collectionSize(rows, range, GIGABYTE)),
  }
}

/** SizeEstimateRangeGB: the gigabyte that the size lies in. */
export function sizeEstimate(bytes: number): readonly [number, number] {
  const whole = Math.floor(bytes / GIGABYTE)
  return [whole, whole + 1]
}

/**
 * Judges planned writes by what they make of their collections. One for each request: writes that come together grow
 * their collections together.
 */
export class CollectionLimit {
  readonly #limit: number
  #grown: Map<string, number> | undefined

  /** @param limit bytes that a collection may have */
  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Counts a write in. One that lets its collection shrink may always go on.
   *
   * @throws DynamoError the collection would be larger than the limit
   */
  admit(plan: WritePlan): void {
    const { table, key } = plan
    if (table.indexes.length === 0 || plan.after === undefined || plan.after === 'untouched') return
    const rows = collectionRows(table)
    if (rows.length === 0) return
    const growth = growthOf(plan)
    if (growth <= 0) return
    const collection = partitionRows(key)
    const name = `${table.id} ${collection.from.toString('latin1')}`
    const grown = growth + (this.#grown?.get(name) ?? 0)
    const before = collectionSize(rows, () => collection, this.#limit - grown)
    if (before + grown > this.#limit) {
      throw new DynamoError('ItemCollectionSizeLimitExceededException', 'Collection size exceeded.')
    }
    this.#grown = (this.#grown ?? new Map<string, number>()).set(name, grown)
  }
}

/** Bytes by which a write lets its collection grow. */
function growthOf({ before, after, indexChanges }: WritePlan): number {
  let growth = (after === undefined || after === 'untouched' ? 0 : after.size) - (before.size ?? 0)
  for (const { index, remove, put } of indexChanges) {
    if (index.definition.kind !== 'LSI') continue
    const old = remove ?? put?.key
    growth += (put?.size ?? 0) - ((old && index.rows.sizeOf(old)) ?? 0)
  }
  return growth
}
