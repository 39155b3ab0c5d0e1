import fc from 'fast-check'
import { echo } from '../echoes.ts'
import { itemsWith, keysOf, membersOf } from './attribute-values.ts'
import { conditions, projections, updates } from './expressions.ts'
import { withPlaceholders } from './placeholders.ts'
import {
  capacity,
  collections,
  flags,
  given,
  keysIn,
  type Members,
  onFailure,
  request,
  tableNames,
  withTable,
} from './request-members.ts'
import { withParameters } from './statement-parameters.ts'
import { reads, singleReads, singleWrites, statements, writes } from './statements.ts'

/** Batches, transactions and statements. */

const requestItems = (entries: (table: string) => fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc
    .array(
      tableNames.chain(table => entries(table).map(of => [table, of] as const)),
      { minLength: 1, maxLength: 3 },
    )
    .map(membersOf)
export const batchGet = request({
  RequestItems: requestItems(table =>
    request({
      Keys: fc.array(keysOf(keysIn(table)), { minLength: 1, maxLength: 4 }),
      ProjectionExpression: given(projections, 3),
      ConsistentRead: flags,
    }).chain(withPlaceholders),
  ),
  ReturnConsumedCapacity: capacity,
})
export const batchWrite = request({
  RequestItems: requestItems(table =>
    fc.array(
      fc.oneof(
        itemsWith(keysIn(table)).map(Item => ({ PutRequest: { Item } })),
        keysOf(keysIn(table)).map(Key => ({ DeleteRequest: { Key } })),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  ),
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: collections,
})

const inTransaction = (kind: string, members: (table: string) => Members): fc.Arbitrary<object> =>
  withTable(members).map(action => ({ [kind]: action }))
const actions = fc.oneof(
  inTransaction('Put', table => ({ Item: itemsWith(keysIn(table)), ConditionExpression: given(conditions) })),
  inTransaction('Update', table => ({
    Key: keysOf(keysIn(table)),
    UpdateExpression: updates,
    ConditionExpression: given(conditions),
    ReturnValuesOnConditionCheckFailure: onFailure,
  })),
  inTransaction('Delete', table => ({ Key: keysOf(keysIn(table)), ConditionExpression: given(conditions) })),
  inTransaction('ConditionCheck', table => ({
    Key: keysOf(keysIn(table)),
    ConditionExpression: conditions,
    ReturnValuesOnConditionCheckFailure: onFailure,
  })),
)
const tokens = given(fc.constantFrom('t', 'u'))
export const transactWrite = request({
  TransactItems: fc.array(actions, { minLength: 1, maxLength: 4 }),
  ClientRequestToken: tokens,
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: collections,
})
export const transactGet = request({
  TransactItems: fc.array(
    withTable(table => ({ Key: keysOf(keysIn(table)), ProjectionExpression: given(projections) })).map(Get => ({
      Get,
    })),
    { maxLength: 4 },
  ),
  ReturnConsumedCapacity: capacity,
})

export const statement = statements.chain(withParameters).chain(text =>
  request({
    Statement: fc.constant(text.Statement),
    Parameters: fc.constant(text.Parameters),
    Limit: given(fc.constantFrom(1, 2)),
    ConsistentRead: flags,
    NextToken: given(fc.constantFrom(echo('NextToken'), echo('NextToken'), '', 'AAAA'), 6),
    ReturnConsumedCapacity: capacity,
    ReturnValuesOnConditionCheckFailure: onFailure,
  }),
)
const several = (of: fc.Arbitrary<string>): fc.Arbitrary<object[]> =>
  fc.array(of.chain(withParameters), { minLength: 1, maxLength: 3 })
/** Reads and writes do not go together. */
const alike = fc.oneof(
  { weight: 3, arbitrary: several(reads) },
  { weight: 3, arbitrary: several(writes) },
  { weight: 1, arbitrary: several(statements) },
)
export const batchStatement = request({ Statements: alike, ReturnConsumedCapacity: capacity })
const transacted = fc.oneof(
  { weight: 1, arbitrary: several(singleReads) },
  { weight: 5, arbitrary: several(singleWrites) },
  { weight: 1, arbitrary: several(statements) },
)
export const transactStatement = request({
  TransactStatements: transacted,
  ClientRequestToken: tokens,
  ReturnConsumedCapacity: capacity,
})
