import type { CapacityMeter, Item } from '#dynamo'
import type { EventualReads } from '../../consistency/eventual-reads.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { ItemChange, ItemImage } from '../../tables/item-change.ts'
import { changeVectors } from '../../vectors/plan-vectors.ts'
import { admitWrite } from './admission.ts'
import { CollectionLimit } from './item-collection.ts'
import { type Before, type IndexChange, type ItemWrite, planWrite, type WritePlan } from './plan-write.ts'

/**
 * The one write path. A write is planned (plan-write.ts: what it does and costs), admitted, counted, done, and told to
 * those who follow the table, all in one turn and in the group's transaction. Every other check has passed before.
 *
 * @param meter counts the table's units (the larger of old and new) and each touched index's
 * @throws DynamoError the item collection would be too large, or the write has to wait for throughput; nothing is written then
 */
export function commitWrite(engine: EngineContext, write: ItemWrite, meter: CapacityMeter): void {
  const plan = planWrite(write)
  new CollectionLimit(engine.behavior.itemCollectionLimit).admit(plan)
  admitWrite(engine, plan)
  meterWrite(plan, meter)
  doWrite(engine, plan, 'request')
}

/** Counts what a planned write consumes. A write that nobody pays for (expiry, imports) is done without. */
export function meterWrite(plan: WritePlan, meter: CapacityMeter): void {
  meter.addTable(plan.tableUnits)
  for (const { index, units } of plan.indexChanges)
    meter.addIndex(index.definition.name, index.definition.kind, units)
  for (const { index, bytes } of plan.vectors.changes) meter.addVectorIndex(index.definition.name, bytes)
}

/** Does a planned write: base row, index rows, and whatever follows the table's items. Refuses nothing. */
export function doWrite(engine: EngineContext, plan: WritePlan, actor: ItemChange['actor']): void {
  const { table, key, before, after } = plan
  if (after === 'untouched' || (before.size === undefined && after === undefined)) return
  engine.store.beginWrite()
  if (engine.eventualReads !== undefined) rememberRows(engine.eventualReads, plan)
  const text = after === undefined ? undefined : JSON.stringify(after.item)
  if (after !== undefined && text !== undefined) table.rows.put(key, after.size, text, before.size)
  else if (before.size !== undefined) table.rows.delete(key, before.size)
  for (const change of plan.indexChanges) changeIndex(change, text)
  changeVectors(plan.vectors, key)
  tellFollowers(engine, plan, text, actor)
}

/** The place where a write is told on, in its own transaction: what throws here undoes it, and the group with it. */
function tellFollowers(
  { followers }: EngineContext,
  { table, key, before, after }: WritePlan,
  text: string | undefined,
  actor: ItemChange['actor'],
): void {
  for (const follower of followers) {
    if (!follower.follows(table)) continue
    follower.itemChanged({ table, key, before: imageBefore(before), after: imageAfter(after, text), actor })
  }
}

/** A table that is followed is read whole before a write (`needsImages`): where there is an item there is its text. */
function imageBefore(before: Before): ItemImage | undefined {
  const { text, size } = before
  if (text === undefined || size === undefined) return undefined
  return { text, size, item: () => before.item() as Item }
}

function imageAfter(after: WritePlan['after'], text: string | undefined): ItemImage | undefined {
  if (after === undefined || after === 'untouched' || text === undefined) return undefined
  return { text, size: after.size, item: () => after.item }
}

/** What late readers go on seeing for a while. */
function rememberRows(reads: EventualReads, { table, key, indexChanges }: WritePlan): void {
  reads.remember('table', table.rows, key)
  for (const { index, remove, put } of indexChanges) {
    const { kind } = index.definition
    if (remove !== undefined) reads.remember(kind, index.rows, remove)
    if (put !== undefined) reads.remember(kind, index.rows, put.key)
  }
}

function changeIndex({ index: { definition, rows }, remove, put }: IndexChange, itemText: string | undefined): void {
  // An index that is being filled may not hold the old entry yet: what is stored decides, not what should be.
  if (remove !== undefined) {
    const stored = rows.sizeOf(remove)
    if (stored !== undefined) rows.delete(remove, stored)
  }
  if (put !== undefined) {
    // The text of an entry of a full projection is the item's own.
    const whole = definition.projection.type === 'ALL' && itemText !== undefined
    rows.put(put.key, put.size, whole ? itemText : JSON.stringify(put.entry), rows.sizeOf(put.key))
  }
}
