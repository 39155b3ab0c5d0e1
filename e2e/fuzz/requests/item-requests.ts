import fc from 'fast-check'
import type { OperationName } from '#dynamo'
import { echo } from '../echoes.ts'
import { KEYS } from '../fixture.ts'
import { attributeNames, itemsWith, keysOf } from './attribute-values.ts'
import { conditions, keyConditions, projections, updates } from './expressions.ts'
import type { FuzzedRequest } from './fuzzed-request.ts'
import { withPlaceholders } from './placeholders.ts'
import {
  attributeUpdates,
  capacity,
  collections,
  expected,
  flags,
  given,
  keysIn,
  legacyCondition,
  type Members,
  onFailure,
  request,
  returns,
  withTable,
} from './request-members.ts'
import {
  batchGet,
  batchStatement,
  batchWrite,
  statement,
  transactGet,
  transactStatement,
  transactWrite,
} from './several-item-requests.ts'
import { streamRequests } from './stream-requests.ts'

/** Requests on items that are sound but for what their expressions and values do. */

const put = withTable(table => ({
  Item: itemsWith(keysIn(table)),
  ConditionExpression: given(conditions, 1),
  ReturnValues: returns('ALL_OLD', 'NONE'),
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: collections,
  ReturnValuesOnConditionCheckFailure: onFailure,
}))
const legacyPut = withTable(table => ({
  Item: itemsWith(keysIn(table)),
  ReturnValues: returns('ALL_OLD'),
  ...legacyCondition,
}))
const update = withTable(table => ({
  Key: keysOf(keysIn(table)),
  UpdateExpression: fc.oneof({ weight: 15, arbitrary: updates }, fc.constant(undefined)),
  ConditionExpression: given(conditions, 2),
  ReturnValues: returns('ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE'),
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: collections,
  ReturnValuesOnConditionCheckFailure: onFailure,
}))
const legacyUpdate = withTable(table => ({
  Key: keysOf(keysIn(table)),
  AttributeUpdates: given(attributeUpdates, 1),
  ReturnValues: returns('ALL_NEW', 'UPDATED_OLD'),
  ...legacyCondition,
}))
const remove = withTable(table => ({
  Key: keysOf(keysIn(table)),
  ConditionExpression: given(conditions, 1),
  ReturnValues: returns('ALL_OLD', 'NONE'),
  ReturnConsumedCapacity: capacity,
}))
const get = withTable(table => ({
  Key: keysOf(keysIn(table)),
  ProjectionExpression: given(projections, 1),
  AttributesToGet: given(fc.array(attributeNames, { minLength: 1, maxLength: 3 }), 20),
  ConsistentRead: flags,
  ReturnConsumedCapacity: capacity,
}))

/** A table with one of its indexes, or without. */
const sources = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...Object.keys(KEYS)) },
  { weight: 1, arbitrary: fc.constantFrom('Nowhere', 'Fuzz/none', 'Fuzz/', 'Plain/global', 'Fuzz/__proto__') },
)
function readMembers(source: string): Members {
  const [, index] = source.split('/')
  const [table = ''] = source.split('/')
  return {
    IndexName: fc.constant(index),
    Limit: given(fc.constantFrom(1, 2, 3, 1000, 0, -1, 2 ** 31, 1.5), 1),
    Select: given(
      fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', '?'),
      3,
    ),
    FilterExpression: given(conditions, 1),
    ProjectionExpression: given(projections, 4),
    ConsistentRead: index === undefined ? flags : given(flags, 9),
    ReturnConsumedCapacity: capacity,
    ExclusiveStartKey: given(
      fc.oneof(fc.constant(echo('LastEvaluatedKey')), keysOf([...new Set([...keysIn(table), ...keysIn(source)])])),
      4,
    ),
  }
}
const query = sources
  .chain(source =>
    request({
      TableName: fc.constant(source.split('/')[0]),
      KeyConditionExpression: keyConditions(source),
      ScanIndexForward: flags,
      ...readMembers(source),
    }),
  )
  .chain(withPlaceholders)
const legacyQuery = sources
  .chain(source =>
    request({
      TableName: fc.constant(source.split('/')[0]),
      KeyConditions: expected,
      QueryFilter: given(expected),
      ...readMembers(source),
    }),
  )
  .chain(withPlaceholders)
const segments = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom(
    { Segment: 0, TotalSegments: 1 },
    { Segment: 1, TotalSegments: 2 },
    { Segment: 999_999, TotalSegments: 1_000_000 },
    { Segment: 2, TotalSegments: 2 },
  ),
)
const scan = sources
  .chain(source =>
    fc
      .tuple(request({ TableName: fc.constant(source.split('/')[0]), ...readMembers(source) }), segments)
      .map(([members, segment]) => ({ ...members, ...segment })),
  )
  .chain(withPlaceholders)

const of = (operation: OperationName, bodies: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzedRequest> =>
  bodies.map(body => ({ operation, body }))

/** Requests of PartiQL. */
export const statementRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  { weight: 6, arbitrary: of('ExecuteStatement', statement) },
  { weight: 2, arbitrary: of('BatchExecuteStatement', batchStatement) },
  { weight: 2, arbitrary: of('ExecuteTransaction', transactStatement) },
)

/** Requests of the item operations, of PartiQL and of Streams. */
export const itemRequests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  { weight: 4, arbitrary: of('PutItem', put) },
  { weight: 1, arbitrary: of('PutItem', legacyPut) },
  { weight: 8, arbitrary: of('UpdateItem', update) },
  { weight: 1, arbitrary: of('UpdateItem', legacyUpdate) },
  { weight: 3, arbitrary: of('DeleteItem', remove) },
  { weight: 3, arbitrary: of('GetItem', get) },
  { weight: 6, arbitrary: of('Query', query) },
  { weight: 1, arbitrary: of('Query', legacyQuery) },
  { weight: 4, arbitrary: of('Scan', scan) },
  { weight: 2, arbitrary: of('BatchGetItem', batchGet) },
  { weight: 2, arbitrary: of('BatchWriteItem', batchWrite) },
  { weight: 4, arbitrary: of('TransactWriteItems', transactWrite) },
  { weight: 2, arbitrary: of('TransactGetItems', transactGet) },
  { weight: 10, arbitrary: statementRequests },
  { weight: 3, arbitrary: streamRequests },
)
