import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { INVALID, NOT_FOUND, refusalOf, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { execute, N, name, S } from '../statement.ts'

const HASH = name(tables.hash)
const RANGE = name(tables.range)
const stored = async (pk: { S: string }) =>
  (await db.getItem({ TableName: tables.hash, Key: { pk }, ConsistentRead: true })).Item

test('makes an item of literals of every type, and answers no items', async () => {
  const pk = S(uniqueKey())
  const { $metadata: _, ...answer } = await execute(
    `INSERT INTO ${HASH} VALUE {'pk': '${pk.S}', 's': 'it''s', 'n': -3.40, 'e': .73e1, 'yes': true, 'no': FALSE,
      'nothing': null, 'l': [1, 'a', [2]], 'm': {'k': 1, 'm': {'deep': <<'x'>>}}, 'ss': <<'b','a'>>, 'ns': <<2.50,1>>}`,
  )
  expect(answer).toEqual({ Items: [] })
  expect(await stored(pk)).toEqual({
    pk,
    s: S("it's"),
    n: N('-3.4'),
    e: N('7.3'),
    yes: { BOOL: true },
    no: { BOOL: false },
    nothing: { NULL: true },
    l: { L: [N(1), S('a'), { L: [N(2)] }] },
    m: { M: { k: N(1), m: { M: { deep: { SS: ['x'] } } } } },
    ss: { SS: ['a', 'b'] },
    ns: { NS: ['1', '2.5'] },
  })
})

test('takes parameters of every type', async () => {
  const pk = S(uniqueKey())
  const values = [
    { B: new Uint8Array([1, 2]) },
    { BS: [new Uint8Array([1])] },
    { SS: ['a'] },
    { L: [{ M: { a: N(1) } }] },
    { NULL: true as const },
  ]
  await execute(`INSERT INTO ${HASH} VALUE {'pk': ?, 'b': ?, 'bs': ?, 'ss': ?, 'l': ?, 'null': ?}`, [pk, ...values])
  const [b, bs, ss, l, empty] = values
  expect(await stored(pk)).toEqual({ pk, b, bs, ss, l, null: empty })
})

test('never replaces an item', async () => {
  const pk = S(uniqueKey())
  await execute(`INSERT INTO ${HASH} VALUE {'pk': ?, 'v': 1}`, [pk])
  expect(await refusalOf(execute(`INSERT INTO ${HASH} VALUE {'pk': ?, 'v': 2}`, [pk]))).toEqual({
    name: 'DuplicateItemException',
    message: 'Duplicate primary key exists in table',
  })
  expect(await stored(pk)).toEqual({ pk, v: N(1) })
})

test('a whole number of 38 digits keeps them', async () => {
  const pk = S(uniqueKey())
  const digits = '12345678901234567890123456789012345678'
  await execute(`INSERT INTO ${HASH} VALUE {'pk': ?, 'n': ${digits}}`, [pk])
  expect(await stored(pk)).toEqual({ pk, n: N(digits) })
})

describe('is refused', () => {
  const insert = (value: string) => refusalOf(execute(`INSERT INTO ${HASH} VALUE ${value}`))

  test('into a table that is not there', async () => {
    expect(await refusalOf(execute(`INSERT INTO "no-such-table" VALUE {'pk': 'a'}`))).toEqual(NOT_FOUND)
  })

  test('without its key', async () => {
    expect(await insert("{'a': 1}")).toEqual(validation(`${INVALID}Missing the key pk in the item`))
    const noSort = execute(`INSERT INTO ${RANGE} VALUE {'pk': 'a'}`)
    expect(await refusalOf(noSort)).toEqual(validation(`${INVALID}Missing the key sk in the item`))
  })

  test('with a key of another type', async () => {
    expect(await insert("{'pk': 1}")).toEqual(validation(`${INVALID}Type mismatch for key pk expected: S actual: N`))
  })

  test.each<[string, string]>([
    ['<<>>', 'Empty bags are not supported'],
    ["<<1, 'a'>>", 'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags'],
    ['<<true>>', 'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags'],
    ["<<'a', 'a'>>", `${INVALID}Input collection [a, a] contains duplicates.`],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range under root'],
    [
      '1e-131',
      'Number underflow. Attempting to store a number with magnitude smaller than supported range under root',
    ],
    ['1'.repeat(39), 'Attempting to store more than 38 significant digits in a Number under root'],
    [
      "{'x': 1e126}",
      'Number overflow. Attempting to store a number with magnitude larger than supported range under root.x',
    ],
    [
      '[1, 1e126]',
      'Number overflow. Attempting to store a number with magnitude larger than supported range under root[1]',
    ],
  ])('with the value %s', async (value, message) => {
    expect(await insert(`{'pk': '${uniqueKey()}', 'v': ${value}}`)).toEqual(validation(message))
  })

  test('with a function or a parameter inside a value', async () => {
    const before = `INSERT INTO ${HASH} VALUE {'pk': 'a', 'v': `
    expect(await refusalOf(execute(`${before}set_add(v, <<1>>)}`))).toEqual(
      validation(`Unsupported data type: set_add under key root at 1:${before.length + 1}:7`),
    )
    expect(await refusalOf(execute(`${before}[?]}`, [N(1)]))).toEqual(
      validation(`Unsupported data type: Parameter under key root[0] at 1:${before.length + 2}:1`),
    )
  })

  test('with more than 400 KB', async () => {
    const item = [S(uniqueKey()), S('x'.repeat(400 * 1024))]
    expect(await refusalOf(execute(`INSERT INTO ${HASH} VALUE {'pk': ?, 'v': ?}`, item))).toEqual(
      validation('Item size has exceeded the maximum allowed size'),
    )
  })
})
