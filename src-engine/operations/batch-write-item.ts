import {
  type AttributeMap,
  BATCH_WRITE_MAX_ITEMS,
  type BatchWriteItemInput,
  CapacityMeter,
  checkIndexKeys,
  checkItemKey,
  checkKey,
  type DynamoError,
  ITEM_MAX_BYTES,
  itemSize,
  readAttributeMap,
  validationError,
  type WriteRequest,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { type RowKey, tableRowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'
import type { Operation } from './operation.ts'
import { tryAdmitWrite } from './support/admission.ts'
import { AnswerText } from './support/answer-text.ts'
import { doWrite, meterWrite } from './support/commit-write.ts'
import { itemCollectionMetrics } from './support/item-collection.ts'
import { type After, planWrite, readBefore } from './support/plan-write.ts'
import { resolveTable } from './support/resolve-table.ts'
import { worded } from './support/worded.ts'

/** One put (`after` present) or delete (`key` present). */
interface Write {
  readonly after: After | undefined
  readonly key: AttributeMap
  /** As the caller sent it. */
  readonly request: WriteRequest
}

interface TableWrites {
  readonly name: string
  readonly writes: readonly Write[]
}

function readWrite(request: WriteRequest): Write {
  const { PutRequest, DeleteRequest } = request
  if ((PutRequest === undefined) === (DeleteRequest === undefined)) {
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    )
  }
  if (PutRequest !== undefined) {
    const item = readAttributeMap(PutRequest.Item)
    const size = itemSize(item)
    if (size > ITEM_MAX_BYTES) throw validationError('Item size has exceeded the maximum allowed size')
    return { after: { item, size }, key: item, request }
  }
  return { after: undefined, key: readAttributeMap(DeleteRequest?.Key ?? {}), request }
}

function check(input: BatchWriteItemInput): readonly TableWrites[] {
  const tables = Object.entries(input.RequestItems).map(([name, writes]) => ({ name, writes: writes.map(readWrite) }))
  const total = tables.reduce((sum, { writes }) => sum + writes.length, 0)
  if (total > BATCH_WRITE_MAX_ITEMS) throw validationError('Too many items requested for the BatchWriteItem call')
  return tables
}

interface ResolvedWrites extends TableWrites {
  readonly table: TableState
  readonly rowKeys: readonly RowKey[]
}

function resolve(engine: EngineContext, tables: readonly TableWrites[]): readonly ResolvedWrites[] {
  const resolved = tables.map(request => ({ ...request, table: resolveTable(engine, request.name) }))
  return resolved.map(request => {
    const { definition } = request.table.facts
    const seen = new Set<string>()
    const rowKeys = request.writes.map(({ after, key }) => {
      if (after === undefined) checkKey(definition, key)
      else {
        checkItemKey(definition, after.item, 'batch')
        checkIndexKeys(definition, after.item)
      }
      const rowKey = tableRowKey(definition.key, key)
      seen.add(rowKey.toString('latin1'))
      return rowKey
    })
    if (seen.size < rowKeys.length) throw validationError('Provided list of item keys contains duplicates')
    return { ...request, rowKeys }
  })
}

/** Up to 25 puts and deletes, each by itself. Those that have to wait for throughput are left for the caller to ask again. */
export const batchWriteItem: Operation = (engine, input: BatchWriteItemInput) => {
  const tables = resolve(
    engine,
    worded(engine, 'BatchWriteItem', () => check(input)),
  )
  const meters: CapacityMeter[] = []
  const collections = new Map<string, object[]>()
  const unprocessed = new Map<string, WriteRequest[]>()
  let processed = 0
  let refused: DynamoError | undefined
  for (const { name, table, writes, rowKeys } of tables) {
    const meter = new CapacityMeter(name)
    meters.push(meter)
    for (const [i, rowKey] of rowKeys.entries()) {
      const write = writes[i]
      if (write === undefined) continue
      const before = readBefore(table, rowKey, true)
      const plan = planWrite({ table, key: rowKey, before, after: write.after })
      const refusal = tryAdmitWrite(engine, plan)
      if (refusal !== undefined) {
        refused ??= refusal
        unprocessed.set(name, [...(unprocessed.get(name) ?? []), write.request])
        continue
      }
      processed++
      meterWrite(plan, meter)
      doWrite(engine, plan, 'request')
      const metrics = itemCollectionMetrics(table, write.key, input.ReturnItemCollectionMetrics)
      if (metrics === undefined) continue
      collections.set(name, [...(collections.get(name) ?? []), metrics])
    }
  }
  if (processed === 0 && refused !== undefined) throw refused
  const reports = meters.map(meter => meter.report(input.ReturnConsumedCapacity))
  return {
    body: new AnswerText()
      .value('UnprocessedItems', Object.fromEntries(unprocessed))
      .value(
        'ItemCollectionMetrics',
        input.ReturnItemCollectionMetrics === 'SIZE' ? Object.fromEntries(collections) : undefined,
      )
      .value('ConsumedCapacity', reports[0] === undefined ? undefined : reports)
      .toString(),
    metered: {
      table: tables.length === 1 ? tables[0]?.table.facts.definition.name : undefined,
      writeUnits: meters.reduce((sum, meter) => sum + meter.total, 0),
    },
  }
}
