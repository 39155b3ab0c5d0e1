import fc from 'fast-check'
import type { FuzzedRequest } from './fuzzed-request.ts'
import { bodyText } from './towers.ts'

/** Bodies that are hardly JSON: what JSON.stringify would never write. */

const JUNK = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '\\u',
    '\\ud800',
    '\0',
    '\ufeff',
    '1e999',
    '-0',
    '00',
    'nul',
    "'",
    '\n\t',
  ],
  ...[
    '"a":1,"a":2',
    '"__proto__":{"S":"x"},',
    '/**/',
    'NaN',
    '{"":{}}',
    '\u2028',
    '9'.repeat(400),
    '[['.repeat(20_000),
  ],
]

/** Bytes that are no UTF-8 by themselves. */
const BYTES = [0x00, 0x80, 0xc0, 0xed, 0xf5, 0xff]

/** A body's bytes: a request's JSON, cut, doubled, with junk in it or bytes replaced. */
export function rawBodies(requests: fc.Arbitrary<FuzzedRequest>): fc.Arbitrary<{
  readonly operation: FuzzedRequest['operation']
  readonly raw: Buffer
}> {
  const damage = fc.record({
    kind: fc.constantFrom('cut', 'double', 'junk', 'byte', 'blank'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    what: fc.nat({ max: 1000 }),
  })
  return fc
    .tuple(requests, fc.array(damage, { minLength: 1, maxLength: 3 }))
    .map(([{ operation, body }, damages]) => ({
      operation,
      raw: damages.reduce((bytes, one) => damagedBytes(bytes, one), Buffer.from(bodyText(body))),
    }))
}

function damagedBytes(
  bytes: Buffer<ArrayBuffer>,
  { kind, at, what }: { readonly kind: string; readonly at: number; readonly what: number },
): Buffer<ArrayBuffer> {
  const place = Math.floor(at * bytes.length)
  const before = bytes.subarray(0, place)
  const behind = bytes.subarray(place)
  switch (kind) {
    case 'cut':
      return Buffer.from(before)
    case 'double':
      return Buffer.concat([before, behind.subarray(0, what), behind])
    case 'junk':
      return Buffer.concat([before, Buffer.from(JUNK[what % JUNK.length] ?? ''), behind])
    case 'byte':
      return Buffer.concat([before, Buffer.of(BYTES[what % BYTES.length] ?? 0), behind.subarray(1)])
    default:
      return Buffer.concat([before, Buffer.alloc(what, ' '), behind])
  }
}
