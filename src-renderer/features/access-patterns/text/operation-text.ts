import type { Given, PatternOperation, PatternOperationType, PutOperation, RecordId } from '#modeling'

/** Operations as they are named in the window. */
export const OPERATION_NAMES: Readonly<Record<PatternOperationType, string>> = {
  get: 'get',
  query: 'query',
  scan: 'scan',
  put: 'put',
  update: 'update',
  delete: 'delete',
  'batch-get': 'batch get',
  'batch-write': 'batch write',
  'transact-get': 'transact get',
  'transact-write': 'transact write',
  partiql: 'PartiQL',
  'vector-search': 'vector search',
  steps: 'steps',
}

export const OPERATION_TYPES = Object.keys(OPERATION_NAMES) as readonly PatternOperationType[]

/** What people (and the API) call them besides; letters only, small. */
const OTHER_NAMES: Readonly<Record<string, PatternOperationType>> = {
  getitem: 'get',
  read: 'get',
  list: 'query',
  putitem: 'put',
  create: 'put',
  insert: 'put',
  updateitem: 'update',
  deleteitem: 'delete',
  remove: 'delete',
  batchgetitem: 'batch-get',
  batchwriteitem: 'batch-write',
  transactgetitems: 'transact-get',
  transactwriteitems: 'transact-write',
  transaction: 'transact-write',
  executestatement: 'partiql',
  statement: 'partiql',
  searchvectors: 'vector-search',
  multistep: 'steps',
}

/** The operation that a text names, in the window's words or the API's. */
export function readOperationType(text: string): PatternOperationType | undefined {
  const letters = text.toLowerCase().replaceAll(/[^a-z]/g, '')
  return (
    OPERATION_TYPES.find(type => type.replaceAll('-', '') === letters) ??
    (Object.hasOwn(OTHER_NAMES, letters) ? OTHER_NAMES[letters] : undefined)
  )
}

/** Operations whose parts are edited in the detail and only summed up in the row. */
export function isComposed({ type }: PatternOperation): boolean {
  return type.startsWith('batch') || type.startsWith('transact') || type === 'steps' || type === 'partiql'
}

/** The entities that an operation names itself; of composed ones none. */
export function entityIdsOf(operation: PatternOperation): readonly RecordId[] {
  if ('entityIds' in operation) return operation.entityIds
  return 'entityId' in operation && operation.entityId !== '' ? [operation.entityId] : []
}

/** Another operation about the same: entity, what is given, order and page stay where it has them. */
export function asOperation(from: PatternOperation, type: PatternOperationType): PatternOperation {
  if (from.type === type) return from
  const simple = memberOf(from) ?? from
  const entityIds = entityIdsOf(simple)
  const entityId = entityIds[0] ?? ''
  const by: readonly Given[] = 'by' in simple ? simple.by : []
  const where = 'where' in simple && simple.where !== undefined ? { where: simple.where } : {}
  const limit = 'limit' in simple && simple.limit !== undefined ? { limit: simple.limit } : {}
  const condition = 'condition' in simple && simple.condition !== undefined ? { condition: simple.condition } : {}
  const consistent = 'consistent' in simple && simple.consistent === true ? { consistent: true } : {}
  const shape = {
    ...('attributes' in simple && simple.attributes !== undefined ? { attributes: simple.attributes } : {}),
    ...consistent,
  }
  const equal = by.map(({ is, values, ...given }) => ({
    ...given,
    ...(is === undefined && values ? { values } : {}),
  }))
  const put: PutOperation = { type: 'put', entityId, ...condition }
  switch (type) {
    case 'get':
      return { type, entityId, by: equal, ...shape }
    case 'query':
      return { type, entityIds, by, ...where, ...limit, ...shape }
    case 'scan':
      return { type, entityIds, ...where, ...limit, ...shape }
    case 'put':
      return put
    case 'update':
      return { type, entityId, by: equal, sets: [], ...condition }
    case 'delete':
      return { type, entityId, by: equal, ...condition }
    case 'batch-get':
    case 'transact-get':
      return { type, reads: entityId === '' ? [] : [{ operation: { type: 'get', entityId, by: equal, ...shape } }] }
    case 'batch-write':
    case 'transact-write':
      return { type, writes: entityId === '' ? [] : [{ operation: put }] }
    case 'partiql':
      return { type, statement: '', ...limit, ...consistent }
    case 'vector-search':
      return { type, entityId, attribute: '', by: equal, top: 'limit' in simple ? (simple.limit ?? 10) : 10 }
    case 'steps':
      return { type, steps: [] }
  }
}

/** The first member of a batch or transaction: what is kept when it becomes a single operation. */
function memberOf(operation: PatternOperation): PatternOperation | undefined {
  if ('reads' in operation) return operation.reads[0]?.operation
  const first = 'writes' in operation ? operation.writes.find(member => member.operation.type !== 'check') : undefined
  return first?.operation.type === 'check' ? undefined : first?.operation
}
