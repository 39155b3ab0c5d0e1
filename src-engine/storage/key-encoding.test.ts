import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AttributeValue, compareScalars, type KeyDefinition, type KeyRange, normalizeNumber } from '#dynamo'
import { indexRowKey, justAfter, keyRangeRows, type RowRange, segmentRange, tableRowKey } from './key-encoding.ts'
import { partitionHash } from './partition-hash.ts'

/** Numbers over the whole range, with many that differ only in late digits or in the exponent. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }),
    fc.integer({ min: -130, max: 125 }),
    fc.constantFrom(0, 1, 20, 37),
  )
  .map(([sign, digits, exponent, cut]) => {
    const text = digits.toString().slice(0, 38 - cut)
    const scale = Math.max(-130, Math.min(125, exponent)) - (text.length - 1)
    return `${sign}${text}e${scale}`
  })
  .filter(text => {
    try {
      normalizeNumber(text)
      return true
    } catch {
      return false
    }
  })
  .map(text => ({ N: normalizeNumber(text) }))
/** Strings with the bytes that break naive encodings: NUL, FF-like code points, surrogate pairs. */
const string = fc
  .array(
    fc.oneof(
      fc.constantFrom('\0', '\x01', 'a', 'b', 'é', '\uffff', '😀', '~'),
      fc.string({ maxLength: 3, unit: 'binary' }),
    ),
    {
      maxLength: 8,
    },
  )
  .map(parts => ({ S: parts.join('').toWellFormed() }))
const binary = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 254, 255), fc.nat(255)), { maxLength: 6 })
  .map(bytes => ({ B: Buffer.from(bytes).toString('base64') }))

const scalars = { S: string, N: numberText, B: binary } as const
const sign = (n: number): number => (n < 0 ? -1 : n > 0 ? 1 : 0)
const order = (a: AttributeValue, b: AttributeValue): number => sign(compareScalars(a, b) ?? Number.NaN)

function keyOf(...sort: readonly ('S' | 'N' | 'B')[]): KeyDefinition {
  return {
    partition: [{ name: 'pk', type: 'S' }],
    sort: sort.map((type, i) => ({ name: `sk${i}`, type })),
  }
}
const inRange = (key: Buffer, range: RowRange): boolean =>
  key.compare(range.from) >= 0 && (range.to === undefined || key.compare(range.to) < 0)

describe('row keys', () => {
  for (const type of ['S', 'N', 'B'] as const) {
    test(`order of ${type} sort keys is DynamoDB's order`, () => {
      const key = keyOf(type)
      fc.assert(
        fc.property(scalars[type], scalars[type], (a, b) => {
          const encode = (sk0: AttributeValue): Buffer => tableRowKey(key, { pk: { S: 'p' }, sk0 })
          expect(sign(encode(a).compare(encode(b)))).toBe(order(a, b))
        }),
        { numRuns: 500 },
      )
    })
  }

  test('several sort attributes are ordered one after the other', () => {
    const key = keyOf('S', 'N', 'S')
    const sorts = fc.tuple(string, numberText, string)
    fc.assert(
      fc.property(sorts, sorts, (a, b) => {
        const encode = ([sk0, sk1, sk2]: readonly [AttributeValue, AttributeValue, AttributeValue]): Buffer =>
          indexRowKey({ kind: 'LSI', key }, { pk: { S: 'p' }, sk0, sk1, sk2 }, key, Buffer.from('base'))
        const expected = order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2])
        expect(sign(encode(a).compare(encode(b)))).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  test('different partition values never share a key', () => {
    const key: KeyDefinition = {
      partition: [
        { name: 'a', type: 'S' },
        { name: 'b', type: 'S' },
      ],
      sort: [],
    }
    fc.assert(
      fc.property(string, string, string, string, (a, b, c, d) => {
        const same = a.S === c.S && b.S === d.S
        expect(tableRowKey(key, { a, b }).equals(tableRowKey(key, { a: c, b: d }))).toBe(same)
      }),
    )
  })
})

describe('entries of an index with equal keys', () => {
  const table = keyOf('S')
  const key: KeyDefinition = { partition: [{ name: 'g', type: 'S' }], sort: [] }
  const items = ['d', 'c', 'b', 'a'].map(pk => ({ pk: { S: pk }, sk0: { S: pk === 'a' ? '2' : '1' }, g: { S: 'g' } }))
  const sorted = (kind: 'GSI' | 'LSI', tableKey: KeyDefinition): readonly string[] =>
    items
      .map(item => ({ pk: item.pk.S, row: indexRowKey({ kind, key }, item, tableKey, tableRowKey(tableKey, item)) }))
      .toSorted((a, b) => a.row.compare(b.row))
      .map(({ pk }) => pk)
  const byHash = (names: readonly string[]): readonly string[] =>
    items
      .toSorted((a, b) => partitionHash(names.map(n => a[n as 'pk'])) - partitionHash(names.map(n => b[n as 'pk'])))
      .map(({ pk }) => pk.S)

  test('lie in the order of the hash of the whole table key when the index is global', () => {
    expect(sorted('GSI', table)).toEqual(byHash(['pk', 'sk0']))
    expect(sorted('GSI', { ...table, sort: [] })).toEqual(byHash(['pk']))
  })

  test('lie in the order of the table when it is local', () => {
    expect(sorted('LSI', table)).toEqual(byHash(['pk']))
  })
})

describe('key ranges', () => {
  const operators = ['<', '<=', '>', '>=', 'between', 'begins_with'] as const
  const holds: Record<
    (typeof operators)[number],
    (value: AttributeValue, a: AttributeValue, b: AttributeValue) => boolean
  > = {
    '<': (v, a) => order(v, a) < 0,
    '<=': (v, a) => order(v, a) <= 0,
    '>': (v, a) => order(v, a) > 0,
    '>=': (v, a) => order(v, a) >= 0,
    between: (v, a, b) => order(v, a) >= 0 && order(v, b) <= 0,
    begins_with: (v, a) => 'S' in v && 'S' in a && v.S.startsWith(a.S),
  }
  for (const type of ['S', 'N'] as const) {
    for (const operator of operators) {
      if (operator === 'begins_with' && type === 'N') continue
      test(`${operator} on ${type} selects exactly the matching sort keys`, () => {
        const key = keyOf(type)
        fc.assert(
          fc.property(scalars[type], scalars[type], scalars[type], (value, a, b) => {
            const range: KeyRange = {
              partition: [{ S: 'p' }],
              sortEquals: [],
              sortRange: { operator, values: operator === 'between' ? [a, b] : [a] },
            }
            const row = tableRowKey(key, { pk: { S: 'p' }, sk0: value })
            expect(inRange(row, keyRangeRows(range))).toBe(holds[operator](value, a, b))
            const elsewhere = tableRowKey(key, { pk: { S: 'q' }, sk0: value })
            expect(inRange(elsewhere, keyRangeRows(range))).toBe(false)
          }),
          { numRuns: 400 },
        )
      })
    }
  }

  test('equality selects the entries of that value only, also when another starts with it', () => {
    const key = keyOf('S', 'S')
    fc.assert(
      fc.property(string, string, string, (value, other, next) => {
        const range = keyRangeRows({ partition: [{ S: 'p' }], sortEquals: [value], sortRange: undefined })
        const row = indexRowKey(
          { kind: 'LSI', key },
          { pk: { S: 'p' }, sk0: other, sk1: next },
          key,
          Buffer.from([255, 0, 255]),
        )
        expect(inRange(row, range)).toBe(value.S === other.S)
      }),
    )
  })
})

describe('segments', () => {
  test('every item is in exactly one segment', () => {
    const key = keyOf()
    fc.assert(
      fc.property(string, fc.constantFrom(1, 2, 3, 7, 1000, 1_000_000), (pk, total) => {
        const row = tableRowKey(key, { pk })
        const guess = Math.floor((row.readUInt32BE() / 2 ** 32) * total)
        const candidates = [guess - 1, guess, guess + 1].filter(segment => segment >= 0 && segment < total)
        expect(candidates.filter(segment => inRange(row, segmentRange(segment, total)))).toHaveLength(1)
      }),
    )
  })

  test('neighbours share their border', () => {
    for (const total of [2, 3, 10, 999_999]) {
      for (const segment of [0, Math.floor(total / 2) - 1, total - 2]) {
        expect(segmentRange(segment, total).to).toEqual(segmentRange(segment + 1, total).from)
      }
    }
  })
})

test('justAfter is behind its key and before every other key', () => {
  const key = keyOf('S')
  fc.assert(
    fc.property(string, string, (a, b) => {
      const first = tableRowKey(key, { pk: { S: 'p' }, sk0: a })
      const second = tableRowKey(key, { pk: { S: 'p' }, sk0: b })
      expect(justAfter(first).compare(first)).toBe(1)
      if (second.compare(first) > 0) expect(justAfter(first).compare(second)).toBeLessThanOrEqual(0)
    }),
  )
})
