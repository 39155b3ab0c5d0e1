import type { DynamoError } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { RowKey } from '../../storage/key-encoding.ts'
import type { TableState } from '../../tables/table-state.ts'
import type { KeySpan } from '../../throughput/resource-throughput.ts'
import type { Direction } from '../../throughput/throttle-cause.ts'
import { type Demand, oneKey, type Throttling } from '../../throughput/throttling.ts'
import type { WritePlan } from './plan-write.ts'
import type { ReadSource } from './read-source.ts'

/**
 * Admission of requests where throughput is enforced: the step between deciding what a request does and doing it.
 * What costs nothing where it is not enforced is one question to `Throttling`.
 */

/**
 * Lets a planned write go on and takes its units.
 *
 * @throws DynamoError it has to wait
 */
export function admitWrite(engine: EngineContext, plan: WritePlan): void {
  const refusal = tryAdmitWrite(engine, plan)
  if (refusal !== undefined) throw refusal
}

/** Like `admitWrite`; returns why the write has to wait. */
export function tryAdmitWrite({ throttling }: EngineContext, plan: WritePlan): DynamoError | undefined {
  if (!throttling.enforces(plan.table)) return undefined
  const demands = demandsOf(plan)
  const refusal = throttling.refusal('Write', demands)
  if (refusal === undefined) throttling.take('Write', demands)
  return refusal
}

/** Why each of the writes of a transaction has to wait, by their places. When none has to, their units are taken. */
export function admitTogether(
  { throttling }: EngineContext,
  plans: readonly WritePlan[],
): readonly (DynamoError | undefined)[] {
  const demands = plans.map(plan => (throttling.enforces(plan.table) ? demandsOf(plan) : []))
  return takeAllOrNone(throttling, 'Write', demands)
}

/** The same for the reads of a transaction. */
export function admitReadsTogether(
  { throttling }: EngineContext,
  reads: readonly { readonly table: TableState; readonly key: RowKey; readonly units: number }[],
): readonly (DynamoError | undefined)[] {
  const demands = reads.map(({ table, key, units }) => [{ table, index: undefined, units, keys: oneKey(key) }])
  return takeAllOrNone(throttling, 'Read', demands)
}

/** Takes the units of writes that were refused for another reason, whether or not they are there. */
export function chargeRefused({ throttling }: EngineContext, plans: readonly WritePlan[]): void {
  for (const plan of plans) if (throttling.enforces(plan.table)) throttling.take('Write', demandsOf(plan))
}

function takeAllOrNone(
  throttling: Throttling,
  direction: Direction,
  demands: readonly (readonly Demand[])[],
): readonly (DynamoError | undefined)[] {
  const refusals = demands.map(each => throttling.refusal(direction, each))
  if (refusals.every(refusal => refusal === undefined)) for (const each of demands) throttling.take(direction, each)
  return refusals
}

/** Lets the read of an item go on and takes its units; returns why it has to wait. */
export function tryAdmitRead(
  { throttling }: EngineContext,
  table: TableState,
  key: RowKey,
  units: number,
): DynamoError | undefined {
  if (!throttling.enforces(table)) return undefined
  const demands: Demand[] = [{ table, index: undefined, units, keys: oneKey(key) }]
  const refusal = throttling.refusal('Read', demands)
  if (refusal === undefined) throttling.take('Read', demands)
  return refusal
}

/**
 * Whether a page may be read. What it will cost is not known before: it is let through while there are units, and pays
 * afterwards (`payForPage`).
 *
 * @param from the row key where the page begins
 * @throws DynamoError it has to wait
 */
export function admitPage({ throttling }: EngineContext, source: ReadSource, from: RowKey): void {
  if (!throttling.enforces(source.table)) return
  const refusal = throttling.refusal('Read', [pageDemand(source, 0, { from, to: from })])
  if (refusal !== undefined) throw refusal
}

/** Takes the units of a page that was read, the same from each partition it passed. */
export function payForPage({ throttling }: EngineContext, source: ReadSource, units: number, keys: KeySpan): void {
  if (throttling.enforces(source.table)) throttling.take('Read', [pageDemand(source, units, keys)])
}

/** A local index lives off its table's throughput. */
function pageDemand({ table, index }: ReadSource, units: number, keys: KeySpan): Demand {
  return { table, index: index?.definition.kind === 'GSI' ? index : undefined, units, keys }
}

/** The table with its local indexes, and each global index that changes. */
function demandsOf({ table, key, tableUnits, indexChanges }: WritePlan): readonly Demand[] {
  let own = tableUnits
  const demands: Demand[] = []
  for (const { index, units, put, remove } of indexChanges) {
    if (index.definition.kind === 'LSI') own += units
    else demands.push({ table, index, units, keys: oneKey(put?.key ?? remove ?? key) })
  }
  return [{ table, index: undefined, units: own, keys: oneKey(key) }, ...demands]
}
