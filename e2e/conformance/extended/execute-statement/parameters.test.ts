import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { nestedValue } from '../../nested-value.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { execute, malformed, N, name, S } from '../statement.ts'

const T = name(tables.hash)
const COUNT = validation("Number of parameters in request and statement don't match.")

describe('parameters', () => {
  test('are as many as question marks', async () => {
    const select = `SELECT * FROM ${T} WHERE pk = ?`
    expect(await refusalOf(execute(select))).toEqual(COUNT)
    expect(await refusalOf(execute(select, [S('a'), S('b')]))).toEqual(COUNT)
    expect(await refusalOf(execute(`SELECT * FROM ${T}`, [S('a')]))).toEqual(COUNT)
    expect(await refusalOf(execute('SELECT * FROM "T" WHERE pk = \'?\'', [S('a')]))).toEqual(COUNT)
  })

  test.each<[string, string]>([
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['1'.repeat(39), 'Attempting to store more than 38 significant digits in a Number'],
    ['abc', 'The parameter cannot be converted to a numeric value: abc'],
    ['', 'The parameter cannot be converted to a numeric value'],
    ['1e2147483647', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['1e2147483648', 'The parameter cannot be converted to a numeric value: 1e2147483648'],
  ])('the number %j is refused', async (number, message) => {
    const insert = execute(`INSERT INTO ${T} VALUE {'pk': ?, 'n': ?}`, [S(uniqueKey()), N(number)])
    expect(await refusalOf(insert)).toEqual(validation(message))
  })

  test('have 32 levels', async () => {
    // The string inside the maps is a level of its own.
    const insert = (levels: number) =>
      execute(`INSERT INTO ${T} VALUE {'pk': ?, 'v': ?}`, [S(uniqueKey()), nestedValue(levels) as AttributeValue])
    await expect(insert(31)).resolves.toMatchObject({ Items: [] })
    expect(await refusalOf(insert(32))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('Nesting Levels have exceeded supported limits'),
    })
  })

  test('are read before the statement', async () => {
    expect(await refusalOf(execute('SELECT', [N('abc')]))).toEqual(
      validation('The parameter cannot be converted to a numeric value: abc'),
    )
    expect(await refusalOf(execute('SELECT', [N('1')]))).toEqual(malformed('Unexpected term'))
  })
})
