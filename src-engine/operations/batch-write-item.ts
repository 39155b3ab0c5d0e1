import {
  type AttributeMap,
  BATCH_WRITE_MAX_ITEMS,
  type BatchWriteItemInput,
  checkIndexKeys,
  checkItemKey,
  checkItemSize,
  checkKey,
  checkLocalEntries,
  type DynamoError,
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
import { CollectionLimit, itemCollectionMetrics } from './support/item-collection.ts'
import { type After, planWrite, readBefore, type WritePlan } from './support/plan-write.ts'
import { resolveTable } from './support/resolve-table.ts'
import { TableMeters } from './support/table-meters.ts'
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

function isNothing({ PutRequest, DeleteRequest }: WriteRequest): boolean {
  return PutRequest === undefined && DeleteRequest === undefined
}

/** The text is the service's, which takes the members of a request for those of a value. */
function notOneWrite(): DynamoError {
  return validationError(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  )
}

function readWrite(request: WriteRequest): Write {
  const { PutRequest, DeleteRequest } = request
  if (PutRequest !== undefined && DeleteRequest !== undefined) throw notOneWrite()
  if (PutRequest !== undefined) {
    const item = readAttributeMap(PutRequest.Item)
    const size = itemSize(item)
    checkItemSize(size, 'put')
    return { after: { item, size }, key: item, request }
  }
  return { after: undefined, key: readAttributeMap(DeleteRequest?.Key ?? {}), request }
}

function check(input: BatchWriteItemInput): readonly TableWrites[] {
  const tables = Object.entries(input.RequestItems).map(([name, writes]) => {
    if (writes.some(isNothing)) throw notOneWrite()
    return { name, writes: writes.map(readWrite) }
  })
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
  const seen = new Map<TableState, Set<string>>()
  return resolved.map(request => {
    const { definition } = request.table.facts
    const ofTable = seen.get(request.table) ?? new Set()
    seen.set(request.table, ofTable)
    const rowKeys = request.writes.map(({ after, key }) => {
      if (after === undefined) checkKey(definition, key)
      else {
        checkItemKey(definition, after.item, 'batch')
        checkIndexKeys(definition, after.item)
        checkLocalEntries(definition, after.item, after.size, 'put')
      }
      const rowKey = tableRowKey(definition.key, key)
      const before = ofTable.size
      if (ofTable.add(rowKey.toString('latin1')).size === before) {
        throw validationError('Provided list of item keys contains duplicates')
      }
      return rowKey
    })
    return { ...request, rowKeys }
  })
}

interface PlannedWrites {
  readonly name: string
  readonly table: TableState
  readonly writes: readonly { readonly write: Write; readonly plan: WritePlan }[]
}

/** Decides all writes before one is done: no two mean the same item, so none changes what another one is judged by. */
function plan(engine: EngineContext, tables: readonly ResolvedWrites[]): readonly PlannedWrites[] {
  const collections = new CollectionLimit(engine.behavior.itemCollectionLimit)
  return tables.map(({ name, table, writes, rowKeys }) => ({
    name,
    table,
    writes: rowKeys.flatMap((key, i) => {
      const write = writes[i]
      if (write === undefined) return []
      const planned = planWrite({ table, key, before: readBefore(table, key, true), after: write.after })
      collections.admit(planned)
      return [{ write, plan: planned }]
    }),
  }))
}

/** Up to 25 puts and deletes, each by itself. Those that have to wait for throughput are left for the caller to ask again. */
export const batchWriteItem: Operation = (engine, input: BatchWriteItemInput) => {
  const tables = resolve(
    engine,
    worded(engine, 'BatchWriteItem', () => check(input)),
  )
  const meters = new TableMeters()
  const collections = new Map<string, object[]>()
  const unprocessed = new Map<string, WriteRequest[]>()
  let processed = 0
  let refused: DynamoError | undefined
  for (const { name, table, writes } of plan(engine, tables)) {
    const meter = meters.of(table, name)
    for (const { write, plan } of writes) {
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
  return {
    body: new AnswerText()
      .value('UnprocessedItems', Object.fromEntries(unprocessed))
      .value(
        'ItemCollectionMetrics',
        input.ReturnItemCollectionMetrics === 'SIZE' ? Object.fromEntries(collections) : undefined,
      )
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: meters.onlyTable,
      writeUnits: meters.total,
    },
  }
}
