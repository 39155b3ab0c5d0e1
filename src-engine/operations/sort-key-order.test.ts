import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AttributeValue, Item } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'
import { identity, orderOf } from '../testing/reference/exact-values.ts'

/**
 * Every range of sort keys, of a table, of an index and of the last of several key attributes, against exact decimals
 * and bytes: over the whole range of numbers, any text, any binary.
 */

const numbers = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.stringMatching(/^[1-9][0-9]{0,37}$/),
    fc.oneof(fc.integer({ min: -130, max: 88 }), fc.integer({ min: -3, max: 3 })),
  )
  .map(([sign, digits, exponent]) => `${sign}${digits}e${exponent}`)
const KEYS: Readonly<Record<'N' | 'S' | 'B', fc.Arbitrary<AttributeValue>>> = {
  N: fc.oneof({ weight: 3, arbitrary: numbers }, fc.integer({ min: -2, max: 12 }).map(String)).map(N => ({ N })),
  S: fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\uffff', '😀', '\ue000'), minLength: 1, maxLength: 3 }),
    )
    .map(S => ({ S })),
  B: fc
    .oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc
        .array(fc.constantFrom(0, 1, 127, 128, 255), { minLength: 1, maxLength: 3 })
        .map(bytes => Uint8Array.from(bytes)),
    )
    .map(bytes => ({ B: Buffer.from(bytes).toString('base64') })),
}

interface Range {
  readonly text: string
  readonly bounds: Readonly<Record<string, AttributeValue>>
  readonly has: (value: AttributeValue) => boolean
}

function ranges(type: 'N' | 'S' | 'B', one: AttributeValue, other: AttributeValue): Range[] {
  const order = (a: AttributeValue, b: AttributeValue): number => orderOf(a, b) ?? 0
  const bounds = { ':one': one }
  const comparisons: Range[] = [
    { text: 'k < :one', bounds, has: value => order(value, one) < 0 },
    { text: 'k <= :one', bounds, has: value => order(value, one) <= 0 },
    { text: 'k = :one', bounds, has: value => order(value, one) === 0 },
    { text: 'k >= :one', bounds, has: value => order(value, one) >= 0 },
    { text: 'k > :one', bounds, has: value => order(value, one) > 0 },
  ]
  const [lower, upper] = order(one, other) <= 0 ? [one, other] : [other, one]
  comparisons.push({
    text: 'k BETWEEN :lower AND :upper',
    bounds: { ':lower': lower, ':upper': upper },
    has: value => order(value, lower) >= 0 && order(value, upper) <= 0,
  })
  if (type !== 'N') {
    const bytes = (value: AttributeValue): Buffer =>
      'S' in value ? Buffer.from(value.S) : Buffer.from('B' in value ? value.B : '', 'base64')
    const prefix = bytes(one)
    comparisons.push({
      text: 'begins_with(k, :one)',
      bounds,
      has: value => bytes(value).subarray(0, prefix.length).equals(prefix),
    })
  }
  return comparisons
}

const fixed = { S: 'p' }

test.each(['N', 'S', 'B'] as const)(
  'ranges of sort keys of type %s',
  async type => {
    const sample = fc.tuple(
      fc.array(KEYS[type], { minLength: 5, maxLength: 25, size: 'max' }),
      KEYS[type],
      KEYS[type],
    )
    await fc.assert(
      fc.asyncProperty(sample, async ([keys, one, other]) => {
        await using engine = freshEngine()
        const key = (...names: string[]) =>
          names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' }))
        const index = (IndexName: string, KeySchema: object[]) => ({
          IndexName,
          KeySchema,
          Projection: { ProjectionType: 'ALL' },
        })
        await engine.execute('CreateTable', {
          TableName: 'Tab',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'k', AttributeType: type },
          ],
          KeySchema: key('pk', 'k'),
          GlobalSecondaryIndexes: [index('again', key('pk', 'k'))],
        })
        const distinct = new Map([...keys, one].map(value => [identity(value), value]))
        for (const k of distinct.values()) {
          await engine.execute('PutItem', { TableName: 'Tab', Item: { pk: fixed, k } })
        }
        const sorted = [...distinct.values()].sort((a, b) => orderOf(a, b) ?? 0)
        for (const { text, bounds, has } of ranges(type, one, other)) {
          const expected = sorted.filter(has).map(identity)
          for (const [IndexName, ScanIndexForward] of [
            [undefined, true],
            [undefined, false],
            ['again', true],
            ['again', false],
          ] as const) {
            const { Items } = await engine.execute('Query', {
              TableName: 'Tab',
              IndexName,
              KeyConditionExpression: `pk = :p AND ${text}`,
              ExpressionAttributeValues: { ':p': fixed, ...bounds },
              ScanIndexForward,
            })
            const found = (Items as Item[]).map(item => identity(item.k))
            expect(found, text).toEqual(ScanIndexForward ? expected : expected.toReversed())
          }
        }
      }),
      { numRuns: 60 },
    )
  },
  60_000,
)

test('of several sort attributes each is ordered by its own type, the first before the second', async () => {
  const rows = fc.array(fc.record({ n: KEYS.N, s: KEYS.S, b: KEYS.B }), { minLength: 2, maxLength: 20, size: 'max' })
  await fc.assert(
    fc.asyncProperty(rows, KEYS.B, async (drawn, bound) => {
      await using engine = freshEngine()
      // Few numbers and texts, so that the later attributes decide.
      const few = drawn.map((row, i) => ({ ...row, n: drawn[i % 2]?.n ?? row.n, s: drawn[i % 3]?.s ?? row.s }))
      const attribute = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType })
      await engine.execute('CreateTable', {
        TableName: 'Tab',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          attribute('id', 'N'),
          attribute('pk', 'S'),
          attribute('n', 'N'),
          attribute('s', 'S'),
          attribute('b', 'B'),
        ],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'several',
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'n', KeyType: 'RANGE' },
              { AttributeName: 's', KeyType: 'RANGE' },
              { AttributeName: 'b', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      })
      for (const [id, row] of few.entries()) {
        await engine.execute('PutItem', { TableName: 'Tab', Item: { id: { N: `${id}` }, pk: fixed, ...row } })
      }
      const byKey = (x: Item, y: Item): number => {
        for (const name of ['n', 's', 'b']) {
          const order = orderOf(x[name] ?? fixed, y[name] ?? fixed) ?? 0
          if (order !== 0) return order
        }
        return 0
      }
      const texts = (items: readonly Item[]): string[][] => items.map(item => [item.n, item.s, item.b].map(identity))
      const asked = async (condition: string, values: object): Promise<Item[]> => {
        const { Items } = await engine.execute('Query', {
          TableName: 'Tab',
          IndexName: 'several',
          KeyConditionExpression: condition,
          ExpressionAttributeValues: { ':p': fixed, ...values },
        })
        return Items as Item[]
      }
      const sorted = few.toSorted(byKey)
      expect(texts(await asked('pk = :p', {}))).toEqual(texts(sorted))
      const { n, s } = few[0] ?? { n: fixed, s: fixed }
      const after = sorted.filter(
        row => identity(row.n) === identity(n) && identity(row.s) === identity(s) && (orderOf(row.b, bound) ?? 0) > 0,
      )
      const found = await asked('pk = :p AND n = :n AND s = :s AND b > :b', { ':n': n, ':s': s, ':b': bound })
      expect(texts(found)).toEqual(texts(after))
    }),
    { numRuns: 60 },
  )
}, 60_000)
