import fc from 'fast-check'
import type { AttributeValue } from '#dynamo'
import { orderOf } from '../reference/exact-values.ts'
import type { Action, Condition, Path, SetValue, Update } from '../reference/expression-trees.ts'
import { numberSets, paths, scalars, textSets, values, valuesFor } from './documents.ts'

/** Conditions and updates that no check of the request alone refuses: what they do is up to the item. */

const top = (path: Path): fc.Arbitrary<AttributeValue> => (path.length === 1 ? valuesFor(path[0]) : values)
const isOrdered = (value: AttributeValue): boolean => 'S' in value || 'N' in value || 'B' in value
const equality = fc.constantFrom('=' as const, '<>' as const)
const inequality = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const)

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  paths.chain(path =>
    fc.record({
      kind: fc.constant('compare' as const),
      left: fc.constant({ kind: 'path' as const, path }),
      by: equality,
      right: top(path).map(value => ({ kind: 'value' as const, value })),
    }),
  ),
  fc.record({
    kind: fc.constant('compare' as const),
    left: paths.map(path => ({ kind: 'path' as const, path })),
    by: inequality,
    right: scalars.map(value => ({ kind: 'value' as const, value })),
  }),
  fc
    .tuple(paths, paths, fc.oneof(equality, inequality))
    .filter(([left, right]) => JSON.stringify(left) !== JSON.stringify(right))
    .map(([left, right, by]) => ({
      kind: 'compare' as const,
      left: { kind: 'path' as const, path: left },
      by,
      right: { kind: 'path' as const, path: right },
    })),
  fc.record({
    kind: fc.constant('compare' as const),
    left: paths.map(path => ({ kind: 'size' as const, path })),
    by: fc.oneof(equality, inequality),
    right: fc.integer({ min: 0, max: 3 }).map(n => ({ kind: 'value' as const, value: { N: String(n) } })),
  }),
)

const between: fc.Arbitrary<Condition> = fc
  .tuple(paths, scalars, scalars)
  .filter(([, x, y]) => orderOf(x, y) !== undefined)
  .map(([path, x, y]) =>
    (orderOf(x, y) ?? 0) <= 0
      ? { kind: 'between', path, lower: x, upper: y }
      : { kind: 'between', path, lower: y, upper: x },
  )

export const { condition: conditions } = fc.letrec<{ condition: Condition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: comparison },
    { weight: 1, arbitrary: between },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('in' as const),
        path: paths,
        values: fc.array(values, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('exists' as const, 'missing' as const), path: paths }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('type' as const),
        path: paths,
        type: fc.constantFrom('S', 'N', 'L', 'M', 'SS', 'NULL', 'BOOL', 'B'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('begins' as const),
        path: paths,
        value: scalars.filter(value => !('N' in value)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('contains' as const), path: paths, value: scalars.filter(isOrdered) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        left: tie('condition'),
        right: tie('condition'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('condition') }) },
  ),
}))

const constant = (value: AttributeValue): SetValue => ({ kind: 'value', value })
const pathValue = paths.map((path): SetValue => ({ kind: 'path', path }))
const numeric = fc.integer({ min: -3, max: 9 }).map(n => constant({ N: String(n) }))
const lists = fc.array(values, { maxLength: 2 }).map(L => constant({ L }))
const defaulted = (otherwise: fc.Arbitrary<SetValue>): fc.Arbitrary<SetValue> =>
  fc.record({ kind: fc.constant('default' as const), path: paths, otherwise })
const summand = fc.oneof({ weight: 2, arbitrary: numeric }, pathValue, defaulted(numeric))
const listed = fc.oneof({ weight: 2, arbitrary: lists }, pathValue, defaulted(lists))

const numberPaths = fc.constantFrom<Path>(['n'], ['b'], ['m', 'x'], ['l', 0])
const listPaths = fc.constantFrom<Path>(['l'], ['m', 'l'])
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: paths.chain(path =>
      fc.record({
        kind: fc.constant('set' as const),
        path: fc.constant(path),
        value: fc.oneof(
          { weight: 3, arbitrary: top(path).map(constant) },
          pathValue,
          defaulted(top(path).map(constant)),
        ),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      path: numberPaths,
      value: fc.record({
        kind: fc.constant('sum' as const),
        left: summand,
        sign: fc.constantFrom('+' as const, '-' as const),
        right: summand,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      path: listPaths,
      value: fc.record({ kind: fc.constant('append' as const), first: listed, second: listed }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), path: paths }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      path: numberPaths,
      value: fc.integer({ min: -3, max: 9 }).map((n): AttributeValue => ({ N: String(n) })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('add' as const, 'delete' as const),
      path: fc.constantFrom<Path>(['ss'], ['ns'], ['m', 'y']),
      value: fc.oneof(textSets, numberSets),
    }),
  },
)

/** Whether one path is the beginning of the other. */
function overlap(a: Path, b: Path): boolean {
  const shorter = Math.min(a.length, b.length)
  return a.slice(0, shorter).every((step, i) => step === b[i])
}

/** Also two ways into one thing, one by name and one by index, are refused before any item is read. */
function conflict(a: Path, b: Path): boolean {
  const shorter = Math.min(a.length, b.length)
  const parting = a.slice(0, shorter).findIndex((step, i) => step !== b[i])
  return parting >= 0 && typeof a[parting] !== typeof b[parting]
}

/** Several elements of one list at once: what comes, goes and stays has to mean the list as it was. */
const listWork: fc.Arbitrary<Update> = fc
  .tuple(
    fc.constantFrom<Path>(['l'], ['m', 'l']),
    fc.subarray([0, 1, 2, 3, 7, 9], { minLength: 2 }),
    fc.array(fc.constantFrom('set' as const, 'remove' as const), { minLength: 6, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([list, indexes, kinds, backwards]) => {
    const work = indexes.map((index, i): Action => {
      const path: Path = [...list, index]
      return kinds[i] === 'set'
        ? { kind: 'set', path, value: constant({ S: `at ${index}` }) }
        : { kind: 'remove', path }
    })
    return backwards ? work.reverse() : work
  })

const anyWork: fc.Arbitrary<Update> = fc.array(actions, { minLength: 1, maxLength: 4 }).map(drawn => {
  const kept: Action[] = []
  for (const action of drawn) {
    const clashes = kept.some(({ path }) => overlap(path, action.path) || conflict(path, action.path))
    if (!clashes) kept.push(action)
  }
  return kept
})

export const updates: fc.Arbitrary<Update> = fc.oneof(
  { weight: 5, arbitrary: anyWork },
  { weight: 1, arbitrary: listWork },
)
