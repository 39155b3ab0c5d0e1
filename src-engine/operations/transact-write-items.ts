import { readUnits, type TransactWriteItemsInput } from '#dynamo'
import { findReplay, type Replay, rememberToken, replayReports, tokenUse } from '../transactions/idempotency.ts'
import { TransactionMeters } from '../transactions/transaction-meters.ts'
import { readWriteAction } from '../transactions/write-action.ts'
import { commitPlan, largerImage, type PlannedWrite, planWrites } from '../transactions/write-plan.ts'
import type { Operation, Reply } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { itemCollectionMetrics } from './support/item-collection.ts'
import { tableNameOf } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'

/** Up to 100 puts, updates, deletes and condition checks: all of them or none. */
export const transactWriteItems: Operation = (engine, input: TransactWriteItemsInput) => {
  const actions = worded(engine, 'TransactWriteItems', () => input.TransactItems.map(readWriteAction))
  const use = tokenUse(input.ClientRequestToken, input.TransactItems)
  const replay = use && findReplay(engine, use)
  if (replay !== undefined) return replayed(input, replay)

  const plan = planWrites(engine, actions)
  const meters = commitPlan(engine, plan)
  const wantsCollections = input.ReturnItemCollectionMetrics === 'SIZE'
  const collections = wantsCollections || use !== undefined ? collectionsOf(plan) : {}
  if (use !== undefined) rememberToken(engine, use, { reads: readsOf(plan), collections })

  return {
    body: new AnswerText()
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', wantsCollections ? collections : undefined)
      .toString(),
    metered: { table: meters.onlyTable, writeUnits: meters.total },
  }
}

/** The answer to a request that has been done already. */
function replayed(input: TransactWriteItemsInput, replay: Replay): Reply {
  const wantsCollections = input.ReturnItemCollectionMetrics === 'SIZE'
  const names = new Set(replay.reads.map(({ table }) => tableNameOf(table)))
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', replayReports(replay, input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', wantsCollections ? replay.collections : undefined)
      .toString(),
    metered: {
      table: names.size === 1 ? [...names][0] : undefined,
      readUnits: replay.reads.reduce((sum, { units }) => sum + units, 0),
    },
  }
}

function readsOf(plan: readonly PlannedWrite[]): Replay['reads'] {
  const meters = new TransactionMeters('read')
  for (const write of plan) {
    meters.of(write.table, write.action.tableName).addTable(readUnits(largerImage(write), { transactional: true }))
  }
  return (meters.reports('TOTAL') ?? []).map(report => ({ table: report.TableName, units: report.CapacityUnits }))
}

function collectionsOf(plan: readonly PlannedWrite[]): Readonly<Record<string, readonly object[]>> {
  const collections = new Map<string, object[]>()
  for (const { action, table } of plan) {
    if (action.change.kind === 'check') continue
    const metrics = itemCollectionMetrics(table, action.key, 'SIZE')
    if (metrics === undefined) continue
    collections.set(action.tableName, [...(collections.get(action.tableName) ?? []), metrics])
  }
  return Object.fromEntries(collections)
}
