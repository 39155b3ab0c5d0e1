import { CapacityMeter, checkKey, checkKeyPaths, type GetItemInput, readAttributeMap } from '#dynamo'
import { tableRowKey } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { textProjector } from './support/project-text.ts'
import { readItem } from './support/read-item.ts'
import { bindReadProjection, checkReadParameters } from './support/read-projection.ts'
import { resolveTable } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'

function check(input: GetItemInput) {
  checkReadParameters(input)
  const key = readAttributeMap(input.Key)
  return { key, projection: bindReadProjection(input) }
}

/** Reads one item by its whole primary key. */
export const getItem: Operation = (engine, input: GetItemInput) => {
  const { key, projection } = worded(engine, 'GetItem', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const { definition } = table.facts
  checkKey(definition, key)
  if (projection !== undefined) checkKeyPaths(definition, projection.paths)

  const meter = new CapacityMeter(input.TableName)
  const row = readItem(engine, table, tableRowKey(definition.key, key), input.ConsistentRead === true, meter)
  const text = row === undefined || projection === undefined ? row?.[1] : textProjector(projection)(row[1])
  return {
    body: new AnswerText()
      .text('Item', text)
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .toString(),
    metered: { table: definition.name, readUnits: meter.total },
  }
}
