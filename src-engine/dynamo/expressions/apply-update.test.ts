/** In one file, however long: the claims share their tables and their words. */
import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { applyUpdate, createsItem, projectUpdated } from './apply-update.ts'
import { bindUpdate } from './bind.ts'
import { Bindings } from './bindings.ts'

const VALUES: Record<string, AttributeValue> = {
  ':x': { S: 'x' },
  ':y': { S: 'y' },
  ':z': { S: 'z' },
  ':n': { N: '5' },
  ':l': { L: [{ S: 'x' }] },
  ':ss': { SS: ['b', 'c'] },
  ':ns': { NS: ['1'] },
  ':m': { M: { k: { S: 'v' } } },
}

const KEY: Item = { pk: { S: 'key' } }
const BEFORE: Item = {
  pk: { S: 'key' },
  s: { S: 'text' },
  n: { N: '10' },
  l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] },
  m: { M: { a: { N: '1' }, in: { M: { l: { L: [{ M: { q: { S: 'deep' } } }, { S: 'other' }] } } } } },
  ss: { SS: ['a', 'b'] },
  bs: { BS: ['AQ=='] },
}

const bind = (text: string) =>
  bindUpdate(text, new Bindings({ names: { '#in': 'in', '#p': '__proto__', '#f': 'source' }, values: VALUES }))
/** `null` stands for a missing item, `undefined` for the usual one. */
const run = (text: string, before: Item | null = BEFORE) => applyUpdate(bind(text), before ?? undefined, KEY)
const update = (text: string, before?: Item | null) => run(text, before).item
const strings = (value: AttributeValue | undefined) =>
  value !== undefined && 'L' in value ? value.L.map(element => ('S' in element ? element.S : '?')).join('') : value

function failure(text: string, before?: Item | null): string {
  try {
    update(text, before)
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(DynamoError)
    return (error as DynamoError).message
  }
}

const BAD_PATH = 'The document path provided in the update expression is invalid for update'
const MISSING = 'The provided expression refers to an attribute that does not exist in the item'
const BAD_TYPE = 'An operand in the update expression has an incorrect data type'

describe('SET', () => {
  test('adds and replaces, at the top and below', () => {
    expect(update('SET s = :x, t = :y')).toMatchObject({ s: { S: 'x' }, t: { S: 'y' }, n: { N: '10' } })
    expect(update('SET m.a = :x, m.b = :y').m).toMatchObject({ M: { a: { S: 'x' }, b: { S: 'y' } } })
    expect(update('SET m.#in.l[0].q = :x').m).toMatchObject({
      M: { a: { N: '1' }, in: { M: { l: { L: [{ M: { q: { S: 'x' } } }, { S: 'other' }] } } } },
    })
  })

  test('right-hand sides are the item as it was', () => {
    expect(update('SET s = n, n = s')).toMatchObject({ s: { N: '10' }, n: { S: 'text' } })
    expect(update('SET t = s REMOVE s')).toMatchObject({ t: { S: 'text' } })
    expect(update('SET t = n ADD n :n')).toMatchObject({ t: { N: '10' }, n: { N: '15' } })
    expect(failure('SET t = :x, u = t')).toBe(MISSING)
  })

  test('arithmetic is exact', () => {
    expect(update('SET n = n + :n').n).toEqual({ N: '15' })
    expect(update('SET n = :n - n').n).toEqual({ N: '-5' })
    const big: Item = { pk: { S: 'key' }, n: { N: '12345678901234567890123456789012345678' } }
    expect(update('SET n = n + :n', big).n).toEqual({ N: '12345678901234567890123456789012345683' })
    expect(failure('SET n = n + :n', { n: { N: `1${'0'.repeat(50)}` } })).toContain('Number overflow')
  })

  test('if_not_exists keeps what is there, of any type', () => {
    expect(update('SET n = if_not_exists(n, :n), c = if_not_exists(c, :n)')).toMatchObject({
      n: { N: '10' },
      c: { N: '5' },
    })
    expect(update('SET c = if_not_exists(c, :n) + :n').c).toEqual({ N: '10' })
    expect(update('SET c = if_not_exists(s.x[0], :n)').c).toEqual({ N: '5' })
    expect(update('SET c = if_not_exists(s, nope)').c).toEqual({ S: 'text' })
    expect(failure('SET c = if_not_exists(nope, nada)')).toBe(MISSING)
  })

  test('list_append joins in the order given', () => {
    expect(strings(update('SET l = list_append(l, :l)').l)).toBe('0123x')
    expect(strings(update('SET l = list_append(:l, l)').l)).toBe('x0123')
    expect(strings(update('SET k = list_append(if_not_exists(k, :l), :l)').k)).toBe('xx')
  })

  test('beyond the end of a list appends without gaps, in the order of the indexes', () => {
    expect(strings(update('SET l[4] = :x').l)).toBe('0123x')
    expect(strings(update('SET l[99] = :x, l[7] = :y, l[2] = :z').l)).toBe('01z3yx')
    expect(strings(update('SET l[9] = :x REMOVE l[0]').l)).toBe('123x')
  })

  test('stored operands of a wrong type', () => {
    expect(failure('SET s = s + :n')).toBe(BAD_TYPE)
    expect(failure('SET s = list_append(s, :l)')).toBe(BAD_TYPE)
    expect(failure('SET n = :n - l')).toBe(BAD_TYPE)
  })

  test.each([
    'SET nope.a = :x',
    'SET s.a = :x',
    'SET l.a = :x',
    'SET m[0] = :x',
    'SET nope[0] = :x',
    'SET l[9].a = :x',
    'SET ss[0] = :x',
  ])('no such parent: %s', text => expect(failure(text)).toBe(BAD_PATH))

  test('a value may not end up deeper than 32 levels', () => {
    const nested = (levels: number): AttributeValue => (levels === 1 ? { S: 'x' } : { L: [nested(levels - 1)] })
    const before: Item = { source: nested(31), l: { L: [{ L: [] }] } }
    expect(failure('SET l[0] = #f', before)).toBe('none')
    expect(failure('SET l[0][0] = #f', before)).toContain('Nesting Levels have exceeded supported limits')
  })
})

describe('REMOVE', () => {
  test('takes away attributes, members and elements', () => {
    expect(update('REMOVE s, m.a')).toEqual({ ...BEFORE, s: undefined, m: { M: { in: expect.anything() } } })
    expect('s' in update('REMOVE s')).toBe(false)
    expect(strings(update('REMOVE l[1]').l)).toBe('023')
  })

  test('indexes mean the list as it was', () => {
    expect(strings(update('REMOVE l[0], l[1]').l)).toBe('23')
    expect(strings(update('REMOVE l[3], l[0], l[2]').l)).toBe('1')
    expect(strings(update('REMOVE l[0] SET l[1] = :x').l)).toBe('x23')
    expect(update('REMOVE m.#in.l[0].q, m.#in.l[1]').m).toMatchObject({ M: { in: { M: { l: { L: [{ M: {} }] } } } } })
    const lists: Item = { l: { L: [{ S: 'a' }, { L: [{ S: 'b' }, { S: 'c' }] }] } }
    expect(update('REMOVE l[0], l[1][0]', lists)).toEqual({ l: { L: [{ L: [{ S: 'c' }] }] } })
  })

  test('of what is not there does nothing', () => {
    expect(update('REMOVE nope, m.nope, l[4]')).toEqual(BEFORE)
    expect(strings(update('REMOVE l[4] SET l[9] = :x').l)).toBe('0123x')
  })

  test('below what is not there is a bad path, but not on a missing item', () => {
    expect(failure('REMOVE nope.a')).toBe(BAD_PATH)
    expect(failure('REMOVE l.a')).toBe(BAD_PATH)
    expect(failure('REMOVE nope.a', null)).toBe('none')
  })
})

describe('ADD', () => {
  test('counts, from nothing too', () => {
    expect(update('ADD n :n, c :n, m.a :n')).toMatchObject({
      n: { N: '15' },
      c: { N: '5' },
      m: { M: { a: { N: '6' } } },
    })
  })

  test('joins sets', () => {
    expect(update('ADD ss :ss, t :ss')).toMatchObject({ ss: { SS: ['a', 'b', 'c'] }, t: { SS: ['b', 'c'] } })
  })

  test('to another type is refused', () => {
    for (const text of ['ADD s :n', 'ADD n :ss', 'ADD ss :ns', 'ADD bs :ss', 'ADD l :ss']) {
      expect(failure(text)).toBe(BAD_TYPE)
    }
    expect(failure('ADD nope.a :n')).toBe(BAD_PATH)
  })
})

describe('DELETE', () => {
  test('takes members away and leaves no empty set', () => {
    expect(update('DELETE ss :ss').ss).toEqual({ SS: ['a'] })
    expect('ss' in update('DELETE ss :ss', { ss: { SS: ['c', 'b'] } })).toBe(false)
    expect(update('DELETE l[0] :ss', { l: { L: [{ SS: ['b'] }, { S: '1' }] } })).toEqual({ l: { L: [{ S: '1' }] } })
  })

  test('from nothing does nothing, from another type is refused', () => {
    expect(update('DELETE nope :ss')).toEqual(BEFORE)
    expect(failure('DELETE ss :ns')).toBe(BAD_TYPE)
    expect(failure('DELETE s :ss')).toBe(BAD_TYPE)
  })
})

describe('a missing item', () => {
  test('starts from the key', () => {
    expect(update('SET s = :x ADD n :n', null)).toEqual({
      pk: { S: 'key' },
      s: { S: 'x' },
      n: { N: '5' },
    })
  })

  test('has nothing to read', () => {
    expect(failure('SET s = nope', null)).toBe(MISSING)
    expect(failure('SET m.a = :x', null)).toBe(BAD_PATH)
  })

  test('is created by anything but only REMOVE and DELETE', () => {
    expect(createsItem(bind('SET a = :x'))).toBe(true)
    expect(createsItem(bind('ADD a :n REMOVE b'))).toBe(true)
    expect(createsItem({ actions: [], legacy: true })).toBe(true)
    expect(createsItem(bind('REMOVE a DELETE b :ss'))).toBe(false)
  })
})

describe('the old item', () => {
  test('is shared where nothing changed', () => {
    const after = update('SET m.a = :x, l[0] = :y')
    const path = (item: Item) => (item.m !== undefined && 'M' in item.m ? item.m.M.in : undefined)
    expect(path(after)).toBe(path(BEFORE))
    expect(after.ss).toBe(BEFORE.ss)
    expect(after.m).not.toBe(BEFORE.m)
  })

  test('an attribute named __proto__ is one like any other', () => {
    const after = update('SET #p = :m')
    expect(Object.keys(after)).toContain('__proto__')
    expect(Object.getOwnPropertyDescriptor(after, '__proto__')?.value).toEqual({ M: { k: { S: 'v' } } })
  })
})

describe('projectUpdated', () => {
  const both = (text: string, before: Item | null = BEFORE) => {
    const { item, updatedPaths } = run(text, before)
    return { old: projectUpdated(before ?? undefined, updatedPaths), new: projectUpdated(item, updatedPaths) }
  }

  test('returns touched paths only, nested ones in their parents', () => {
    expect(both('SET m.a = :x, s = :y')).toEqual({
      old: { m: { M: { a: { N: '1' } } }, s: { S: 'text' } },
      new: { m: { M: { a: { S: 'x' } } }, s: { S: 'y' } },
    })
    expect(both('SET l[2] = :x, l[0] = :y')).toEqual({
      old: { l: { L: [{ S: '0' }, { S: '2' }] } },
      new: { l: { L: [{ S: 'y' }, { S: 'x' }] } },
    })
  })

  test('is nothing where nothing is', () => {
    expect(both('SET t = :x')).toEqual({ old: undefined, new: { t: { S: 'x' } } })
    expect(both('REMOVE s')).toEqual({ old: { s: { S: 'text' } }, new: undefined })
    expect(both('SET t = :x', null)).toEqual({ old: undefined, new: { t: { S: 'x' } } })
  })

  test('takes paths as they are written', () => {
    expect(both('SET l[50] = :x')).toEqual({ old: undefined, new: undefined })
    expect(both('SET l[4] = :x')).toEqual({ old: undefined, new: { l: { L: [{ S: 'x' }] } } })
    expect(both('REMOVE l[1], l[9]')).toEqual({ old: { l: { L: [{ S: '1' }] } }, new: { l: { L: [{ S: '2' }] } } })
  })
})
