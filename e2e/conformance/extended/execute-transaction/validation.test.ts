import type { AttributeValue, ParameterizedStatement } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { inTables, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)

const statement = (Statement: string, ...Parameters: AttributeValue[]): ParameterizedStatement => ({
  Statement,
  ...(Parameters.length > 0 && { Parameters }),
})
const transaction = (...TransactStatements: ParameterizedStatement[]) => db.executeTransaction({ TransactStatements })
const failed = (position: number, text: string) =>
  validation(`Validation failed in TransactStatements[${position}]: ${text}`)
const sound = () => statement(`DELETE FROM ${HASH} WHERE pk = ?`, S(uniqueKey()))

describe('a statement is refused with its place', () => {
  test.each<[string, string]>([
    ['SELECT', "Statement wasn't well formed, can't be processed: Unexpected term"],
    [`DELETE FROM "hash" WHERE pk = ?`, "Number of parameters in request and statement don't match."],
    [`DELETE FROM "hash" WHERE unheard_of(pk)`, 'Unrecognized function: unheard_of at '],
    [`DELETE FROM "hash"."x" WHERE pk = 'a'`, 'This operation is not supported on an index'],
    [
      `UPDATE "hash" SET a = 1 WHERE pk = 'a' RETURNING ALL NEW *`,
      'RETURNING clause is not supported in ExecuteTransaction.',
    ],
    [
      `DELETE FROM "hash" WHERE pk = 'a' RETURNING ALL OLD *`,
      'RETURNING clause is not supported in ExecuteTransaction.',
    ],
    [`SELECT * FROM "global"."all" WHERE gpk = 'a'`, 'Reads on indices are not supported within transactions.'],
    [
      `SELECT * FROM "range" WHERE pk = 'a'`,
      'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
    ],
    [
      `SELECT * FROM "hash" WHERE pk = 'a' AND v = 1`,
      'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
    ],
    [
      `SELECT * FROM "hash"`,
      'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
    ],
    [
      `SELECT * FROM "range" WHERE pk IN ['a', 'a'] AND sk = '1'`,
      'Overlapping conditions with range keys are not supported in where clause',
    ],
    [
      `EXISTS(SELECT * FROM "hash" WHERE pk = 'a')`,
      'EXISTS() must contain a single item read with additional condition',
    ],
    [
      `EXISTS(SELECT * FROM "range" WHERE pk = 'a' AND v = 1)`,
      'EXISTS() must contain a single item read with additional condition',
    ],
  ])('%s', async (faulty, message) => {
    const { name: code, message: text } = await refusalOf(transaction(sound(), statement(inTables(faulty))))
    expect(code).toBe('ValidationException')
    expect(text.startsWith(failed(1, message).message)).toBe(true)
  })

  test('but not where a parameter is at fault', async () => {
    expect(await refusalOf(transaction(statement('SELECT'), statement('SELECT', N('abc'))))).toEqual(
      validation('The parameter cannot be converted to a numeric value: abc'),
    )
  })
})

test('reads and writes are not mixed', async () => {
  const mixed = validation(
    'ExecuteTransaction API does not support both read and write operations in the same request.',
  )
  const read = statement(`SELECT * FROM ${HASH} WHERE pk = 'a'`)
  expect(await refusalOf(transaction(read, sound()))).toEqual(mixed)
  const exists = statement(`EXISTS(SELECT * FROM ${HASH} WHERE pk = 'a' AND v = 1)`)
  expect(await refusalOf(transaction(exists, read))).toEqual(mixed)
})

test('an item has one statement', async () => {
  const twice = validation('Transaction request cannot include multiple operations on one item')
  const pk = S(uniqueKey())
  const read = statement(`SELECT * FROM ${HASH} WHERE pk = ?`, pk)
  expect(await refusalOf(transaction(read, read))).toEqual(twice)
  expect(
    await refusalOf(
      transaction(
        statement(`INSERT INTO ${HASH} VALUE {'pk': ?}`, pk),
        statement(`EXISTS(SELECT * FROM ${HASH} WHERE pk = ? AND v = 1)`, pk),
      ),
    ),
  ).toEqual(twice)
})

test('a transaction has 1 to 100 statements', async () => {
  const many = Array.from({ length: 101 }, sound)
  await expect(transaction(...many)).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(transaction()).rejects.toMatchObject({ name: 'ValidationException' })
  await expect(transaction(...many.slice(0, 100))).resolves.toMatchObject({ Responses: [] })
})
