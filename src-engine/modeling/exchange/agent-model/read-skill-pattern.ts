import { keyParts } from '#dynamo'
import type {
  Given,
  Json,
  ModelDocument,
  PatternOperation,
  PatternRecord,
  RecordId,
  Repeated,
} from '../../document/model-document.ts'
import { placementsOf, recordOfKind } from '../../document/queries.ts'
import { present } from '../../document/record-rest.ts'
import { jsonMember } from '../../json/json-value.ts'
import type { ImportPlace } from '../import-place.ts'
import { countOf, keyOf, listOf, numberOf, servedBy, type Target, textOf, textsOf } from './members.ts'

/** One of `access_patterns`. The dialect has no key conditions: a Query is asked by the partition key alone. */
export function readSkillPattern(
  document: ModelDocument,
  json: Json,
  target: Target | undefined,
  place: ImportPlace,
): Omit<PatternRecord, 'id' | 'position'> {
  const id = textOf(json, 'pattern_id')
  const name = textOf(json, 'description') ?? (id === undefined ? 'Access pattern' : `Pattern ${id}`)
  const [peak, average] = [numberOf(json, 'peak_rps'), numberOf(json, 'avg_rps')]
  const most = peak ?? average
  const rate = most === undefined ? {} : { rate: { average: average ?? most, ...present('peak', peak) } }
  const operation = target === undefined ? undefined : readOperation(document, json, target)
  if (operation === undefined || target === undefined) {
    place.note('info', 'The pattern names no operation on a table of the model; it is kept as a description')
    return { kind: 'pattern', name, operation: { type: 'steps', steps: [] }, ...rate }
  }
  if (jsonMember(json, 'filter') !== undefined && jsonMember(json, 'filter') !== null) {
    place.note('info', 'The filter is kept for the way back; it changes no figure')
  }
  const reads = operation.type === 'query' || operation.type === 'scan' || operation.type === 'get'
  return { kind: 'pattern', name, operation, ...rate, ...(reads ? { servedBy: servedBy(target) } : {}) }
}

function readOperation(document: ModelDocument, json: Json, target: Target): PatternOperation | undefined {
  const { table } = target
  const entityIds = entitiesFor(document, json, target)
  const [entityId] = entityIds
  if (entityId === undefined) return undefined
  const times = countOf(json, 'items_per_request')
  const repeat = times === undefined || times === 1 ? {} : { times }
  const by: readonly Given[] = keyParts(table.key).map(({ name }) => ({ attribute: name }))
  const attributes = textsOf(json, 'projection')
  const shape = {
    ...(jsonMember(json, 'consistency') === 'strong' ? { consistent: true } : {}),
    ...(attributes.length === 0 ? {} : { attributes }),
  }
  switch (textOf(json, 'operation')) {
    case 'GetItem':
      return { type: 'get', entityId, by, ...shape }
    case 'Query': {
      const known = keyOf(target).partition.map(({ name }) => ({ attribute: name }))
      return { type: 'query', entityIds, by: known, ...present('matches', times), ...shape }
    }
    case 'Scan':
      return { type: 'scan', entityIds, ...present('limit', times), ...shape }
    case 'PutItem':
      return { type: 'put', entityId }
    case 'UpdateItem':
      return { type: 'update', entityId, by, sets: textsOf(json, 'attributes_written') }
    case 'DeleteItem':
      return { type: 'delete', entityId, by }
    case 'BatchGetItem':
      return { type: 'batch-get', reads: [{ operation: { type: 'get', entityId, by, ...shape }, ...repeat }] }
    case 'TransactGetItems':
      return { type: 'transact-get', reads: [{ operation: { type: 'get', entityId, by }, ...repeat }] }
    case 'BatchWriteItem':
      return { type: 'batch-write', writes: written(document, json, entityId, table.id, by) }
    case 'TransactWriteItems':
      return { type: 'transact-write', writes: written(document, json, entityId, table.id, by) }
    default:
      return undefined
  }
}

/** The entities a pattern is about: those it writes, those that the index can hold, or all of the table. */
function entitiesFor(document: ModelDocument, json: Json, { table, index }: Target): readonly RecordId[] {
  const named = entitiesWritten(document, json, table.id)
  if (named.length > 0) return [...new Set(named.map(({ entityId }) => entityId))]
  const all = placementsOf(document, table.id).map(({ entityId }) => entityId)
  if (index === undefined) return all
  const holding = all.filter(id => {
    const names = recordOfKind(document, 'entity', id)?.attributes.map(({ name }) => name) ?? []
    return keyParts(index.key).every(({ name }) => names.includes(name))
  })
  return holding.length === 0 ? all : holding
}

/** `entities_written`: names, or names with a count. */
function entitiesWritten(
  document: ModelDocument,
  json: Json,
  tableId: RecordId,
): readonly { readonly entityId: RecordId; readonly times: number }[] {
  const ids = new Map(
    placementsOf(document, tableId).map(({ entityId }) => [
      recordOfKind(document, 'entity', entityId)?.name ?? '',
      entityId,
    ]),
  )
  return listOf(json, 'entities_written').flatMap(each => {
    const name = typeof each === 'string' ? each : (textOf(each, 'entity') ?? textOf(each, 'entity_name'))
    const entityId = ids.get(name ?? '')
    return entityId === undefined ? [] : [{ entityId, times: countOf(each, 'count') ?? 1 }]
  })
}

function written(
  document: ModelDocument,
  json: Json,
  first: RecordId,
  tableId: RecordId,
  by: readonly Given[],
): readonly Repeated<
  | { readonly type: 'put'; readonly entityId: RecordId }
  | { readonly type: 'delete'; readonly entityId: RecordId; readonly by: readonly Given[] }
>[] {
  const named = entitiesWritten(document, json, tableId)
  const members = named.length > 0 ? named : [{ entityId: first, times: countOf(json, 'items_per_request') ?? 1 }]
  const deletes = jsonMember(json, 'write_action') === 'delete'
  return members.map(({ entityId, times }) => ({
    operation: deletes ? { type: 'delete', entityId, by } : { type: 'put', entityId },
    ...(times === 1 ? {} : { times }),
  }))
}
