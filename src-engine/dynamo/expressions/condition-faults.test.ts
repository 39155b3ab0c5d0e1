// Over 250 lines: the table of the service's texts for conditions, in one place because their order is tested too.
import { describe, expect, test } from 'vitest'
import { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { bindCondition } from './bind.ts'
import { Bindings } from './bindings.ts'

/** The fault of a condition, without its prefix; 'none' if it is fine. */
function fault(
  text: string,
  values: Record<string, AttributeValue> = {},
  names: Record<string, string> = {},
): string {
  const bindings = new Bindings({
    names: Object.keys(names).length > 0 ? names : undefined,
    values: Object.keys(values).length > 0 ? values : undefined,
  })
  try {
    bindCondition(text, 'ConditionExpression', bindings)
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(RequestFault)
    const { message } = error as RequestFault
    const prefix = 'Invalid ConditionExpression: '
    expect(message.startsWith(prefix)).toBe(true)
    return message.slice(prefix.length)
  }
}

const EVERY_TYPE: readonly AttributeValue[] = [
  { S: 'a' },
  { N: '1' },
  { B: 'YQ==' },
  { BOOL: true },
  { NULL: true },
  { SS: ['a'] },
  { NS: ['1'] },
  { BS: ['YQ=='] },
  { L: [] },
  { M: {} },
]

const DISTINCT =
  'The first operand must be distinct from the remaining operands for this operator or function; operator: '
const COUNT = 'Incorrect number of operands for operator or function; operator or function: '
const TYPE = 'Incorrect operand type for operator or function; operator or function: '
const MISUSE = 'The function is not allowed to be used this way in an expression; function: '

describe('the whole text', () => {
  test('empty or blank', () => {
    expect(fault('')).toBe('The expression can not be empty;')
    expect(fault(' \t')).toBe('The expression can not be empty;')
  })

  test('4096 bytes pass, 4097 do not; bytes are counted, not characters', () => {
    const padded = (bytes: number) => `attribute_exists(a)${' '.repeat(bytes - 19)}`
    expect(fault(padded(4096))).toBe('none')
    expect(fault(padded(4097))).toBe('Expression size has exceeded the maximum allowed size; expression size: 4097')
    expect(fault(`${'ü'.repeat(2048)}a`)).toBe(
      'Expression size has exceeded the maximum allowed size; expression size: 4097',
    )
  })

  test('300 operators pass, 301 do not; parentheses and functions are none', () => {
    const exactly = `${Array(150).fill('a<b').join(' OR ')} OR attribute_exists(a)`
    expect(fault(exactly)).toBe('none')
    expect(fault(`NOT ${exactly}`)).toBe('The expression contains too many operators; operator count: 301')
  })

  test('BETWEEN and IN are one operator each', () => {
    const exactly = `${Array(150).fill('a IN (b)').join(' OR ')} OR a BETWEEN b AND c`
    expect(fault(exactly)).toBe('The expression contains too many operators; operator count: 301')
  })

  test('100 operands of IN pass, 101 do not', () => {
    const list = (count: number) => `a IN (${Array(count).fill('b').join(',')})`
    expect(fault(list(100))).toBe('none')
    expect(fault(list(101))).toBe('The IN operator is provided with too many operands; number of operands: 101')
  })

  test('paths of 32 elements pass, 33 do not', () => {
    const path = (length: number) => `attribute_exists(a${'[0]'.repeat(length - 1)})`
    expect(fault(path(32))).toBe('none')
    expect(fault(path(33))).toBe('The document path has too many nesting levels; nesting levels: 33')
  })

  test('list indexes up to the largest int', () => {
    expect(fault('attribute_exists(a[2147483647])')).toBe('none')
    expect(fault('attribute_exists(a[2147483648])')).toBe(
      'List index is not within the allowable range; index: [2147483648]',
    )
  })

  test('redundant parentheses', () => {
    expect(fault('((a = b))')).toBe('The expression has redundant parentheses;')
  })
})

describe('functions', () => {
  test.each(['whatever', 'SIZE', 'Attribute_exists', 'if_not_Exists'])('unknown: %s', name => {
    expect(fault(`${name}(a) = b`)).toBe(`Invalid function name; function: ${name}`)
  })

  test.each(['if_not_exists', 'list_append'])('of updates only: %s', name => {
    const text = `The function is not allowed in a condition expression; function: ${name}`
    expect(fault(`a = ${name}(a, b)`)).toBe(text)
    expect(fault(`${name}(a, b)`)).toBe(text)
  })

  test.each([
    ['attribute_exists(a) = b', 'attribute_exists'],
    ['attribute_not_exists(a) > b', 'attribute_not_exists'],
    ['attribute_type(a, :t) > b', 'attribute_type'],
    ['begins_with(a, b) > c', 'begins_with'],
    ['contains(:things, c) > b', 'contains'],
    ['size(contains(a, b)) > a', 'contains'],
    ['a BETWEEN b AND attribute_exists(c)', 'attribute_exists'],
    ['a IN (b, attribute_exists(c))', 'attribute_exists'],
    ['size(a)', 'size'],
    ['NOT size(a)', 'size'],
    ['(size(a)) AND a = b', 'size'],
  ])('misplaced: %s', (text, name) => expect(fault(text)).toBe(MISUSE + name))

  test.each([
    ['attribute_exists(a, b)', 'attribute_exists', 2],
    ['attribute_not_exists(a, b)', 'attribute_not_exists', 2],
    ['attribute_type(a)', 'attribute_type', 1],
    ['begins_with(a)', 'begins_with', 1],
    ['begins_with(a, size(b), c)', 'begins_with', 3],
    ['contains(a)', 'contains', 1],
    ['size(a, b) > c', 'size', 2],
    ['contains(a, size(b, c))', 'size', 2],
    ['a BETWEEN size(b, c) AND d', 'size', 2],
    ['a IN (b, size(c, d))', 'size', 2],
  ])('operand count: %s', (text, name, count) => {
    expect(fault(text)).toBe(`${COUNT}${name}, number of operands: ${count}`)
  })

  test.each(['attribute_exists', 'attribute_not_exists'])('%s needs a path', name => {
    const text = `Operator or function requires a document path; operator or function: ${name}`
    expect(fault(`${name}(:a)`, { ':a': { S: 'x' } })).toBe(text)
    expect(fault(`${name}(size(a))`)).toBe(text)
  })
})

describe('reserved words', () => {
  test.each([
    ['status = b', 'status'],
    [':a < abOrT', 'abOrT'],
    ['a.Date = b', 'Date'],
    ['attribute_exists(views, #a)', 'views'],
    ['size(a.b[0].size) = b', 'size'],
    ['a IN (b, c.ttl)', 'ttl'],
  ])('%s', (text, word) => {
    expect(fault(text)).toBe(`Attribute name is a reserved keyword; reserved keyword: ${word}`)
  })

  test.each(['id', 'pk', 'sk', 'title', 'email', 'client'])('%s is none', word => {
    expect(fault(`attribute_exists(${word})`)).toBe('none')
  })

  test('behind a name they are ordinary', () => {
    expect(fault('#s = a', {}, { '#s': 'status' })).toBe('none')
  })
})

describe('names and values', () => {
  test.each([
    ['#n = a', '#n'],
    ['a.#n[1] = a', '#n'],
    ['begins_with(a.#n)', '#n'],
    ['attribute_exists(#n, :a)', '#n'],
  ])('undefined name: %s', (text, name) => {
    expect(fault(text)).toBe(
      `An expression attribute name used in the document path is not defined; attribute name: ${name}`,
    )
  })

  test.each([
    ['a = :v', ':v'],
    [':v < :w', ':v'],
    ['begins_with(:v, #a, #b)', ':v'],
  ])('undefined value: %s', (text, value) => {
    expect(fault(text)).toBe(
      `An expression attribute value used in expression is not defined; attribute value: ${value}`,
    )
  })

  test('names that every object has are not defined by that', () => {
    expect(fault('#constructor = :toString', { ':a': { S: '' } }, { '#b': 'b' })).toContain('#constructor')
    expect(fault('a = :toString', { ':a': { S: '' } })).toContain(':toString')
  })
})

describe('equal operands', () => {
  test.each([
    ['a = a', '=', '[a]'],
    ['#a <> a', '<>', '[a]'],
    ['a > #a', '>', '[a]'],
    ['((a = a) OR (a = a))', '=', '[a]'],
    ['contains(b.c[1].a, b.c[1].#a)', 'contains', '[b, c, [1], a]'],
    ['attribute_type(b.c[1].#a, b.c[1].a)', 'attribute_type', '[b, c, [1], a]'],
    ['begins_with(a, #a)', 'begins_with', '[a]'],
    ['a BETWEEN b AND a', 'BETWEEN', '[a]'],
    ['a IN (b, a)', 'IN', '[a]'],
  ])('%s', (text, operator, path) => {
    expect(fault(text, {}, { '#a': 'a' })).toBe(`${DISTINCT}${operator}, first operand: ${path}`)
  })

  test('values may repeat, and a path may be compared with its size', () => {
    expect(fault(':a > :a', { ':a': { N: '1' } })).toBe('none')
    expect(fault('a = size(a)')).toBe('none')
    expect(fault('a[0] = a.b')).toBe('none')
  })
})

describe('operand types', () => {
  const ALL = EVERY_TYPE.map(value => Object.keys(value)[0])

  /** The types of `:v` that the text is refused with, in the words of this operator. */
  const typesRefused = (text: string, operator: string) =>
    ALL.filter((type, at) => {
      const value = EVERY_TYPE[at]
      return value !== undefined && fault(text, { ':v': value }) === `${TYPE}${operator}, operand type: ${type}`
    })
  const typesTaken = (text: string) =>
    ALL.filter((_type, at) => {
      const value = EVERY_TYPE[at]
      return value !== undefined && fault(text, { ':v': value }) === 'none'
    })

  test('begins_with takes S and B on both sides', () => {
    const refused = ['N', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']
    expect(typesRefused('begins_with(a, :v)', 'begins_with')).toEqual(refused)
    expect(typesRefused('begins_with(:v, a)', 'begins_with')).toEqual(refused)
    expect(typesTaken('begins_with(a, :v)')).toEqual(['S', 'B'])
    expect(fault('begins_with(a, size(b))')).toBe(`${TYPE}begins_with, operand type: N`)
  })

  test('size takes everything that has one', () => {
    expect(typesRefused('size(:v) > a', 'size')).toEqual(['N', 'BOOL', 'NULL'])
    expect(typesTaken('size(:v) > a')).toHaveLength(7)
    expect(fault('size(size(a)) > b')).toBe(`${TYPE}size, operand type: N`)
  })

  test('order comparisons take S, N and B', () => {
    for (const operator of ['<', '<=', '>', '>=']) {
      const refused = ['BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']
      expect(typesRefused(`a ${operator} :v`, operator)).toEqual(refused)
      expect(typesRefused(`:v ${operator} a`, operator)).toEqual(refused)
      expect(typesTaken(`a ${operator} :v`)).toEqual(['S', 'N', 'B'])
    }
    expect(fault('a BETWEEN :v AND b', { ':v': { BOOL: true } })).toBe(`${TYPE}BETWEEN, operand type: BOOL`)
  })

  test('equality and membership take every type', () => {
    expect(typesTaken('a = :v')).toEqual(ALL)
    expect(typesTaken('a <> :v')).toEqual(ALL)
    expect(typesTaken('a IN (:v)')).toEqual(ALL)
    expect(typesTaken('contains(a, :v)')).toEqual(ALL)
  })

  test('attribute_type takes the name of a type', () => {
    expect(fault('attribute_type(a, b)')).toBe(`${TYPE}attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}`)
    expect(fault('attribute_type(a, size(b))')).toBe(`${TYPE}attribute_type, operand type: N`)
    expect(fault('attribute_type(a, :v)', { ':v': { BOOL: true } })).toBe(`${TYPE}attribute_type, operand type: BOOL`)
    expect(fault('attribute_type(a, :v)', { ':v': { S: 's' } })).toBe(
      'Invalid attribute type name found; type: s, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    )
    for (const value of EVERY_TYPE) {
      expect(fault('attribute_type(a, :v)', { ':v': { S: Object.keys(value)[0] ?? '' } })).toBe('none')
    }
  })

  test('BETWEEN wants bounds of one type, the lower one first', () => {
    const between = (lower: AttributeValue, upper: AttributeValue) =>
      fault('a BETWEEN :l AND :u', { ':l': lower, ':u': upper })
    expect(between({ S: 'x' }, { S: 'b' })).toBe(
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {S:b}',
    )
    expect(between({ N: '1' }, { S: 'b' })).toBe(
      'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:b}',
    )
    expect(between({ N: '9' }, { N: '10' })).toBe('none')
    expect(between({ N: '9' }, { N: '9' })).toBe('none')
    expect(between({ N: '9.1' }, { N: '9' })).toContain('upper bound to be greater')
  })
})

describe('which fault is reported', () => {
  // Each text has every later fault as well, in an earlier place of the text.
  test.each([
    ['syntax before parentheses', '((a = a)) AND ! = b', 'Syntax error'],
    ['parentheses before unknown functions', 'foo(a) = b AND ((a = b))', 'redundant'],
    ['unknown functions before misuse', 'size(a) OR foo(a)', 'Invalid function name'],
    ['misuse before reserved words', 'status = b OR size(a)', 'used this way'],
    ['reserved words before undefined names', '#n = a OR status = b', 'reserved'],
    ['undefined values before counts, in one condition', 'contains(:v, a, b)', 'is not defined'],
    ['counts before equal operands', 'contains(a, a, b)', 'number of operands'],
    ['counts before operand types', 'begins_with(:n, size(a, b))', 'number of operands'],
    ['equal operands of the first condition before an undefined value of the second', 'a = a OR b = :v', 'distinct'],
    [
      'types of the first condition before equal operands of the second',
      'begins_with(a, size(b)) OR a = a',
      'operand type',
    ],
  ])('%s', (_rule, text, expected) => expect(fault(text, { ':n': { N: '1' } })).toContain(expected))
})

test('every kind of condition prints its own name', () => {
  expect(() => bindCondition('', 'FilterExpression', new Bindings({}))).toThrow(
    'Invalid FilterExpression: The expression can not be empty;',
  )
  expect(() => bindCondition('a = ', 'FilterExpression', new Bindings({}))).toThrow(
    'Invalid FilterExpression: Syntax',
  )
  expect(() => bindCondition('a = ', 'ConditionExpression', new Bindings({}))).toThrow(
    'Invalid ConditionExpression: Syntax',
  )
})
