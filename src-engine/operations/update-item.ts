import {
  type BoundUpdate,
  CapacityMeter,
  checkKey,
  checkLocalEntries,
  checkUpdatedIndexKeys,
  type Item,
  lowerAttributeUpdates,
  projectUpdated,
  readAttributeMap,
  type UpdatedItem,
  type UpdateItemInput,
} from '#dynamo'
import { tableRowKey } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { commitWrite } from './support/commit-write.ts'
import { itemCollectionMetrics } from './support/item-collection.ts'
import { type Before, readBefore } from './support/plan-write.ts'
import { resolveTable } from './support/resolve-table.ts'
import { checkStatementSize, decideUpdate } from './support/update-decision.ts'
import { checkUpdate } from './support/update-targets.ts'
import { worded } from './support/worded.ts'
import {
  bindWriteExpressions,
  checkCondition,
  checkConditionPaths,
  checkParameters,
} from './support/write-request.ts'

/** An update without clauses makes sure that the item exists. */
const NO_CLAUSES: BoundUpdate = { actions: [], legacy: false }

function check(input: UpdateItemInput) {
  checkParameters(input, true)
  const key = readAttributeMap(input.Key)
  const legacy = input.AttributeUpdates === undefined ? undefined : lowerAttributeUpdates(input.AttributeUpdates)
  const { update, condition } = bindWriteExpressions(input)
  return { key, update: update ?? legacy ?? NO_CLAUSES, condition }
}

function returned(input: UpdateItemInput, before: Before, after: UpdatedItem): string | undefined {
  const part = (item: Item | undefined): string | undefined => {
    const touched = projectUpdated(item, after.updatedPaths)
    return touched === undefined ? undefined : JSON.stringify(touched)
  }
  switch (input.ReturnValues) {
    case 'ALL_OLD':
      return before.text
    case 'ALL_NEW':
      return JSON.stringify(after.item)
    case 'UPDATED_OLD':
      return part(before.item())
    case 'UPDATED_NEW':
      return part(after.item)
    case 'NONE':
    case undefined:
      return undefined
  }
}

/** Changes attributes of one item, or creates it. */
export const updateItem: Operation = (engine, input: UpdateItemInput) => {
  const { key, update, condition } = worded(engine, 'UpdateItem', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const { definition } = table.facts
  checkKey(definition, key)
  checkUpdate(definition, update)
  checkConditionPaths(definition, condition)
  checkStatementSize(update)

  const rowKey = tableRowKey(definition.key, key)
  const before = readBefore(table, rowKey, false)
  checkCondition(engine, { table, key: rowKey, before }, condition, input.ReturnValuesOnConditionCheckFailure)
  const meter = new CapacityMeter(input.TableName)
  const after = decideUpdate(update, before, key)
  if (after !== undefined) {
    checkUpdatedIndexKeys(definition, after.item, before.item())
    checkLocalEntries(definition, after.item, after.size, 'update')
  }
  commitWrite(engine, { table, key: rowKey, before, after: after ?? 'untouched' }, meter)

  return {
    body: new AnswerText()
      .text('Attributes', after === undefined ? undefined : returned(input, before, after))
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .value('ItemCollectionMetrics', itemCollectionMetrics(table, key, input.ReturnItemCollectionMetrics))
      .toString(),
    metered: { table: definition.name, writeUnits: meter.total },
  }
}
