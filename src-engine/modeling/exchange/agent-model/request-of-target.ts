import { type AttributeMap, attributeOf, emptyAttributeMap, type Item } from '#dynamo'
import type { CallTarget, PlannedCall } from '../../access-patterns/access-path.ts'
import type { Given, Json, ModelDocument, PatternOperation, RecordId } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { indexesOf, itemsOfTable, recordOfKind } from '../../document/queries.ts'
import { byCodeUnit } from '../../json/print-json.ts'
import { concreteConditions, concreteKey } from '../../proof/concrete-keys.ts'
import type { ConcreteGet, ConcreteRequest, ConcreteWrite } from '../../proof/concrete-request.ts'
import { type Instances, instancesIn } from '../../proof/known-values.ts'
import { apiRequest } from '../../proof/request-input.ts'
import { storedItem } from '../../templates/stored-item.ts'

type Member = Exclude<PatternOperation, { type: 'steps' | 'partiql' | 'vector-search' }>

/**
 * The request of a planned call with example values: those that the pattern states, else those of a sample item, else
 * the attribute's name. Without samples it says the same whatever items there are. Undefined for what cannot be written down.
 */
export function exampleRequest(
  document: ModelDocument,
  operation: Member,
  call: PlannedCall,
  withSamples: boolean,
): { readonly [member: string]: Json } | undefined {
  const request = requestOf(withSamples ? document : withoutItems(document), operation, call)
  if (request === undefined) return undefined
  const { ReturnConsumedCapacity: _asked, ...input } = apiRequest(request).input
  return input
}

function requestOf(document: ModelDocument, operation: Member, call: PlannedCall): ConcreteRequest | undefined {
  const [target] = call.targets
  if (target === undefined) return undefined
  const gets = (): readonly ConcreteGet[] =>
    call.targets.flatMap(each => getOf(document, operation, each, call) ?? [])
  const writes = (): readonly ConcreteWrite[] =>
    call.targets.flatMap(each => writeOf(document, operation, each) ?? [])
  switch (call.call) {
    case 'GetItem':
      return getOf(document, operation, target, call)
    case 'Query':
    case 'Scan':
      return manyOf(document, operation, target, call)
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem': {
      const write = writeOf(document, operation, target)
      return write?.kind === 'check' ? undefined : write
    }
    case 'BatchGetItem':
      return { kind: 'batch-get', members: gets() }
    case 'TransactGetItems':
      return { kind: 'transact-get', members: gets() }
    case 'BatchWriteItem':
      return {
        kind: 'batch-write',
        members: writes().filter(write => write.kind === 'put' || write.kind === 'delete'),
      }
    case 'TransactWriteItems':
      return { kind: 'transact-write', members: writes() }
    case 'ExecuteStatement':
    case 'SearchVectors':
      return undefined
  }
}

function getOf(
  document: ModelDocument,
  operation: Member,
  target: CallTarget,
  { consistent }: PlannedCall,
): ConcreteGet | undefined {
  const table = tableName(document, target.tableId)
  const key = concreteKey(target, knownOf(document, operation, target))
  if (table === undefined || key === undefined) return undefined
  const { attributes } = target
  return { kind: 'get', table, key, consistent, ...(attributes === undefined ? {} : { attributes }) }
}

function manyOf(
  document: ModelDocument,
  operation: Member,
  target: CallTarget,
  { call, consistent }: PlannedCall,
): ConcreteRequest | undefined {
  const table = tableName(document, target.tableId)
  const known = knownOf(document, operation, target)
  const [conditions] = concreteConditions(target, known) ?? []
  if (table === undefined || conditions === undefined) return undefined
  const index = indexesOf(document, target.tableId).find(({ id }) => id === target.indexId)?.name
  const filter = target.filter.map(given => {
    const values = given.values ?? [attributeOf(known, given.attribute) ?? { S: given.attribute }]
    const last = values.at(-1) ?? { S: given.attribute }
    return {
      attribute: given.attribute,
      is: given.is ?? '=',
      values: given.is === 'between' ? [values[0] ?? last, last] : [last],
    } as const
  })
  const { attributes, limit, direction } = target
  const shared = {
    table,
    ...(index === undefined ? {} : { index }),
    filter,
    consistent,
    ...(attributes === undefined ? {} : { attributes }),
  }
  if (call === 'Scan') return { kind: 'scan', ...shared }
  const forward = direction === 'ascending'
  return { kind: 'query', ...shared, conditions, forward, whole: false, ...(limit === undefined ? {} : { limit }) }
}

function writeOf(document: ModelDocument, operation: Member, target: CallTarget): ConcreteWrite | undefined {
  const table = tableName(document, target.tableId)
  const known = knownOf(document, operation, target)
  if (table === undefined) return undefined
  const member = memberFor(document, operation, target)
  const [keyAttribute = ''] = target.key.map(({ attribute }) => attribute)
  const demand = member !== undefined && 'condition' in member ? member.condition : undefined
  const condition =
    typeof demand === 'string'
      ? { is: demand, keyAttribute }
      : demand && { ...demand, value: attributeOf(known, demand.attribute) ?? { N: '1' } }
  const conditional = condition === undefined ? {} : { condition }
  if (target.action === 'put') {
    return { kind: 'put', table, item: exampleItem(document, target, known), ...conditional }
  }
  const key = concreteKey(target, known)
  if (key === undefined) return undefined
  if (target.action === 'delete') return { kind: 'delete', table, key, ...conditional }
  if (target.action === 'check') {
    return { kind: 'check', table, key, condition: condition ?? { is: 'exists', keyAttribute } }
  }
  if (member?.type !== 'update') return undefined
  const values = (names: readonly string[], otherwise: Item[string]): AttributeMap => {
    const map = emptyAttributeMap()
    for (const name of names) map[name] = attributeOf(known, name) ?? otherwise
    return map
  }
  const sets = values(member.sets, { S: 'value' })
  return {
    kind: 'update',
    table,
    key,
    sets,
    adds: values(member.adds ?? [], { N: '1' }),
    removes: member.removes ?? [],
    ...conditional,
  }
}

/** Of a batch or transaction: the member that a target comes from, by its entity and action. */
function memberFor(document: ModelDocument, operation: Member, target: CallTarget): Member | undefined {
  const members: readonly Member[] =
    'reads' in operation
      ? operation.reads.map(each => each.operation)
      : 'writes' in operation
        ? operation.writes.map(each => each.operation as Member)
        : [operation]
  const entities = target.placementIds.map(id => recordOfKind(document, 'placement', id)?.entityId)
  return (
    members.find(each => each.type === target.action && 'entityId' in each && entities.includes(each.entityId)) ??
    members.find(each => each.type === target.action)
  )
}

const bare = new WeakMap<ModelDocument, ModelDocument>()

function withoutItems(document: ModelDocument): ModelDocument {
  const known =
    bare.get(document) ?? documentOf(Object.values(document.records).filter(({ kind }) => kind !== 'item'))
  bare.set(document, known)
  return known
}

const samples = new WeakMap<ModelDocument, Instances>()

function samplesOf(document: ModelDocument): Instances {
  const known = samples.get(document) ?? instancesIn(document)
  samples.set(document, known)
  return known
}

/** Values for everything a template of the target may name. */
function knownOf(document: ModelDocument, operation: Member, target: CallTarget): AttributeMap {
  const known = emptyAttributeMap()
  const instances = samplesOf(document)
  for (const id of target.placementIds) {
    const entity = recordOfKind(document, 'entity', recordOfKind(document, 'placement', id)?.entityId ?? '')
    for (const { name, type } of entity?.attributes ?? []) known[name] ??= exampleValue(name, type)
    Object.assign(known, entity === undefined ? {} : instances.get(entity.id)?.[0])
  }
  const member = memberFor(document, operation, target)
  const givens: readonly Given[] =
    member === undefined
      ? []
      : [...('by' in member ? member.by : []), ...('where' in member ? (member.where ?? []) : [])]
  for (const { attribute, is, values } of givens) {
    const [first, second] = values ?? []
    if (first !== undefined) known[attribute] = first
    const value = known[attribute] ?? { S: attribute }
    known[attribute] = value
    if (is === 'between') {
      known[`${attribute}.from`] = value
      known[`${attribute}.to`] = second ?? value
    }
  }
  return known
}

function exampleItem(document: ModelDocument, target: CallTarget, known: AttributeMap): Item {
  const [id] = target.placementIds
  const placement = recordOfKind(document, 'placement', id ?? '')
  const sample = itemsOfTable(document, target.tableId).find(({ placementId }) => placementId === id)
  const item =
    sample?.item ?? (placement === undefined ? emptyAttributeMap() : storedItem(document, placement, known))
  const sorted = emptyAttributeMap()
  for (const name of Object.keys(item).sort(byCodeUnit)) Object.assign(sorted, { [name]: item[name] })
  return sorted
}

function exampleValue(name: string, type: string): Item[string] {
  switch (type) {
    case 'N':
      return { N: '1' }
    case 'BOOL':
      return { BOOL: true }
    case 'M':
      return { M: emptyAttributeMap() }
    case 'L':
      return { L: [] }
    case 'NULL':
      return { NULL: true }
    case 'SS':
      return { SS: [name] }
    case 'NS':
      return { NS: ['1'] }
    default:
      return { S: name }
  }
}

function tableName(document: ModelDocument, tableId: RecordId): string | undefined {
  return recordOfKind(document, 'table', tableId)?.name
}
