import type { Given, PatternOperation, PatternRecord } from '../document/model-document.ts'
import { entityName, idOf, rootOf } from './large-model-names.ts'

const given = (attribute: string, is?: Given['is']): Given => (is === undefined ? { attribute } : { attribute, is })

/** Three patterns for each entity, of every kind in turn. */
export function largeModelPatterns(entities: number): readonly PatternRecord[] {
  return Array.from({ length: 3 * entities }, (_, n) => {
    const operation = operationOf(n, n % entities)
    return {
      kind: 'pattern',
      id: `pattern-${n}`,
      position: n + 1,
      name: `${operation.type} of ${entityName(n % entities)}, ${n}`,
      operation,
      rate: { average: 1 + (n % 20), peak: 40 },
    }
  })
}

function operationOf(n: number, at: number): PatternOperation {
  const kinds = OPERATIONS[n % OPERATIONS.length]
  return kinds === undefined ? { type: 'put', entityId: `entity-${at}` } : kinds(at, n)
}

const get = (at: number) => ({ type: 'get', entityId: `entity-${at}`, by: [given(idOf(at))] }) as const
const put = (at: number) => ({ type: 'put', entityId: `entity-${at}`, condition: 'absent' }) as const
const remove = (at: number) => ({ type: 'delete', entityId: `entity-${at}`, by: keyOf(at) }) as const
/** What makes the whole key of an item. */
const keyOf = (at: number): readonly Given[] =>
  rootOf(at) === at ? [given(idOf(at))] : [given(idOf(rootOf(at))), given('createdAt'), given(idOf(at))]

const OPERATIONS: readonly ((at: number, n: number) => PatternOperation)[] = [
  get,
  at => ({ type: 'query', entityIds: [`entity-${at}`], by: [given(idOf(rootOf(at)))], limit: 20 }),
  at => ({
    type: 'query',
    entityIds: [`entity-${at}`],
    by: [given('status')],
    order: { attribute: 'createdAt', direction: 'descending' },
    limit: 50,
  }),
  at => ({
    type: 'query',
    entityIds: [`entity-${at}`],
    by: [given(idOf(rootOf(at))), given('createdAt', 'between')],
    where: [given('status')],
  }),
  at => ({
    type: 'query',
    entityIds: rootOf(at) === at ? [`entity-${at}`] : [`entity-${rootOf(at)}`, `entity-${at}`],
    by: [given(idOf(rootOf(at)))],
  }),
  at => ({
    type: 'query',
    entityIds: [`entity-${at}`],
    by: [given('ownerEmail')],
    attributes: [idOf(at), 'title', 'status'],
    limit: 10,
  }),
  at => ({ type: 'update', entityId: `entity-${at}`, by: keyOf(at), sets: ['status', 'title'], condition: 'exists' }),
  put,
  remove,
  at => ({ type: 'batch-get', reads: [{ operation: { ...get(at), by: keyOf(at) }, times: 20 }] }),
  at => ({ type: 'batch-write', writes: [{ operation: put(at), times: 10 }, { operation: remove(at) }] }),
  at => ({
    type: 'transact-get',
    reads: [{ operation: { ...get(at), by: keyOf(at) } }, { operation: get(rootOf(at)) }],
  }),
  at => ({
    type: 'transact-write',
    writes: [
      { operation: put(at) },
      {
        operation: {
          type: 'update',
          entityId: `entity-${rootOf(at)}`,
          by: keyOf(rootOf(at)),
          sets: ['notes'],
          condition: 'exists',
        },
      },
    ],
  }),
  (at, n) => ({
    type: 'partiql',
    statement: `SELECT * FROM "Table${n % 4}" WHERE "PK" = '${entityName(rootOf(at))}#id-1'`,
    limit: 20,
  }),
  at => ({ type: 'vector-search', entityId: `entity-${at}`, attribute: 'embedding', by: [], top: 10 }),
  (_, n) => ({
    type: 'steps',
    steps: [{ patternId: `pattern-${n - 15}` }, { patternId: `pattern-${n - 9}`, times: 3 }],
  }),
  at => ({ type: 'scan', entityIds: [`entity-${at}`] }),
]
