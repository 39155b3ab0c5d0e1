import fc from 'fast-check'
import { ATTRIBUTES } from '../fixture.ts'
import { towerOf } from './towers.ts'

/** Attribute values, sound and nearly so, as they stand in a request's JSON. */

/** Texts in which something breaks now and then: no text, other planes, halves of a pair, controls, names of prototypes. */
export const texts = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('x', 'y', 'ab', 'p1', 'xx') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['', '\0', '\u2028', 'é', 'e\u0301', '😀', '\ud800', '\udc00x', '\uffff', '\u007f', '"', "'", '\\', '  '],
      ...['__proto__', 'constructor', 'toString', 'null', '0', '#a', ':v', 'NaN'],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.nat({ max: 3000 }).map(length => 'z'.repeat(length)) },
)

export const numbers = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 6 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['0.0', '-0', '1e0', '1E+2', '00012', '.5', '5.', '1e125', '-9.9e125', '1e-130', '99999999999999999999'],
      ...['12345678901234567890123456789012345678', '123456789012345678901234567890123456789', '1e126', '1e-131'],
      ...['', ' 1', '1 ', '+1', '--1', '0x10', '1e', 'e1', '1e99999999999', 'NaN', 'Infinity', '１', '1_000', '.'],
    ),
  },
  { weight: 1, arbitrary: fc.double().map(String) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat({ max: 5000 }), fc.constantFrom('9', '0', '0.', '1e', '-')).map(repeated),
  },
)

function repeated([count, unit]: readonly [number, string]): string {
  return unit === '0.' ? `0.${'0'.repeat(count)}1` : `${unit}${(unit === '0' ? '0' : '9').repeat(count)}`
}

export const binaries = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('AA==', 'AQ==', 'Ag==', 'AQID') },
  { weight: 2, arbitrary: fc.constantFrom('', 'AR==', 'A', 'AQ', 'AQ=', 'A Q==', 'AQ==\n', '-_==', '====', 'é') },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map(bytes => Buffer.from(bytes).toString('base64')) },
)

const wrap =
  (tag: string) =>
  (content: unknown): object => ({ [tag]: content })

/** Names of attributes: mostly those of the fixture. */
export const attributeNames = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(ATTRIBUTES)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'constructor', 'hasOwnProperty', 'zz', '1', ' ', '\ud800', 'a\\', '\\', '"'),
  },
  { weight: 1, arbitrary: texts },
)

/** Members that keep their order and may be called `__proto__`. */
export function membersOf(pairs: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  for (const [name, value] of pairs) {
    Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true })
  }
  return members
}

const scalar = fc.oneof(
  { weight: 4, arbitrary: texts.map(wrap('S')) },
  { weight: 4, arbitrary: numbers.map(wrap('N')) },
  { weight: 1, arbitrary: binaries.map(wrap('B')) },
  { weight: 1, arbitrary: fc.boolean().map(wrap('BOOL')) },
  { weight: 1, arbitrary: fc.constantFrom({ NULL: true }, { NULL: true }, { NULL: false }) },
  { weight: 1, arbitrary: fc.array(texts, { maxLength: 4 }).map(wrap('SS')) },
  { weight: 1, arbitrary: fc.array(numbers, { maxLength: 4 }).map(wrap('NS')) },
  { weight: 1, arbitrary: fc.array(binaries, { maxLength: 3 }).map(wrap('BS')) },
)

const { value } = fc.letrec<{ value: object }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(wrap('L')) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(attributeNames, tie('value')), { maxLength: 3 })
        .map(pairs => ({ M: membersOf(pairs) })),
    },
  ),
}))

/** Levels around the 32 that are allowed, and so many that recursion would overflow. */
const towers = fc
  .tuple(fc.constantFrom('L', 'M'), fc.constantFrom(30, 31, 32, 33, 64, 65, 500, 20_000))
  .map(([tag, levels]) => towerOf(tag, levels))

/** Any attribute value. */
export const values: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 40, arbitrary: value },
  { weight: 1, arbitrary: towers },
)

/** Values of the type that this attribute has in the fixture: keys are accepted, operands compare. */
export function valuesOf(name: string): fc.Arbitrary<unknown> {
  switch (ATTRIBUTES[name]) {
    case 'S':
      return fc.constantFrom('x', 'x', 'y', 'ab').map(wrap('S'))
    case 'N':
      return fc.integer({ min: -2, max: 3 }).map(n => ({ N: String(n) }))
    case 'B':
      return fc.constantFrom('AA==', 'AQ==', 'Ag==').map(wrap('B'))
    case 'SS':
      return fc.subarray(['ab', 'x', 'y'], { minLength: 1 }).map(wrap('SS'))
    case 'NS':
      return fc.subarray(['1', '2', '3.5'], { minLength: 1 }).map(wrap('NS'))
    case 'BS':
      return fc.subarray(['AQ==', 'Ag=='], { minLength: 1 }).map(wrap('BS'))
    default:
      return values
  }
}

/** An attribute of this name: now and then of another type, or any value. */
function attribute(name: string): fc.Arbitrary<readonly [string, unknown]> {
  return fc

    .oneof({ weight: 20, arbitrary: valuesOf(name) }, { weight: 1, arbitrary: values })
    .map(given => [name, given] as const)
}

/** A key with these attributes. */
export function keysOf(names: readonly string[]): fc.Arbitrary<object> {
  return fc.tuple(...names.map(attribute)).map(membersOf)
}

/** An item with these key attributes and some others. */
export function itemsWith(names: readonly string[]): fc.Arbitrary<object> {
  const others = fc.array(attributeNames.chain(attribute), { maxLength: 4 })
  return fc.tuple(fc.tuple(...names.map(attribute)), others).map(([first, rest]) => membersOf([...first, ...rest]))
}
