import { type Item, type VectorEntry, type VectorIndexDefinition, vectorEntryOf, vectorWriteBytes } from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'
import { type VectorRow, vectorRow } from '../storage/vector-rows.ts'
import type { TableState, VectorIndexState } from '../tables/table-state.ts'

/** What a write does to one vector index that it changes. */
export interface VectorChange {
  readonly index: VectorIndexState
  /** The row that comes or changes; undefined takes the item out of the index. */
  readonly put: VectorRow | undefined
  /** Bytes the write is metered on the index. */
  readonly bytes: number
}

/** What a write does to all vector indexes of its table. */
export interface VectorPlan {
  readonly changes: readonly VectorChange[]
  /** Bytes by which the item is billed less, before and after, because its vectors count as the indexes keep them. */
  readonly savedBefore: number
  readonly savedAfter: number
}

/** Nothing to do, and nothing saved. */
export const NO_VECTORS: VectorPlan = { changes: [], savedBefore: 0, savedAfter: 0 }

/** Decides what a write does to the vector indexes of a table that has some. */
export function planVectors(table: TableState, before: Item | undefined, after: Item | undefined): VectorPlan {
  const changes: VectorChange[] = []
  const savedBefore = new Savings()
  const savedAfter = new Savings()
  for (const index of table.vectors) {
    const { definition } = index
    const oldEntry = before && vectorEntryOf(table.facts.definition, definition, before)
    const newEntry = after && vectorEntryOf(table.facts.definition, definition, after)
    savedBefore.add(definition, oldEntry)
    savedAfter.add(definition, newEntry)
    const bytes = vectorWriteBytes(oldEntry, newEntry)
    if (bytes === undefined) continue
    changes.push({ index, put: after && newEntry && vectorRow(definition, newEntry, after), bytes })
  }
  return { changes, savedBefore: savedBefore.total, savedAfter: savedAfter.total }
}

/** Does what was planned. An index that is being filled may not hold the old entry yet, which makes no difference. */
export function changeVectors(plan: VectorPlan, key: RowKey): void {
  for (const { index, put } of plan.changes) {
    if (put === undefined) index.rows.delete(key)
    else index.rows.put(key, put)
  }
}

/** Several indexes over one attribute save once. */
class Savings {
  readonly #attributes = new Set<string>()
  total = 0

  add({ attribute }: VectorIndexDefinition, entry: VectorEntry | undefined): void {
    if (entry === undefined || this.#attributes.has(attribute)) return
    this.#attributes.add(attribute)
    this.total += entry.saved
  }
}

/**
 * Bytes that DescribeTable counts less than the items have, because indexed vectors count as the indexes keep them. Of
 * several indexes over one attribute the one that holds most decides.
 */
export function savedBytes({ vectors }: TableState): number {
  const most = new Map<string, number>()
  for (const { definition, rows } of vectors) {
    most.set(definition.attribute, Math.max(rows.saved.sizeBytes, most.get(definition.attribute) ?? 0))
  }
  let total = 0
  for (const saved of most.values()) total += saved
  return total
}
