import fc from 'fast-check'
import { membersOf } from './attribute-values.ts'
import type { FuzzedRequest } from './fuzzed-request.ts'
import { towerOf } from './towers.ts'

/** Damage to a request's JSON: one place at a time, so that the rest stays sound and the checks behind it are reached. */

const HOSTILE: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    -0,
    '',
    ' ',
    'x',
    '0',
    'true',
    '\ud800',
    '\0',
    [],
    {},
    [null],
    [[]],
    [{}],
  ],
  ...[
    { S: 'x' },
    { N: '1' },
    { S: 'x', N: '1' },
    { S: null },
    { L: null },
    { M: [] },
    { SS: [] },
    { X: 1 },
    { NULL: 'x' },
  ],
  ...['x'.repeat(70_000), '9'.repeat(2000), '#p', ':s', 'pk', '__proto__', ['pk'], { pk: { S: 'x' } }],
  membersOf([['__proto__', { S: 'x' }]]),
  membersOf([['__proto__', null]]),
  membersOf([
    ['constructor', 1],
    ['toString', 2],
  ]),
  ...['[', '{', 'L', 'M'].flatMap(kind => [40, 5000].map(levels => towerOf(kind, levels))),
]
/** A copy: the next mutation may change it. */
const hostile = (n: number): unknown => structuredClone(HOSTILE[n % HOSTILE.length])

const KINDS = ['remove', 'hostile', 'copy', 'wrap', 'many', 'rename', 'add', 'retag', 'nudge'] as const

interface Mutation {
  readonly kind: (typeof KINDS)[number]
  readonly at: number
  readonly other: number
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat({ max: 200 }),
  other: fc.nat({ max: 200 }),
})

/** Where a value hangs in its parent. */
interface Place {
  readonly parent: object
  readonly name: string | number
  readonly value: unknown
}

function placesOf(parent: object, places: Place[] = []): Place[] {
  for (const [name, value] of Object.entries(parent)) {
    places.push({ parent, name: Array.isArray(parent) ? Number(name) : name, value })
    if (typeof value === 'object' && value !== null) placesOf(value, places)
  }
  return places
}

const TAGS = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']
const NAMES = [
  '__proto__',
  'constructor',
  '',
  'TableName',
  'Key',
  'Item',
  'S',
  '#p',
  ':s',
  'x'.repeat(300),
  'pk',
  '\ud800',
]

function put(parent: object, name: string | number, value: unknown): void {
  Object.defineProperty(parent, name, { value, writable: true, enumerable: true, configurable: true })
}

function mutate(root: object, { kind, at, other }: Mutation): void {
  const places = placesOf(root)
  const place = places[at % Math.max(places.length, 1)]
  if (place === undefined) return
  const { parent, name, value } = place
  switch (kind) {
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(name), 1)
      else Reflect.deleteProperty(parent, name)
      return
    case 'hostile':
      put(parent, name, hostile(other))
      return
    case 'copy':
      put(parent, name, structuredClone(places[other % places.length]?.value))
      return
    case 'wrap':
      put(parent, name, other % 2 === 0 ? [value] : { [TAGS[other % TAGS.length] ?? 'M']: value })
      return
    case 'many':
      put(parent, name, manyOf(value, [2, 26, 101, 1001][other % 4] ?? 2))
      return
    case 'rename':
      Reflect.deleteProperty(parent, name)
      put(parent, NAMES[other % NAMES.length] ?? '', value)
      return
    case 'add':
      put(parent, Array.isArray(parent) ? parent.length : (NAMES[other % NAMES.length] ?? ''), hostile(at))
      return
    case 'retag':
      if (!TAGS.includes(String(name))) return
      Reflect.deleteProperty(parent, name)
      put(parent, TAGS[other % TAGS.length] ?? 'S', value)
      return
    case 'nudge':
      put(parent, name, nudged(value, other))
  }
}

function manyOf(value: unknown, count: number): unknown {
  if (Array.isArray(value))
    return Array.from({ length: count }, (_, i) => value[i % Math.max(value.length, 1)] ?? null)
  if (typeof value === 'string') return value.repeat(Math.min(count, Math.ceil(100_000 / Math.max(value.length, 1))))
  if (typeof value !== 'object' || value === null) return value
  const [first] = Object.values(value) as unknown[]
  return membersOf(Array.from({ length: count }, (_, i) => [`n${i}`, first] as const))
}

function nudged(value: unknown, by: number): unknown {
  if (typeof value === 'number') return value + ((by % 3) - 1)
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return value
  const at = by % (value.length + 1)
  const odd = ['', '\0', '"', "'", '\\', 'é', '\udc00', ' ', '1', '{', ':', '#'][by % 12] ?? ''
  return value.slice(0, at) + odd + value.slice(at + (by % 2))
}

/** The same requests, some of them damaged in one or two places. */
export function mutated(requests: fc.Arbitrary<FuzzedRequest>): fc.Arbitrary<FuzzedRequest> {
  const mutations = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) },
  )
  return fc.tuple(requests, mutations).map(([request, damage]) => {
    if (damage.length === 0) return request
    const root = { body: structuredClone(request.body) }
    for (const one of damage) mutate(root, one)
    return { ...request, body: root.body }
  })
}
