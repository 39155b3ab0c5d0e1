import type { AttributeValue, BatchStatementRequest } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)

const statement = (Statement: string, ...Parameters: AttributeValue[]): BatchStatementRequest => ({
  Statement,
  ...(Parameters.length > 0 && { Parameters }),
})
const batch = (...Statements: BatchStatementRequest[]) => db.batchExecuteStatement({ Statements })
const responses = async (...Statements: BatchStatementRequest[]) => (await batch(...Statements)).Responses
const invalid = (Message: string) => ({ Code: 'ValidationError', Message })

async function item(attributes: object = {}): Promise<{ S: string }> {
  const pk = S(uniqueKey())
  await db.putItem({ TableName: tables.hash, Item: { pk, ...attributes } })
  return pk
}

describe('reads', () => {
  test('answer in the order of the statements', async () => {
    const [one, two, none] = [await item({ n: N(1) }), await item({ n: N(2) }), S(uniqueKey())]
    const select = `SELECT * FROM ${HASH} WHERE pk = ?`
    const answer = await batch(
      statement(select, two),
      statement(select, none),
      { ...statement(`SELECT n FROM ${HASH} WHERE pk = ?`, one), ConsistentRead: true },
      statement(`SELECT * FROM ${RANGE} WHERE pk = ? AND sk = 'a'`, none),
    )
    expect(answer.Responses).toEqual([
      { TableName: tables.hash, Item: { pk: two, n: N(2) } },
      { TableName: tables.hash },
      { TableName: tables.hash, Item: { n: N(1) } },
      { TableName: tables.range },
    ])
    expect(answer.ConsumedCapacity).toBeUndefined()
  })

  test('fix the whole key and nothing else', async () => {
    const text = invalid(
      'Select statements within BatchExecuteStatement must specify the primary key in the where clause.',
    )
    for (const select of [
      `SELECT * FROM ${HASH}`,
      `SELECT * FROM ${RANGE} WHERE pk = 'a'`,
      `SELECT * FROM ${RANGE} WHERE pk = 'a' AND sk > 'b'`,
      `SELECT * FROM ${HASH} WHERE pk = 'a' AND v = 1`,
      `SELECT * FROM ${HASH} WHERE pk IN ['a', 'b']`,
      `SELECT * FROM ${HASH} WHERE pk = 'a' OR pk = 'b'`,
      `SELECT * FROM ${name(tables.global)}."all" WHERE gpk = 'a' AND gsk = 'b'`,
    ]) {
      expect(await responses(statement(select))).toEqual([{ Error: text }])
    }
  })

  test('may fix it in other words', async () => {
    const pk = await item()
    const found = { TableName: tables.hash, Item: { pk } }
    expect(await responses(statement(`SELECT * FROM ${HASH} WHERE pk IN [?]`, pk))).toEqual([found])
    expect(await responses(statement(`SELECT * FROM ${HASH} WHERE pk = ? AND ? = pk`, pk, pk))).toEqual([found])
  })
})

describe('writes', () => {
  test('succeed and fail one by one', async () => {
    const [made, there, changed, gone] = [S(uniqueKey()), await item(), await item({ n: N(1) }), await item()]
    const answer = await batch(
      statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, made),
      statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, there),
      statement(`UPDATE ${HASH} SET n = 2 WHERE pk = ? AND n = 1 RETURNING ALL NEW *`, changed),
      statement(`UPDATE ${HASH} SET n = 2 WHERE pk = ?`, S(uniqueKey())),
      statement(`DELETE FROM ${HASH} WHERE pk = ?`, gone),
      statement(`DELETE FROM "no-such-table" WHERE pk = 'a'`),
    )
    expect(answer.Responses).toEqual([
      { TableName: tables.hash },
      {
        TableName: tables.hash,
        Error: { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
      },
      { TableName: tables.hash, Item: { pk: changed, n: N(2) } },
      {
        TableName: tables.hash,
        Error: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      },
      { TableName: tables.hash },
      { TableName: 'no-such-table', Error: { Code: 'ResourceNotFound', Message: 'Requested resource not found' } },
    ])
    const read = await Promise.all(
      [made, gone].map(pk => db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })),
    )
    expect(read.map(({ Item }) => Item)).toEqual([{ pk: made }, undefined])
  })

  test('name their table where the item was looked at', async () => {
    const pk = await item({ s: S('text') })
    expect(await responses(statement(`UPDATE ${HASH} SET s = s + 1 WHERE pk = ?`, pk))).toEqual([
      {
        TableName: tables.hash,
        Error: invalid('An operand in the update expression has an incorrect data type'),
      },
    ])
  })

  test('do not return the item of a failed condition', async () => {
    const pk = await item({ n: N(1) })
    const update = statement(`UPDATE ${HASH} SET n = 3 WHERE pk = ? AND n = 2`, pk)
    expect(await responses({ ...update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).toEqual([
      {
        TableName: tables.hash,
        Error: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      },
    ])
  })

  test('leave an empty RETURNING out', async () => {
    expect(
      await responses(statement(`DELETE FROM ${HASH} WHERE pk = ? RETURNING ALL OLD *`, S(uniqueKey()))),
    ).toEqual([{ TableName: tables.hash }])
  })
})

describe('faults of one statement', () => {
  test('leave the others alone', async () => {
    const pk = await item()
    const found = await responses(
      statement('SELECT'),
      statement(`SELECT * FROM ${HASH} WHERE pk = ?`),
      statement(`SELECT * FROM ${HASH} WHERE pk = ?`, N('abc')),
      statement(`SELECT COUNT(*) FROM ${HASH} WHERE pk = 'a'`),
      statement(`SELECT * FROM ${HASH} WHERE pk = ?`, pk),
    )
    expect(found).toEqual([
      { Error: invalid("Statement wasn't well formed, can't be processed: Unexpected term") },
      { Error: invalid("Number of parameters in request and statement don't match.") },
      { Error: invalid('The parameter cannot be converted to a numeric value: abc') },
      { Error: invalid('Unexpected path component at 1:8:5') },
      { TableName: tables.hash, Item: { pk } },
    ])
  })

  test('keys of a write that is not whole', async () => {
    expect(await responses(statement(`UPDATE ${RANGE} SET a = 1 WHERE pk = 'a'`))).toEqual([
      { Error: invalid('Where clause does not contain a mandatory equality on all key attributes') },
    ])
  })
})

describe('the whole batch is refused', () => {
  test('with reads and writes in it', async () => {
    const request = batch(
      statement(`SELECT * FROM ${HASH} WHERE pk = 'a'`),
      statement(`DELETE FROM ${HASH} WHERE pk = 'b'`),
    )
    expect(await refusalOf(request)).toEqual(
      validation('Read and write requests together in the same batch is not supported.'),
    )
  })

  test('with one item in it twice', async () => {
    const duplicates = validation('Provided list of item keys contains duplicates')
    const pk = S(uniqueKey())
    const [select, remove] = [`SELECT * FROM ${HASH} WHERE pk = ?`, `DELETE FROM ${HASH} WHERE pk = ?`]
    expect(await refusalOf(batch(statement(select, pk), statement(select, pk)))).toEqual(duplicates)
    const twice = batch(statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, pk), statement(remove, pk))
    expect(await refusalOf(twice)).toEqual(duplicates)
    expect((await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item).toBeUndefined()
  })

  test('with none or more than 25', async () => {
    const many = Array.from({ length: 26 }, (_, n) => statement(`SELECT * FROM ${HASH} WHERE pk = 'k${n}'`))
    await expect(batch(...many)).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(batch()).rejects.toMatchObject({ name: 'ValidationException' })
    expect(await responses(...many.slice(0, 25))).toHaveLength(25)
  })
})

describe('capacity', () => {
  const metered = async (...Statements: BatchStatementRequest[]) =>
    (await db.batchExecuteStatement({ Statements, ReturnConsumedCapacity: 'TOTAL' })).ConsumedCapacity

  test('is told for each table', async () => {
    const pk = await item()
    expect(
      await metered(
        { ...statement(`SELECT * FROM ${HASH} WHERE pk = ?`, pk), ConsistentRead: true },
        statement(`SELECT * FROM ${RANGE} WHERE pk = ? AND sk = 'a'`, pk),
        statement(`SELECT * FROM ${HASH} WHERE pk = ?`, S(uniqueKey())),
      ),
    ).toEqual([
      { TableName: tables.hash, CapacityUnits: 1.5 },
      { TableName: tables.range, CapacityUnits: 0.5 },
    ])
  })

  test('of a write that failed counts where another one succeeded', async () => {
    const large = await item({ v: S('x'.repeat(1500)) })
    const insert = statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, large)
    expect(await metered(insert, statement(`DELETE FROM ${HASH} WHERE pk = ?`, S(uniqueKey())))).toEqual([
      { TableName: tables.hash, CapacityUnits: 3 },
    ])
    expect(await metered(insert)).toBeUndefined()
  })
})
