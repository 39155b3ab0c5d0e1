import {
  checkIndexKeys,
  checkItemKey,
  checkKey,
  checkLocalEntries,
  checkUpdatedIndexKeys,
  itemSize,
  readUnits,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { admitTogether, chargeRefused } from '../operations/support/admission.ts'
import { doWrite, meterWrite } from '../operations/support/commit-write.ts'
import { CollectionLimit } from '../operations/support/item-collection.ts'
import { type ItemWrite, planWrite, readBefore, type WritePlan } from '../operations/support/plan-write.ts'
import { resolveTable } from '../operations/support/resolve-table.ts'
import { TableMeters } from '../operations/support/table-meters.ts'
import { decideUpdate } from '../operations/support/update-decision.ts'
import { checkUpdate } from '../operations/support/update-targets.ts'
import {
  checkConditionPaths,
  conditionFailed,
  conditionHolds,
  duplicateItem,
} from '../operations/support/write-request.ts'
import { type RowKey, tableRowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'
import { Cancellation } from './cancellation.ts'
import type { Replay } from './idempotency.ts'
import { type ActionTarget, checkDistinct, checkPayload } from './transaction-limits.ts'
import type { WriteAction } from './write-action.ts'

/** One action, decided: nothing about it can be refused any more. A condition check leaves its item untouched. */
export interface PlannedWrite extends WritePlan {
  readonly action: WriteAction
}

/**
 * Decides all actions of a transaction on the items as they are stored now. Writes nothing: as actions never share an
 * item, none can change what another one has seen.
 *
 * Where throughput is enforced, their units are taken by the time it returns.
 *
 * @throws DynamoError ResourceNotFoundException, ValidationException, or TransactionCanceledException with the reasons
 */
export function planWrites(engine: EngineContext, actions: readonly WriteAction[]): readonly PlannedWrite[] {
  checkPayload(actions.map(sizeSent))
  const cancellation = new Cancellation(actions.length)
  const targets = actions
    .map(action => ({ action, table: resolveTable(engine, action.tableName) }))
    .map(({ action, table }, i) => ({
      action,
      table,
      rowKey: cancellation.validate(i, () => rowKeyOf(action, table)),
    }))
  checkDistinct(targets)
  if (cancellation.isCancelled) chargeRefused(engine, targets.flatMap(untouched))
  cancellation.throwIfCancelled()
  const collections = new CollectionLimit(engine.behavior.itemCollectionLimit)
  const decide = (action: WriteAction, table: TableState, rowKey: RowKey): PlannedWrite => {
    const write = decideWrite(action, table, rowKey, 'transaction')
    collections.admit(write)
    return write
  }
  const writes = targets.flatMap(({ action, table, rowKey }, i) => {
    if (rowKey === undefined) return []
    return cancellation.attempt(i, () => decide(action, table, rowKey)) ?? []
  })
  if (cancellation.isCancelled) chargeRefused(engine, targets.flatMap(untouched))
  cancellation.throwIfCancelled()
  cancellation.refuse(admitTogether(engine, writes))
  cancellation.throwIfCancelled()
  return writes
}

/** What an action of a cancelled transaction costs: it leaves its item as it is. */
function untouched({ table, rowKey: key }: ActionTarget): readonly WritePlan[] {
  if (key === undefined) return []
  return [planWrite({ table, key, before: readBefore(table, key, true), after: 'untouched' }, 'transaction')]
}

/** Writes a plan and meters it. */
export function commitPlan(engine: EngineContext, plan: readonly PlannedWrite[]): TableMeters {
  const meters = new TableMeters('write')
  for (const write of plan) {
    meterWrite(write, meters.of(write.table, write.action.tableName))
    doWrite(engine, write, 'request')
  }
  return meters
}

/** What a replay of the plan costs: the larger image of each item, read. */
export function replayReads(plan: readonly PlannedWrite[]): Replay['reads'] {
  const meters = new TableMeters('read')
  for (const write of plan) {
    meters.of(write.table, write.action.tableName).addTable(readUnits(largerImage(write), { transactional: true }))
  }
  return (meters.reports('TOTAL') ?? []).map(report => ({ table: report.TableName, units: report.CapacityUnits }))
}

function largerImage({ before, after }: PlannedWrite): number {
  return Math.max(before.size ?? 0, after === 'untouched' ? 0 : (after?.size ?? 0))
}

/** What the request says of an item counts, whatever is stored: the whole of it, or its key and the values. */
function sizeSent({ key, change, valuesSize = 0 }: WriteAction): number {
  return valuesSize + (change.kind === 'put' ? change.after.size : itemSize(key))
}

/** The row of an action, which is checked against its table's schema. @throws DynamoError */
export function rowKeyOf({ key, change, condition }: WriteAction, { facts: { definition } }: TableState): RowKey {
  if (change.kind === 'put') {
    checkItemKey(definition, key)
    checkIndexKeys(definition, key)
    checkLocalEntries(definition, change.after.item, change.after.size, 'put')
  } else {
    checkKey(definition, key)
  }
  if (change.kind === 'update') checkUpdate(definition, change.update)
  checkConditionPaths(definition, condition)
  return tableRowKey(definition.key, key)
}

/**
 * Decides one action on its item as it is stored now.
 *
 * @throws DynamoError DuplicateItemException, ConditionalCheckFailedException, or what an update refuses
 */
export function decideWrite(
  action: WriteAction,
  table: TableState,
  key: RowKey,
  pricing: 'single' | 'transaction',
  before = readFor(action, table, key),
): PlannedWrite {
  const { change, condition } = action
  if (change.kind === 'put' && change.existing === 'refused' && before.size !== undefined) throw duplicateItem()
  if (!conditionHolds(condition, before)) throw conditionFailed(before, action.returns)
  const after = afterOf(action, table, before)
  return { action, ...planWrite({ table, key, before, after }, pricing) }
}

function readFor({ change, condition }: WriteAction, table: TableState, key: RowKey): ItemWrite['before'] {
  return readBefore(table, key, condition === undefined && change.kind !== 'update')
}

function afterOf(
  { key, change }: WriteAction,
  { facts: { definition } }: TableState,
  before: ItemWrite['before'],
): ItemWrite['after'] {
  switch (change.kind) {
    case 'check':
      return 'untouched'
    case 'delete':
      return undefined
    case 'put':
      return change.after
    case 'update': {
      const after = decideUpdate(change.update, before, key)
      if (after === undefined) return 'untouched'
      checkUpdatedIndexKeys(definition, after.item, before.item())
      checkLocalEntries(definition, after.item, after.size, 'update')
      return after
    }
  }
}
