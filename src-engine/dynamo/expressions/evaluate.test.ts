import { describe, expect, test } from 'vitest'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { bindCondition } from './bind.ts'
import { Bindings } from './bindings.ts'
import { compileCondition, evaluateCondition } from './evaluate.ts'

const item: Item = {
  s: { S: 'hello' },
  same: { S: 'hello' },
  n: { N: '10' },
  b: { B: 'AQID' },
  t: { BOOL: true },
  f: { BOOL: false },
  u: { NULL: true },
  ss: { SS: ['a', 'bc'] },
  ns: { NS: ['1', '2.5'] },
  bs: { BS: ['AQ==', 'Ag=='] },
  l: { L: [{ N: '1' }, { M: { x: { S: 'deep' } } }, { SS: ['b', 'a'] }] },
  m: { M: { k: { S: 'v' }, e: { L: [] } } },
}

/** Values are given as `:a`, `:b` … in order. */
function holds(text: string, ...values: readonly AttributeValue[]): boolean {
  const bindings = new Bindings({
    values:
      values.length === 0
        ? undefined
        : Object.fromEntries(values.map((value, at) => [`:${String.fromCharCode(97 + at)}`, value])),
  })
  const condition = bindCondition(text, 'FilterExpression', bindings)
  const result = evaluateCondition(condition, item)
  expect(compileCondition(condition)(item)).toBe(result)
  return result
}

describe('equality', () => {
  test.each<[string, AttributeValue, boolean]>([
    ['s', { S: 'hello' }, true],
    ['s', { S: 'Hello' }, false],
    ['n', { N: '10' }, true],
    ['n', { S: '10' }, false],
    ['b', { B: 'AQID' }, true],
    ['b', { S: 'AQID' }, false],
    ['t', { BOOL: true }, true],
    ['f', { BOOL: true }, false],
    ['u', { NULL: true }, true],
    ['t', { NULL: true }, false],
    ['ss', { SS: ['bc', 'a'] }, true],
    ['ss', { SS: ['a'] }, false],
    ['ns', { NS: ['2.5', '1'] }, true],
    ['ns', { SS: ['2.5', '1'] }, false],
    ['bs', { BS: ['Ag==', 'AQ=='] }, true],
    ['m', { M: { e: { L: [] }, k: { S: 'v' } } }, true],
    ['m', { M: { k: { S: 'v' } } }, false],
    ['m.e', { L: [] }, true],
    ['l[2]', { SS: ['a', 'b'] }, true],
    ['l[1].x', { S: 'deep' }, true],
  ])('%s and %j', (path, value, expected) => {
    expect(holds(`${path} = :a`, value)).toBe(expected)
    expect(holds(`:a = ${path}`, value)).toBe(expected)
    expect(holds(`${path} <> :a`, value)).toBe(!expected)
    expect(holds(`${path} IN (:a)`, value)).toBe(expected)
  })

  test('of two attributes', () => {
    expect(holds('s = same')).toBe(true)
    expect(holds('s <> same')).toBe(false)
    expect(holds('s = n')).toBe(false)
  })
})

describe('missing attributes', () => {
  test.each(['=', '<', '<=', '>', '>='])('%s is false', operator => {
    expect(holds(`nope ${operator} :a`, { N: '1' })).toBe(false)
    expect(holds(`:a ${operator} nope`, { N: '1' })).toBe(false)
    expect(holds(`nope ${operator} nada`)).toBe(false)
  })

  test('<> is true, also for two of them', () => {
    expect(holds('nope <> :a', { N: '1' })).toBe(true)
    expect(holds(':a <> nope', { N: '1' })).toBe(true)
    expect(holds('nope <> nada')).toBe(true)
    expect(holds('size(nope) <> :a', { N: '1' })).toBe(true)
  })

  test('functions, BETWEEN and IN are false', () => {
    for (const text of [
      'nope BETWEEN :a AND :b',
      'n BETWEEN :a AND nope',
      'nope IN (:a, :b, nada)',
      'begins_with(nope, s)',
      'begins_with(s, nope)',
      'contains(nope, :a)',
      'contains(ss, nope)',
      'size(nope) > :a',
    ]) {
      expect(holds(text, { N: '1' }, { N: '2' })).toBe(false)
    }
    expect(holds('attribute_type(nope, :a)', { S: 'S' })).toBe(false)
  })

  test('paths into the wrong kind of parent lead nowhere', () => {
    for (const path of ['m[0]', 'l.x', 's.x', 's[0]', 'l[9]', 'l[1].y', 'ss[0]']) {
      expect(holds(`attribute_exists(${path})`)).toBe(false)
    }
  })

  test('names that every object has are missing all the same', () => {
    const bindings = new Bindings({ names: { '#a': '__proto__', '#b': 'constructor' } })
    const condition = bindCondition('attribute_exists(#a) OR attribute_exists(m.#b)', 'FilterExpression', bindings)
    expect(evaluateCondition(condition, item)).toBe(false)
  })

  test('a missing item has no attributes', () => {
    const of = (text: string) =>
      evaluateCondition(bindCondition(text, 'ConditionExpression', new Bindings({})), undefined)
    expect(of('attribute_not_exists(pk)')).toBe(true)
    expect(of('attribute_exists(pk)')).toBe(false)
    expect(of('NOT attribute_exists(pk)')).toBe(true)
  })
})

describe('order', () => {
  test('numbers by value, not as text', () => {
    expect(holds('n > :a', { N: '9' })).toBe(true)
    expect(holds('n < :a', { N: '10.1' })).toBe(true)
    expect(holds('n >= :a AND n <= :a', { N: '10' })).toBe(true)
    expect(holds('n > :a', { N: '10' })).toBe(false)
  })

  test('strings by UTF-8 bytes', () => {
    // U+FF5E is before U+1F600 in UTF-8, behind its surrogates in UTF-16.
    expect(holds(':a < :b', { S: '～' }, { S: '😀' })).toBe(true)
    expect(holds('s < :a', { S: 'hello!' })).toBe(true)
  })

  test('binaries by unsigned bytes', () => {
    expect(holds('b < :a', { B: '/w==' })).toBe(true)
    expect(holds('b > :a', { B: 'AQI=' })).toBe(true)
  })

  test('different types have none', () => {
    for (const operator of ['<', '<=', '>', '>=']) {
      expect(holds(`s ${operator} :a`, { N: '1' })).toBe(false)
      expect(holds(`ss ${operator} s`)).toBe(false)
      expect(holds(`t ${operator} f`)).toBe(false)
      expect(holds(`u ${operator} u2`)).toBe(false)
    }
  })

  test('BETWEEN includes its bounds', () => {
    expect(holds('n BETWEEN :a AND :b', { N: '10' }, { N: '11' })).toBe(true)
    expect(holds('n BETWEEN :a AND :b', { N: '9' }, { N: '10' })).toBe(true)
    expect(holds('n BETWEEN :a AND :b', { N: '10.1' }, { N: '11' })).toBe(false)
    expect(holds(':a BETWEEN :b AND n', { N: '10' }, { N: '1' })).toBe(true)
    expect(holds('n BETWEEN :a AND s', { N: '1' })).toBe(false)
  })
})

describe('functions', () => {
  test.each<[string, string]>([
    ['s', '5'],
    ['b', '3'],
    ['ss', '2'],
    ['ns', '2'],
    ['bs', '2'],
    ['l', '3'],
    ['m', '2'],
    ['m.e', '0'],
  ])('size(%s) is %s', (path, size) => expect(holds(`size(${path}) = :a`, { N: size })).toBe(true))

  test('size counts UTF-16 units of a string', () => {
    expect(holds('size(:a) = :b', { S: 'ü😀' }, { N: '3' })).toBe(true)
    expect(holds('size(:a) = :b', { S: '' }, { N: '0' })).toBe(true)
  })

  test.each(['n', 't', 'u'])('%s has no size', path => {
    expect(holds(`size(${path}) >= :a`, { N: '0' })).toBe(false)
  })

  test('attribute_type', () => {
    for (const [name, type] of Object.entries({
      s: 'S',
      n: 'N',
      b: 'B',
      t: 'BOOL',
      u: 'NULL',
      ss: 'SS',
      ns: 'NS',
      bs: 'BS',
      l: 'L',
      m: 'M',
    })) {
      expect(holds(`attribute_type(${name}, :a)`, { S: type })).toBe(true)
      expect(holds(`attribute_type(${name}, :a)`, { S: type === 'S' ? 'N' : 'S' })).toBe(false)
    }
  })

  test('begins_with', () => {
    expect(holds('begins_with(s, :a)', { S: 'hel' })).toBe(true)
    expect(holds('begins_with(s, :a)', { S: '' })).toBe(true)
    expect(holds('begins_with(s, :a)', { S: 'ell' })).toBe(false)
    expect(holds('begins_with(b, :a)', { B: 'AQI=' })).toBe(true)
    expect(holds('begins_with(b, :a)', { B: 'AQIDBA==' })).toBe(false)
    expect(holds('begins_with(b, :a)', { S: 'AQ' })).toBe(false)
    expect(holds('begins_with(n, :a)', { S: '1' })).toBe(false)
    expect(holds('begins_with(:a, s)', { S: 'hello world' })).toBe(true)
  })

  test('contains', () => {
    expect(holds('contains(s, :a)', { S: 'ell' })).toBe(true)
    expect(holds('contains(s, :a)', { S: 'elo' })).toBe(false)
    expect(holds('contains(b, :a)', { B: 'AgM=' })).toBe(true)
    expect(holds('contains(b, :a)', { B: 'AQM=' })).toBe(false)
    expect(holds('contains(ss, :a)', { S: 'bc' })).toBe(true)
    expect(holds('contains(ss, :a)', { S: 'b' })).toBe(false)
    expect(holds('contains(ns, :a)', { N: '2.5' })).toBe(true)
    expect(holds('contains(ns, :a)', { S: '2.5' })).toBe(false)
    expect(holds('contains(bs, :a)', { B: 'Ag==' })).toBe(true)
    expect(holds('contains(l, :a)', { N: '1' })).toBe(true)
    expect(holds('contains(l, :a)', { SS: ['a', 'b'] })).toBe(true)
    expect(holds('contains(l, :a)', { S: 'deep' })).toBe(false)
    expect(holds('contains(m, :a)', { S: 'k' })).toBe(false)
    expect(holds('contains(ss, :a)', { SS: ['a'] })).toBe(false)
    expect(holds('contains(:a, s)', { S: 'say hello' })).toBe(true)
  })
})

describe('AND, OR, NOT', () => {
  const yes = 'attribute_exists(s)'
  const no = 'attribute_exists(nope)'
  test.each([
    [`${yes} AND ${no}`, false],
    [`${yes} AND ${yes}`, true],
    [`${yes} AND ${yes} AND ${no}`, false],
    [`${no} OR ${yes}`, true],
    [`${no} OR ${no}`, false],
    [`${yes} OR ${no} AND ${no}`, true],
    [`(${yes} OR ${no}) AND ${no}`, false],
    [`NOT ${no} AND ${no}`, false],
    [`NOT (${no} AND ${no})`, true],
    [`NOT NOT ${yes}`, true],
  ])('%s', (text, expected) => expect(holds(text)).toBe(expected))

  test('NOT of a comparison with a missing attribute is true', () => {
    expect(holds('NOT nope = :a', { N: '1' })).toBe(true)
    expect(holds('NOT nope <> :a', { N: '1' })).toBe(false)
  })
})
