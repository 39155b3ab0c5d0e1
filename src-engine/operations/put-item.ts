import {
  CapacityMeter,
  checkIndexKeys,
  checkItemKey,
  checkItemSize,
  checkLocalEntries,
  itemSize,
  type PutItemInput,
  readAttributeMap,
} from '#dynamo'
import { tableRowKey } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { commitWrite } from './support/commit-write.ts'
import { itemCollectionMetrics } from './support/item-collection.ts'
import { readBefore } from './support/plan-write.ts'
import { resolveTable } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'
import {
  bindWriteExpressions,
  checkCondition,
  checkConditionPaths,
  checkParameters,
  checkReturnsOldOnly,
} from './support/write-request.ts'

function check(input: PutItemInput) {
  checkParameters(input, false)
  const item = readAttributeMap(input.Item)
  checkReturnsOldOnly(input.ReturnValues)
  const size = itemSize(item)
  checkItemSize(size, 'put')
  const { condition } = bindWriteExpressions(input)
  return { after: { item, size }, condition }
}

/** Creates an item or replaces it whole. */
export const putItem: Operation = (engine, input: PutItemInput) => {
  const { after, condition } = worded(engine, 'PutItem', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const { definition } = table.facts
  checkItemKey(definition, after.item)
  checkIndexKeys(definition, after.item)
  checkLocalEntries(definition, after.item, after.size, 'put')
  checkConditionPaths(definition, condition)

  const key = tableRowKey(definition.key, after.item)
  const returnsOld = input.ReturnValues === 'ALL_OLD'
  const before = readBefore(table, key, condition === undefined && !returnsOld)
  checkCondition(engine, { table, key, before }, condition, input.ReturnValuesOnConditionCheckFailure)
  const meter = new CapacityMeter(input.TableName)
  commitWrite(engine, { table, key, before, after }, meter)

  return {
    body: new AnswerText()
      .text('Attributes', returnsOld ? before.text : undefined)
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', itemCollectionMetrics(table, after.item, input.ReturnItemCollectionMetrics))
      .toString(),
    metered: { table: definition.name, writeUnits: meter.total },
  }
}
