import type { AttributeValue, ParameterizedStatement } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { N, name, S } from '../statement.ts'
import { cancelledBy, cancelledWith } from '../transaction-cancelled.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)

const statement = (Statement: string, ...Parameters: AttributeValue[]): ParameterizedStatement => ({
  Statement,
  ...(Parameters.length > 0 && { Parameters }),
})
const transaction = (...TransactStatements: ParameterizedStatement[]) => db.executeTransaction({ TransactStatements })
const stored = async (pk: { S: string }) =>
  (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item
const NONE = { Code: 'None' }
const FAILED = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }

async function item(attributes: object = {}): Promise<{ S: string }> {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, ...attributes } })
  return pk
}

describe('reads', () => {
  test('answer in the order of the statements', async () => {
    const pk = await item({ n: N(1) })
    const { $metadata: _, ...answer } = await transaction(
      statement(`SELECT * FROM ${HASH} WHERE pk = ?`, pk),
      statement(`SELECT * FROM ${HASH} WHERE pk = ?`, S(uniqueKey())),
      statement(`SELECT * FROM ${RANGE} WHERE pk = ? AND sk = 'a'`, pk),
    )
    expect(answer).toEqual({ Responses: [{ Item: { pk, n: N(1) } }, {}, {}] })
  })

  test('have an empty item where the columns match nothing', async () => {
    const pk = await item()
    const { Responses } = await transaction(statement(`SELECT n FROM ${HASH} WHERE pk = ?`, pk))
    expect(Responses).toEqual([{ Item: {} }])
  })
})

describe('writes', () => {
  test('happen together, and answer nothing', async () => {
    const [made, changed, gone, checked] = [
      S(uniqueKey()),
      await item({ n: N(1) }),
      await item(),
      await item({ v: S('x') }),
    ]
    const { $metadata: _, ...answer } = await transaction(
      statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, made),
      statement(`UPDATE ${HASH} SET n = n + 1 WHERE pk = ? AND n = 1`, changed),
      statement(`DELETE FROM ${HASH} WHERE pk = ?`, gone),
      statement(`EXISTS(SELECT * FROM ${HASH} WHERE pk = ? AND v = 'x')`, checked),
    )
    expect(answer).toEqual({ Responses: [] })
    expect(await stored(made)).toEqual({ pk: made })
    expect(await stored(changed)).toEqual({ pk: changed, n: N(2) })
    expect(await stored(gone)).toBeUndefined()
    expect(await stored(checked)).toEqual({ pk: checked, v: S('x') })
  })

  test('do not happen where one of them fails, and every one has its reason', async () => {
    const [made, there, missing, checked] = [S(uniqueKey()), await item(), S(uniqueKey()), await item({ v: S('y') })]
    const cancelled = await cancelledBy(
      transaction(
        statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, made),
        statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, there),
        statement(`UPDATE ${HASH} SET n = 1 WHERE pk = ?`, missing),
        statement(`DELETE FROM ${HASH} WHERE pk = ?`, S(uniqueKey())),
        statement(`EXISTS(SELECT * FROM ${HASH} WHERE pk = ? AND v = 'x')`, checked),
      ),
    )
    expect(cancelled).toEqual({
      message: cancelledWith('None', 'DuplicateItem', 'ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'),
      reasons: [
        NONE,
        { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
        FAILED,
        NONE,
        FAILED,
      ],
    })
    expect(await stored(made)).toBeUndefined()
  })

  test('have the stored item in the reason where it is asked for', async () => {
    const pk = await item({ n: N(1) })
    const { reasons } = await cancelledBy(
      transaction({
        ...statement(`UPDATE ${HASH} SET n = 3 WHERE pk = ? AND n = 2`, pk),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    expect(reasons).toEqual([{ ...FAILED, Item: { pk, n: N(1) } }])
  })
})

describe('reasons', () => {
  const NO_MATCH = { Code: 'ValidationError', Message: 'The provided key element does not match the schema' }

  test('a table that is missing', async () => {
    const cancelled = await cancelledBy(
      transaction(
        statement(`DELETE FROM ${HASH} WHERE pk = ?`, S(uniqueKey())),
        statement(`DELETE FROM "no-such-table" WHERE pk = 'a'`),
      ),
    )
    expect(cancelled.reasons).toEqual([NONE, { Code: 'ResourceNotFound', Message: 'Requested resource not found' }])
  })

  test('a key that is not whole, has two values, or another type', async () => {
    for (const write of [
      `UPDATE ${RANGE} SET a = 1 WHERE pk = 'a'`,
      `DELETE FROM ${RANGE} WHERE pk = 'a' AND sk > 'b'`,
      `DELETE FROM ${HASH} WHERE pk = 'a' AND pk = 'b'`,
      `DELETE FROM ${HASH} WHERE pk = 1`,
    ]) {
      expect((await cancelledBy(transaction(statement(write)))).reasons).toEqual([NO_MATCH])
    }
    expect((await cancelledBy(transaction(statement(`SELECT * FROM ${HASH} WHERE pk = 1`)))).reasons).toEqual([
      NO_MATCH,
    ])
  })

  test('a key that is missing from an item', async () => {
    expect((await cancelledBy(transaction(statement(`INSERT INTO ${RANGE} VALUE {'pk': 'a'}`)))).reasons).toEqual([
      {
        Code: 'ValidationError',
        Message: 'One or more parameter values were invalid: Missing the key sk in the item',
      },
    ])
  })

  test('an operand of the wrong type', async () => {
    const pk = await item({ s: S('text') })
    const { reasons } = await cancelledBy(transaction(statement(`UPDATE ${HASH} SET s = s + 1 WHERE pk = ?`, pk)))
    expect(reasons).toEqual([
      { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
    ])
  })
})
