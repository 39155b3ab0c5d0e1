import fc from 'fast-check'
import type { AttributeValue, Item } from '#dynamo'
import type { Path } from '../reference/expression-trees.ts'
import type { ReferenceKey } from '../reference/reference-table.ts'

/** Small values and items that often meet: few keys, few texts, few numbers, in several spellings. */

const texts = fc.constantFrom('x', 'y', 'xy', 'é', '～', '😀', '\0')
const numbers = fc.constantFrom(
  '0',
  '1',
  '1.0',
  '9',
  '10',
  '-1',
  '-0.5',
  '1e2',
  '100',
  '1e-3',
  '12345678901234567890',
)
const binaries = fc.constantFrom('AA==', 'AQ==', 'AQI=')

export const scalars: fc.Arbitrary<AttributeValue> = fc.oneof(
  texts.map(S => ({ S })),
  numbers.map(N => ({ N })),
  binaries.map(B => ({ B })),
)
export const textSets = fc.subarray(['x', 'y', 'xy', 'é'], { minLength: 1 }).map((SS): AttributeValue => ({ SS }))
export const numberSets = fc
  .subarray(['1', '2', '10', '-0.5'], { minLength: 1 })
  .map((NS): AttributeValue => ({ NS }))

export const { value: values } = fc.letrec<{ value: AttributeValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    {
      weight: 1,
      arbitrary: fc.constantFrom<AttributeValue>({ S: '' }, { BOOL: true }, { BOOL: false }, { NULL: true }),
    },
    { weight: 1, arbitrary: fc.oneof(textSets, numberSets) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((L): AttributeValue => ({ L })) },
    {
      weight: 2,
      arbitrary: fc
        .record({ x: tie('value'), y: tie('value'), l: tie('value') }, { requiredKeys: [] })
        .map((M): AttributeValue => ({ M: { ...M } })),
    },
  ),
}))

/** Values of key attributes by name; those of indexes now and then do not fit. */
const KEY_VALUES: Readonly<Record<string, fc.Arbitrary<AttributeValue>>> = {
  pk: fc.constantFrom('p', 'q', 'p\0', 'é').map(S => ({ S })),
  sk: fc.constantFrom('-1.5', '0', '2', '2.0', '10', '1e20').map(N => ({ N })),
  a: fc.constantFrom('x', 'y').map(S => ({ S })),
  b: fc.constantFrom('1', '9', '10', '1e1').map(N => ({ N })),
  d: fc.constantFrom('x', 'xy').map(S => ({ S })),
}

export function keyValues(name: string): fc.Arbitrary<AttributeValue> {
  return Object.hasOwn(KEY_VALUES, name) ? (KEY_VALUES[name] ?? values) : values
}

/** Values of any attribute, mostly of the type that it usually has. */
export function valuesFor(name: string): fc.Arbitrary<AttributeValue> {
  const misfit = { weight: 1, arbitrary: values }
  if (Object.hasOwn(KEY_VALUES, name)) return fc.oneof({ weight: 15, arbitrary: keyValues(name) }, misfit)
  if (name === 'n') return fc.oneof({ weight: 8, arbitrary: numbers.map((N): AttributeValue => ({ N })) }, misfit)
  if (name === 'ss') return fc.oneof({ weight: 8, arbitrary: textSets }, misfit)
  if (name === 'ns') return fc.oneof({ weight: 8, arbitrary: numberSets }, misfit)
  if (name === 'l') {
    return fc.oneof(
      { weight: 8, arbitrary: fc.array(values, { maxLength: 4 }).map((L): AttributeValue => ({ L })) },
      misfit,
    )
  }
  if (name !== 'm') return values
  const members = fc.record({ x: values, y: values, l: values }, { requiredKeys: [] })
  return fc.oneof({ weight: 8, arbitrary: members.map((M): AttributeValue => ({ M: { ...M } })) }, misfit)
}

/** Attributes that are no table's key. */
export const FREE_NAMES = ['a', 'b', 'd', 'n', 's', 'l', 'm', 'ss', 'ns', '__proto__'] as const

export function keysOf(key: ReferenceKey): fc.Arbitrary<Item> {
  return fc.record(Object.fromEntries([...key.hash, ...key.range].map(name => [name, keyValues(name)])))
}

export function itemsOf(key: ReferenceKey): fc.Arbitrary<Item> {
  const names = [...key.hash, ...key.range]
  const free = FREE_NAMES.filter(name => !names.includes(name))
  const others = fc
    .subarray([...free])
    .chain(chosen => fc.tuple(...chosen.map(name => valuesFor(name).map(value => [name, value] as const))))
  return fc.tuple(keysOf(key), others).map(([own, rest]) => Object.fromEntries([...Object.entries(own), ...rest]))
}

const steps = fc.array(fc.constantFrom<string | number>('x', 'y', 'l', 0, 1, 2, 7), { minLength: 1, maxLength: 2 })

/** Paths that often lead somewhere: into lists and maps; at the top to anything. */
export const paths: fc.Arbitrary<Path> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FREE_NAMES).map((name): Path => [name]) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Path>(['l', 0], ['l', 1], ['l', 2], ['l', 9], ['m', 'x'], ['m', 'y'], ['m', 'l', 0]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('l', 'm', 's'), steps).map(([name, rest]): Path => [name, ...rest]),
  },
)
