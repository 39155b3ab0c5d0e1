import {
  type AttributeMap,
  BATCH_GET_MAX_BYTES,
  BATCH_GET_MAX_KEYS,
  type BatchGetItemInput,
  type BoundProjection,
  checkKey,
  checkKeyPaths,
  type DynamoError,
  type KeysAndAttributes,
  readAttributeMap,
  readUnits,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { type RowKey, tableRowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'
import type { Operation } from './operation.ts'
import { tryAdmitRead } from './support/admission.ts'
import { AnswerText, jsonList } from './support/answer-text.ts'
import { textProjector } from './support/project-text.ts'
import { lookUp } from './support/read-item.ts'
import { bindReadProjection, checkReadParameters } from './support/read-projection.ts'
import { resolveTable, tableNameOf } from './support/resolve-table.ts'
import { TableMeters } from './support/table-meters.ts'
import { worded } from './support/worded.ts'

interface TableRequest {
  /** As the caller wrote it: a name or an ARN. */
  readonly name: string
  readonly asked: KeysAndAttributes
  readonly keys: readonly AttributeMap[]
  readonly projection: BoundProjection | undefined
}

function check(input: BatchGetItemInput): readonly TableRequest[] {
  const tables = Object.values(input.RequestItems)
  // One table's AttributesToGet does not go with another's ProjectionExpression.
  checkReadParameters({
    AttributesToGet: tables.find(table => table.AttributesToGet !== undefined)?.AttributesToGet,
    ProjectionExpression: tables.find(table => table.ProjectionExpression !== undefined)?.ProjectionExpression,
  })
  const keys = new DistinctKeys()
  return Object.entries(input.RequestItems).map(([name, asked]) => {
    checkReadParameters(asked)
    const projection = bindReadProjection(asked)
    return { name, asked, projection, keys: asked.Keys.map(key => keys.read(tableNameOf(name), key)) }
  })
}

/** The keys of a request, one after the other: none is there twice, and there are not too many. */
class DistinctKeys {
  readonly #seen = new Set<string>()

  /**
   * The table has not been looked up, so the keys are compared as they are; numbers are canonical.
   *
   * @throws DynamoError as `readAttributeMap`; the key was there before, or is one too many
   */
  read(tableName: string, json: AttributeMap): AttributeMap {
    const key = readAttributeMap(json)
    const before = this.#seen.size
    if (this.#seen.add(`${tableName} ${JSON.stringify(inOrderOfNames(key))}`).size === before) {
      throw validationError('Provided list of item keys contains duplicates')
    }
    if (before === BATCH_GET_MAX_KEYS) throw validationError('Too many items requested for the BatchGetItem call')
    return key
  }
}

/** Callers write all keys of a request alike, mostly in order: sorting is for those who do not. */
function inOrderOfNames(key: AttributeMap): AttributeMap {
  let previous = ''
  for (const name in key) {
    if (name < previous) return Object.fromEntries(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)))
    previous = name
  }
  return key
}

interface ResolvedRequest extends TableRequest {
  readonly table: TableState
  readonly rowKeys: readonly RowKey[]
}

function resolve(engine: EngineContext, requests: readonly TableRequest[]): readonly ResolvedRequest[] {
  const tables = requests.map(request => ({ ...request, table: resolveTable(engine, request.name) }))
  return tables.map(request => {
    const { definition } = request.table.facts
    const rowKeys = request.keys.map(key => {
      checkKey(definition, key)
      return tableRowKey(definition.key, key)
    })
    if (request.projection !== undefined) checkKeyPaths(definition, request.projection.paths)
    return { ...request, rowKeys }
  })
}

/** Up to 100 items by key; what does not fit into 16 MB or has to wait for throughput is left for the caller to ask again. */
export const batchGetItem: Operation = (engine, input: BatchGetItemInput) => {
  const requests = resolve(
    engine,
    worded(engine, 'BatchGetItem', () => check(input)),
  )
  const responses: string[] = []
  const unprocessed = new Map<string, KeysAndAttributes>()
  const meters = new TableMeters()
  let bytes = 0
  let returned = 0
  let processed = 0
  let refused: DynamoError | undefined
  for (const { name, asked, table, rowKeys, projection } of requests) {
    const meter = meters.of(table, name)
    const consistent = asked.ConsistentRead === true
    const project = projection && textProjector(projection)
    const texts: string[] = []
    const left: AttributeMap[] = []
    for (const [i, rowKey] of rowKeys.entries()) {
      const row = lookUp(engine, table, rowKey, consistent)
      bytes += row?.[0] ?? 0
      if (bytes > BATCH_GET_MAX_BYTES) {
        left.push(...asked.Keys.slice(i))
        break
      }
      const units = readUnits(row?.[0] ?? 0, { consistent })
      const refusal = tryAdmitRead(engine, table, rowKey, units)
      if (refusal !== undefined) {
        refused ??= refusal
        left.push(...asked.Keys.slice(i, i + 1))
        continue
      }
      processed++
      meter.addTable(units)
      if (row === undefined) continue
      texts.push(project === undefined ? row[1] : project(row[1]))
    }
    if (left.length > 0) unprocessed.set(name, { ...asked, Keys: left })
    returned += texts.length
    responses.push(`${JSON.stringify(name)}:${jsonList(texts)}`)
  }
  if (processed === 0 && refused !== undefined) throw refused
  return {
    body: new AnswerText()
      .text('Responses', `{${responses.join(',')}}`)
      .value('UnprocessedKeys', Object.fromEntries(unprocessed))
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: meters.onlyTable,
      readUnits: meters.total,
      returned,
    },
  }
}
