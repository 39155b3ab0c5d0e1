import { CapacityMeter, checkKey, type DeleteItemInput, readAttributeMap } from '#dynamo'
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

function check(input: DeleteItemInput) {
  checkParameters(input, false)
  const key = readAttributeMap(input.Key)
  checkReturnsOldOnly(input.ReturnValues)
  const { condition } = bindWriteExpressions(input)
  return { key, condition }
}

/** Deletes an item by key; a missing item is no error. */
export const deleteItem: Operation = (engine, input: DeleteItemInput) => {
  const { key, condition } = worded(engine, 'DeleteItem', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const { definition } = table.facts
  checkKey(definition, key)
  checkConditionPaths(definition, condition)

  const rowKey = tableRowKey(definition.key, key)
  const returnsOld = input.ReturnValues === 'ALL_OLD'
  const before = readBefore(table, rowKey, condition === undefined && !returnsOld)
  checkCondition(engine, { table, key: rowKey, before }, condition, input.ReturnValuesOnConditionCheckFailure)
  const meter = new CapacityMeter(input.TableName)
  commitWrite(engine, { table, key: rowKey, before, after: undefined }, meter)

  return {
    body: new AnswerText()
      .text('Attributes', returnsOld ? before.text : undefined)
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', itemCollectionMetrics(table, key, input.ReturnItemCollectionMetrics))
      .toString(),
    metered: { table: definition.name, writeUnits: meter.total },
  }
}
