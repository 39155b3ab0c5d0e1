import {
  type AttributeMap,
  type BoundProjection,
  checkKey,
  checkKeyPaths,
  readAttributeMap,
  type TransactGet,
  type TransactGetItemsInput,
} from '#dynamo'
import { tableRowKey } from '../storage/key-encoding.ts'
import type { StoredRow } from '../storage/rows.ts'
import { Cancellation } from '../transactions/cancellation.ts'
import { readTogether } from '../transactions/read-together.ts'
import { checkDistinct } from '../transactions/transaction-limits.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { textProjector } from './support/project-text.ts'
import { bindReadProjection, checkReadParameters } from './support/read-projection.ts'
import { resolveTable } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'

interface Read {
  /** As the caller wrote it: a name or an ARN. */
  readonly name: string
  readonly key: AttributeMap
  readonly projection: BoundProjection | undefined
}

function readGet(input: TransactGet): Read {
  checkReadParameters(input)
  const key = readAttributeMap(input.Key)
  return { name: input.TableName, key, projection: bindReadProjection(input) }
}

/** One entry of Responses: empty when there is no item, and when the projection matches nothing. */
function entry(row: StoredRow | undefined, projection: BoundProjection | undefined): string {
  if (row === undefined) return '{}'
  if (projection === undefined) return new AnswerText().text('Item', row[1]).toString()
  const projected = textProjector(projection)(row[1])
  return new AnswerText().text('Item', projected === '{}' ? undefined : projected).toString()
}

/** Up to 100 items, as they are at one moment. */
export const transactGetItems: Operation = (engine, input: TransactGetItemsInput) => {
  const reads = worded(engine, 'TransactGetItems', () => input.TransactItems.map(({ Get }) => readGet(Get)))
  const cancellation = new Cancellation(reads.length)
  const targets = reads
    .map(read => ({ read, table: resolveTable(engine, read.name) }))
    .map(({ read, table }, i) => {
      const { definition } = table.facts
      const rowKey = cancellation.validate(i, () => {
        checkKey(definition, read.key)
        if (read.projection !== undefined) checkKeyPaths(definition, read.projection.paths)
        return tableRowKey(definition.key, read.key)
      })
      return { read, table, rowKey }
    })
  checkDistinct(targets)
  cancellation.throwIfCancelled()

  const found = targets.flatMap(({ read, table, rowKey }) =>
    rowKey === undefined ? [] : [{ read, table, name: read.name, key: rowKey }],
  )
  const { rows, meters } = readTogether(engine, found, cancellation)
  const responses = rows.map((row, i) => entry(row, found[i]?.read.projection))
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .list('Responses', responses)
      .toString(),
    metered: {
      table: meters.onlyTable,
      readUnits: meters.total,
      returned: rows.filter(row => row !== undefined).length,
    },
  }
}
