import {
  checkIndexUpdates,
  checkOnDemandChange,
  type GlobalSecondaryIndexUpdateInput,
  type UpdateTableInput,
} from '#dynamo'
import { newIndex } from '../new-table.ts'
import { type IndexFacts, indexFacts, type TableFacts } from '../table-state.ts'
import { changedThroughput } from '../throughput-change.ts'
import { keepingWarm, raisedWarm } from '../warm-throughput.ts'
import { withMaxima } from './settings-update.ts'

/**
 * Creates, retunes and deletes global indexes, creates and deletes vector indexes.
 *
 * @param switched the billing mode has just been changed, and with it the throughput of the indexes
 * @throws DynamoError
 */
export function withIndexes(facts: TableFacts, input: UpdateTableInput, now: number, switched: boolean): TableFacts {
  const { GlobalSecondaryIndexUpdates: updates = [], VectorIndexUpdates: vectorUpdates = [] } = input
  if (updates.length === 0 && vectorUpdates.length === 0) return facts
  const { definition, attributeDefinitions } = checkIndexUpdates(facts, input)
  const indexes = new Map(Object.entries(facts.indexes))
  let next = facts.nextIndexNumber
  for (const { Create, Update, Delete } of updates) {
    if (Delete !== undefined) indexes.delete(Delete.IndexName)
    if (Create !== undefined) indexes.set(Create.IndexName, newIndex(Create, next++, true))
    if (Update !== undefined) indexes.set(Update.IndexName, retuned(facts, Update, now, switched))
  }
  for (const { Create, Delete } of vectorUpdates) {
    if (Delete !== undefined) indexes.delete(Delete.IndexName)
    if (Create !== undefined) indexes.set(Create.IndexName, newIndex(undefined, next++, true))
  }
  return {
    ...facts,
    definition,
    attributeDefinitions,
    indexes: Object.fromEntries(indexes),
    nextIndexNumber: next,
    status: next === facts.nextIndexNumber ? facts.status : 'UPDATING',
  }
}

function retuned(
  facts: TableFacts,
  update: NonNullable<GlobalSecondaryIndexUpdateInput['Update']>,
  now: number,
  switched: boolean,
): IndexFacts {
  const {
    IndexName: name,
    ProvisionedThroughput: throughput,
    OnDemandThroughput: maxima,
    WarmThroughput: warm,
  } = update
  const onDemand = facts.billing === 'PAY_PER_REQUEST'
  let index = indexFacts(facts, name)
  if (maxima !== undefined) {
    checkOnDemandChange(maxima, facts.billing, name)
    index = withMaxima(index, maxima)
  }
  if (throughput !== undefined && !switched) {
    index = keepingWarm(index, onDemand, {
      ...index,
      throughput: changedThroughput(index.throughput, throughput, now, name),
    })
  }
  const raised = warm && raisedWarm(index, onDemand, warm, `index ${name}`)
  return raised === undefined ? index : { ...index, warming: { warm: raised, until: now } }
}
