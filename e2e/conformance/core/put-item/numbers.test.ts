import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/** How a number comes back that was put as this text. */
async function stored(text: string): Promise<string | undefined> {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName: tables.hash, Item: { pk, n: { N: text } } })
  return (await db.getItem({ TableName: tables.hash, Key: { pk } })).Item?.n?.N
}

const DIGITS_38 = '12345678901234567890123456789012345678'

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['0.0', '0'],
  ['+7', '7'],
  ['007', '7'],
  ['1.50', '1.5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['1e3', '1000'],
  ['1.e5', '100000'],
  ['1E+2', '100'],
  ['12e-1', '1.2'],
  ['-1.5e1', '-15'],
  ['100', '100'],
  ['0.001', '0.001'],
  ['1e-7', '0.0000001'],
  ['1e22', '10000000000000000000000'],
])('%s comes back as %s', async (text, canonical) => {
  expect(await stored(text)).toBe(canonical)
})

test('38 significant digits are kept exactly', async () => {
  expect(await stored(DIGITS_38)).toBe(DIGITS_38)
  expect(await stored(`-0.${DIGITS_38}`)).toBe(`-0.${DIGITS_38}`)
})

test('leading and trailing zeros do not count as digits', async () => {
  expect(await stored(`00${DIGITS_38}.00`)).toBe(DIGITS_38)
  expect(await stored(`${DIGITS_38}0000`)).toBe(`${DIGITS_38}0000`)
})

test('the largest and the smallest magnitude are kept', async () => {
  const largest = `${'9'.repeat(38)}${'0'.repeat(88)}`
  expect(await stored('9.9999999999999999999999999999999999999E+125')).toBe(largest)
  expect(await stored('-9.9999999999999999999999999999999999999E+125')).toBe(`-${largest}`)
  expect(await stored('1E-130')).toBe(`0.${'0'.repeat(129)}1`)
  expect(await stored('-1E-130')).toBe(`-0.${'0'.repeat(129)}1`)
})
