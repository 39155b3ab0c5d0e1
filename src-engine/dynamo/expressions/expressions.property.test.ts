// Over 250 lines: all properties draw on the same generators of items, paths and values.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { compareScalars } from '../values/compare.ts'
import { readPath } from '../values/document-path.ts'
import { equalItems } from '../values/equal.ts'
import { applyUpdate } from './apply-update.ts'
import { bindCondition, bindProjection, bindUpdate } from './bind.ts'
import { asKeyCondition } from './bind-key-condition.ts'
import { Bindings } from './bindings.ts'
import type { BoundCondition } from './bound-tree.ts'
import { evaluateCondition } from './evaluate.ts'
import { keyRange } from './key-range.ts'
import { conditionPaths } from './mentioned-paths.ts'
import { projectItem } from './project.ts'

const NAMES = ['a', 'b', 'c', '__proto__', 'toString', 'ü']

const scalars = fc.oneof(
  fc.constantFrom('', 'x', 'xy', 'ab', '😀', '～').map((S): AttributeValue => ({ S })),
  fc.integer({ min: -3, max: 12 }).map((N): AttributeValue => ({ N: String(N) })),
  fc.constantFrom('', 'AQ==', 'AQI=', 'AQID').map((B): AttributeValue => ({ B })),
  fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
  fc.constant<AttributeValue>({ NULL: true }),
  fc.subarray(['x', 'xy', 'z'], { minLength: 1 }).map((SS): AttributeValue => ({ SS })),
  fc.subarray(['1', '2'], { minLength: 1 }).map((NS): AttributeValue => ({ NS })),
)
const entries = <T>(value: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), value), { selector: ([name]) => name, maxLength: 4 })
    .map(pairs => Object.fromEntries(pairs))
const { value: values } = fc.letrec<{ value: AttributeValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }).map((L): AttributeValue => ({ L })),
    entries(tie('value')).map((M): AttributeValue => ({ M })),
  ),
}))
const items: fc.Arbitrary<Item> = entries(values)

/** Every placeholder that the generated texts may use. */
const names = { '#p': '__proto__', '#u': 'ü', '#s': 'toString' }
const placeholders = fc.record({
  ':v': values,
  ':w': values,
  ':n': fc.constant({ N: '2' }),
  ':l': fc.constant({ L: [] }),
})

const paths = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', '#p', '#u', '#s'),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom('.a', '.b', '.#p', '[0]', '[1]', '[9]'), { maxLength: 2 }) },
    ),
  )
  .map(([head, rest]) => head + rest.join(''))

const tokens = fc.constantFrom(
  ...[
    'a',
    'b',
    '#p',
    '#zz',
    ':v',
    ':w',
    ':zz',
    '(',
    ')',
    '[',
    ']',
    '0',
    '7',
    '.',
    ',',
    '=',
    '<>',
    '<',
    '<=',
    '+',
    '-',
  ],
  ...['AND', 'or', 'NOT', 'between', 'IN', 'SET', 'remove', 'ADD', 'DELETE', 'size', 'contains', 'begins_with'],
  ...['attribute_exists', 'attribute_type', 'if_not_exists', 'list_append', 'status', '!', '_', '"', '😀', '\n'],
)

describe('any text', () => {
  const soups = fc.oneof(
    fc.array(tokens, { maxLength: 40 }).map(words => words.join(' ')),
    fc.array(tokens, { maxLength: 40 }).map(words => words.join('')),
    fc.string({ maxLength: 60, unit: 'binary' }),
  )

  function onlyDynamoErrors(run: () => unknown): void {
    try {
      run()
    } catch (error) {
      if (!(error instanceof DynamoError)) throw error
      expect(error.code).toBe('ValidationException')
    }
  }

  test('is read or refused as DynamoDB would, and nothing else happens', () => {
    fc.assert(
      fc.property(soups, placeholders, items, (text, bound, item) => {
        const bindings = () => new Bindings({ names, values: bound })
        onlyDynamoErrors(() => evaluateCondition(bindCondition(text, 'FilterExpression', bindings()), item))
        onlyDynamoErrors(() => applyUpdate(bindUpdate(text, bindings()), item, {}))
        onlyDynamoErrors(() => projectItem(item, bindProjection(text, bindings())))
        onlyDynamoErrors(() => asKeyCondition(bindCondition(text, 'KeyConditionExpression', bindings())))
      }),
      { numRuns: 2000 },
    )
  })

  test.each<[string, (count: number) => string, number]>([
    ['parentheses', n => `${'('.repeat(n)}a = b${')'.repeat(n)}`, 2000],
    ['calls of short names', n => `${'f('.repeat(n)}a${')'.repeat(n)} = b`, 1360],
    ['open parentheses', n => '('.repeat(n), 4096],
    ['NOT', n => `${'NOT '.repeat(n)}a = b`, 1000],
    ['functions', n => `${'size('.repeat(n)}a${')'.repeat(n)} = b`, 680],
    ['a path', n => `attribute_exists(a${'.a'.repeat(n)})`, 2000],
    ['OR', n => Array(n).fill('a<b').join(' OR '), 580],
    ['SET actions', n => `SET ${Array.from({ length: n }, (_, at) => `a${at}=b`).join()}`, 580],
    ['SET parentheses', n => `SET a = ${'('.repeat(n)}b${')'.repeat(n)}`, 2000],
    ['projections', n => Array.from({ length: n }, (_, at) => `a.b${at}`).join(), 580],
  ])('4 KB of nested or repeated %s', (_what, make, count) => {
    const text = make(count)
    expect(text.length).toBeLessThanOrEqual(4096)
    onlyDynamoErrors(() => bindCondition(text, 'FilterExpression', new Bindings({})))
    onlyDynamoErrors(() => bindUpdate(text, new Bindings({})))
    onlyDynamoErrors(() => bindProjection(text, new Bindings({})))
  })
})

describe('conditions', () => {
  const comparisons = fc.oneof(
    fc
      .tuple(paths, fc.constantFrom('=', '<>', '<', '<=', '>', '>='))
      .map(([path, operator]) => `${path} ${operator} :n`),
    paths.map(path => `attribute_exists(${path})`),
    paths.map(path => `size(${path}) > :n`),
    paths.map(path => `contains(${path}, :v)`),
    paths.map(path => `${path} IN (:v, :w)`),
  )
  const conditions = fc.array(comparisons, { minLength: 1, maxLength: 4 })
  const holds = (text: string, bound: Record<string, AttributeValue>, item: Item) =>
    evaluateCondition(bindCondition(text, 'FilterExpression', new Bindings({ names, values: bound })), item)

  test('NOT, AND and OR are those of logic', () => {
    fc.assert(
      fc.property(conditions, placeholders, items, (parts, bound, item) => {
        const each = parts.map(part => holds(part, bound, item))
        expect(holds(parts.join(' AND '), bound, item)).toBe(each.every(Boolean))
        expect(holds(parts.join(' OR '), bound, item)).toBe(each.some(Boolean))
        expect(holds(`NOT (${parts.join(' AND ')})`, bound, item)).toBe(!each.every(Boolean))
        expect(holds(parts.map(part => `NOT ${part}`).join(' OR '), bound, item)).toBe(!each.every(Boolean))
      }),
    )
  })

  test('exactly one of <, = and > holds where there is an order, and <> is not =', () => {
    fc.assert(
      fc.property(paths, scalars, items, (path, value, item) => {
        const test = (operator: string) => {
          const condition: BoundCondition = bindCondition(
            `${path} ${operator} :v`,
            'FilterExpression',
            new Bindings({ names, values: { ':v': value } }),
          )
          return evaluateCondition(condition, item)
        }
        expect(test('<>')).toBe(!test('='))
        if (!('S' in value || 'N' in value || 'B' in value)) return
        const stored = readPath(
          item,
          conditionPaths(
            bindCondition(`attribute_exists(${path})`, 'FilterExpression', new Bindings({ names })),
          )[0] ?? ['?'],
        )
        const ordered = stored !== undefined && compareScalars(stored, value) !== undefined
        expect([test('<'), test('='), test('>')].filter(Boolean)).toHaveLength(ordered ? 1 : 0)
        expect(test('<=')).toBe(test('<') || (ordered && test('=')))
        expect(test('>=')).toBe(test('>') || (ordered && test('=')))
      }),
    )
  })
})

describe('updates', () => {
  const actions = fc.oneof(
    fc
      .tuple(paths, paths)
      .map(([path, other]) => ({ section: 'SET', text: `${path} = if_not_exists(${other}, :v)` })),
    paths.map(path => ({ section: 'SET', text: `${path} = :v` })),
    paths.map(path => ({ section: 'SET', text: `${path} = list_append(${path}, :l)` })),
    paths.map(path => ({ section: 'SET', text: `${path} = ${path} + :n` })),
    paths.map(path => ({ section: 'REMOVE', text: path })),
    paths.map(path => ({ section: 'ADD', text: `${path} :n` })),
  )
  const updates = fc.array(actions, { minLength: 1, maxLength: 3 }).map(list =>
    ['SET', 'REMOVE', 'ADD']
      .map(section => ({
        section,
        texts: list.filter(action => action.section === section).map(action => action.text),
      }))
      .filter(({ texts }) => texts.length > 0)
      .map(({ section, texts }) => `${section} ${texts.join(', ')}`)
      .join(' '),
  )

  test('never change the old item, whatever becomes of them', () => {
    let applied = 0
    fc.assert(
      fc.property(updates, placeholders, items, (text, bound, item) => {
        const before = structuredClone(item)
        try {
          const update = bindUpdate(text, new Bindings({ names, values: bound }))
          const after = applyUpdate(update, item, {}).item
          applied++
          expect(applyUpdate(update, item, {}).item).toEqual(after)
        } catch (error) {
          if (!(error instanceof DynamoError)) throw error
        }
        expect(equalItems(item, before)).toBe(true)
        expect(item).toEqual(before)
      }),
      { numRuns: 1000 },
    )
    expect(applied).toBeGreaterThan(100)
  })

  test('what SET puts somewhere is there afterwards, and REMOVE takes it away again', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', '#p', '#u'), values, items, (name, value, item) => {
        const bind = (text: string, bound?: Record<string, AttributeValue>) =>
          bindUpdate(text, new Bindings({ names, values: bound }))
        const set = applyUpdate(bind(`SET ${name} = :v`, { ':v': value }), item, {}).item
        const plain = name === '#p' ? '__proto__' : name === '#u' ? 'ü' : name
        expect(readPath(set, [plain])).toBe(value)
        const removed = applyUpdate(bind(`REMOVE ${name}`), set, {}).item
        expect(Object.keys(removed).sort()).toEqual(
          Object.keys(item)
            .filter(each => each !== plain)
            .sort(),
        )
      }),
    )
  })
})

describe('projections', () => {
  test('of all top-level names is the item', () => {
    fc.assert(
      fc.property(items, item => {
        const all = Object.keys(item)
        if (all.length === 0) return
        const aliases = Object.fromEntries(all.map((name, at) => [`#n${at}`, name]))
        const projection = bindProjection(Object.keys(aliases).join(', '), new Bindings({ names: aliases }))
        expect(equalItems(projectItem(item, projection), item)).toBe(true)
      }),
    )
  })

  test('of one path holds what the path leads to, or nothing', () => {
    fc.assert(
      fc.property(paths, items, (text, item) => {
        const projection = bindProjection(text, new Bindings({ names }))
        const [path] = projection.paths
        const projected = projectItem(item, projection)
        const found = path === undefined ? undefined : readPath(item, path)
        if (path === undefined || found === undefined) {
          expect(Object.keys(projected)).toEqual([])
          return
        }
        // The only element that is left of a list is its first.
        const [head, ...rest] = path
        expect(readPath(projected, [head, ...rest.map(element => (typeof element === 'number' ? 0 : element))])).toBe(
          found,
        )
      }),
    )
  })
})

describe('key ranges', () => {
  test('select what the same text selects as a filter', () => {
    const key = { partition: [{ name: 'pk', type: 'S' as const }], sort: [{ name: 'sk', type: 'S' as const }] }
    const text = fc.constantFrom(
      'sk = :v',
      'sk < :v',
      ':v <= sk',
      'sk > :v',
      'sk >= :v',
      'begins_with(sk, :v)',
      'sk BETWEEN :v AND :w',
    )
    const strings = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', '😀', '～') })
    fc.assert(
      fc.property(text, strings, strings, strings, (sort, one, two, stored) => {
        const [low, high] = (compareScalars({ S: one }, { S: two }) ?? 0) <= 0 ? [one, two] : [two, one]
        const bound: Record<string, AttributeValue> = { ':p': { S: 'p' }, ':v': { S: low }, ':w': { S: high } }
        const whole = `pk = :p AND ${sort}`
        const { sortEquals, sortRange } = keyRange(
          asKeyCondition(bindCondition(whole, 'KeyConditionExpression', new Bindings({ values: bound }))),
          key,
        )
        const sk: AttributeValue = { S: stored }
        const against = (value: AttributeValue | undefined) =>
          value === undefined ? 0 : (compareScalars(sk, value) ?? 0)
        const [first, second] = sortRange?.values ?? sortEquals
        const selected = {
          '=': against(first) === 0,
          '<': against(first) < 0,
          '<=': against(first) <= 0,
          '>': against(first) > 0,
          '>=': against(first) >= 0,
          between: against(first) >= 0 && against(second) <= 0,
          begins_with: first !== undefined && 'S' in first && stored.startsWith(first.S),
        }[sortRange?.operator ?? '=']
        const filter = bindCondition(whole, 'FilterExpression', new Bindings({ values: bound }))
        expect(selected).toBe(evaluateCondition(filter, { pk: { S: 'p' }, sk }))
      }),
    )
  })
})
