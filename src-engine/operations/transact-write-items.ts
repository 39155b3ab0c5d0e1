import type { TransactWriteItemsInput } from '#dynamo'
import {
  findReplay,
  type Replay,
  rememberToken,
  replayMetered,
  replayReports,
  tokenUse,
} from '../transactions/idempotency.ts'
import { readWriteAction } from '../transactions/write-action.ts'
import { commitPlan, type PlannedWrite, planWrites, replayReads } from '../transactions/write-plan.ts'
import type { Operation, Reply } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { itemCollectionMetrics } from './support/item-collection.ts'
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
  if (use !== undefined) rememberToken(engine, use, { reads: replayReads(plan), collections })

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
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', replayReports(replay, input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', wantsCollections ? replay.collections : undefined)
      .toString(),
    metered: replayMetered(replay),
  }
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
