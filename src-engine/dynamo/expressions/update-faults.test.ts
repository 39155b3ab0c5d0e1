import { describe, expect, test } from 'vitest'
import { RequestFault } from '../errors/request-fault.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { bindUpdate } from './bind.ts'
import { Bindings } from './bindings.ts'

const VALUES: Record<string, AttributeValue> = {
  ':s': { S: 'x' },
  ':n': { N: '1' },
  ':l': { L: [] },
  ':ss': { SS: ['a'] },
}

/** The fault of an update, without its prefix; 'none' if it is fine. */
function fault(
  text: string,
  names: Record<string, string> | undefined = { '#a': 'a' },
  values: Record<string, AttributeValue> | undefined = VALUES,
): string {
  try {
    bindUpdate(text, new Bindings({ names, values }))
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(RequestFault)
    const { message } = error as RequestFault
    const prefix = 'Invalid UpdateExpression: '
    expect(message.startsWith(prefix)).toBe(true)
    return message.slice(prefix.length)
  }
}

const TYPE = 'Incorrect operand type for operator or function; operator or function: '

describe('update syntax', () => {
  test.each([
    'SET a = :s',
    'set a = :s remove b add c :n delete d :ss',
    'DELETE d :ss ADD c :n REMOVE b SET a = :s',
    'SET a = b + :n, c = :n - d',
    'SET a = (b + :n)',
    'SET a = (b) + (:n)',
    'SET a = (b.c).d',
    'SET a = list_append(if_not_exists(a, :l), :l)',
    'SET a = if_not_exists(b, c) + if_not_exists(d, :n)',
    'SET a.b[0].#a = :s',
    'REMOVE a[0], a[1], b',
    'ADD a :n, b :ss',
  ])('%s', text => expect(fault(text)).toBe('none'))

  test.each([
    ['SET', '<EOF>', 'SET'],
    ['a = :s', 'a', 'a ='],
    ['SET a', '<EOF>', 'a'],
    ['SET a = ', '<EOF>', '='],
    ['SET a = :s,', '<EOF>', ','],
    ['SET a = :s, REMOVE b', 'REMOVE', ', REMOVE b'],
    ['SET a = :s b = :s', 'b', ':s b ='],
    ['SET set = :s', 'set', 'SET set ='],
    ['SET a = b + c + d', '+', 'c + d'],
    ['SET a = (b + c) + d', '+', ') + d'],
    ['SET a = b + (c + d)', '+', 'c + d'],
    ['SET a = if_not_exists(b + c, d)', '+', 'b + c'],
    ['SET a = b * c', '*', 'b * c'],
    ['SET a = 5', '5', '= 5'],
    ['SET :s = a', ':s', 'SET :s ='],
    ['SET if_not_exists(a, b) = :s', '(', 'if_not_exists(a'],
    ['REMOVE', '<EOF>', 'REMOVE'],
    ['REMOVE a b', 'b', 'a b'],
    ['REMOVE :s', ':s', 'REMOVE :s'],
    ['ADD a', '<EOF>', 'a'],
    ['ADD a b', 'b', 'a b'],
    ['ADD a = :n', '=', 'a = :n'],
    ['DELETE a', '<EOF>', 'a'],
    ['SET a = b = c', '=', 'b = c'],
  ])('%s', (text, token, near) => {
    expect(fault(text)).toBe(`Syntax error; token: "${token}", near: "${near}"`)
  })
})

describe('update checks of the text', () => {
  test('empty, too long', () => {
    expect(fault('')).toBe('The expression can not be empty;')
    expect(fault(`SET a = :s${' '.repeat(4096)}`)).toBe(
      'Expression size has exceeded the maximum allowed size; expression size: 4106',
    )
  })

  test('300 operators pass, 301 do not', () => {
    const text = (operators: number) => `SET ${Array.from({ length: operators }, (_, at) => `a${at}=b+c`).join(',')}`
    expect(fault(text(300))).toBe('none')
    expect(fault(text(301))).toBe('The expression contains too many operators; operator count: 301')
  })

  test('paths of 32 elements pass, 33 do not, as target and as operand', () => {
    const deep = (length: number) => `a${'[0]'.repeat(length - 1)}`
    const text = 'The document path has too many nesting levels; nesting levels: 33'
    expect(fault(`REMOVE ${deep(32)}`)).toBe('none')
    expect(fault(`REMOVE ${deep(33)}`)).toBe(text)
    expect(fault(`SET b = if_not_exists(${deep(33)}, :s)`)).toBe(text)
  })

  test('redundant parentheses', () => {
    expect(fault('SET a = ((b + :n))')).toBe('The expression has redundant parentheses;')
    expect(fault('SET a = ((b)) + :n')).toBe('The expression has redundant parentheses;')
    expect(fault('SET a = (b), c = (d)')).toBe('none')
  })

  test.each([
    ['SET status = :s', 'status'],
    ['SET a = if_not_exists(b.Name, :s)', 'Name'],
    ['REMOVE a, b.ttl', 'ttl'],
    ['ADD count :n', 'count'],
  ])('reserved word: %s', (text, word) => {
    expect(fault(text)).toBe(`Attribute name is a reserved keyword; reserved keyword: ${word}`)
  })

  test('unknown functions, and those of conditions', () => {
    expect(fault('SET a = foo(b)')).toBe('Invalid function name; function: foo')
    expect(fault('SET a = IF_NOT_EXISTS(a, :n)')).toBe('Invalid function name; function: IF_NOT_EXISTS')
    for (const name of ['size', 'attribute_exists', 'contains', 'begins_with']) {
      expect(fault(`SET a = ${name}(b)`)).toBe(
        `The function is not allowed in an update expression; function: ${name}`,
      )
    }
  })

  test.each(['list_append(list_append(a, :l), :l)', 'list_append(:l, list_append(a, foo(b)))'])(
    'lists are joined two at a time: %s',
    value => {
      expect(fault(`SET a = ${value}`)).toBe(
        value.includes('foo')
          ? 'Invalid function name; function: foo'
          : 'The function is not allowed to be used this way in an expression; function: list_append',
      )
    },
  )

  test.each(['SET', 'REMOVE', 'ADD', 'DELETE'])('the section %s twice', section => {
    const text = section === 'SET' ? ['a = :n', 'b = :n'] : section === 'REMOVE' ? ['a', 'b'] : ['a :n', 'b :n']
    expect(fault(`${section} ${text[0]} ${section.toLowerCase()} ${text[1]}`)).toBe(
      `The "${section}" section can only be used once in an update expression;`,
    )
  })
})

describe('update names and values', () => {
  test('undefined ones', () => {
    expect(fault('SET #b = :s')).toBe(
      'An expression attribute name used in the document path is not defined; attribute name: #b',
    )
    expect(fault('SET a = :x')).toBe(
      'An expression attribute value used in expression is not defined; attribute value: :x',
    )
  })
})

describe('update paths', () => {
  test.each([
    ['SET a = :s, a = :n', '[a]', '[a]'],
    ['SET a = :s REMOVE #a', '[a]', '[a]'],
    ['REMOVE a, a.b', '[a]', '[a, b]'],
    ['SET a.b[1] = :s ADD a.b[1].c :n', '[a, b, [1]]', '[a, b, [1], c]'],
  ])('overlap: %s', (text, one, two) => {
    expect(fault(text)).toBe(
      `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`,
    )
  })

  test.each([
    ['SET a.b = :s, a[1] = :s', '[a, b]', '[a, [1]]'],
    ['REMOVE a[0].b SET a[0][1] = :s', '[a, [0], b]', '[a, [0], [1]]'],
  ])('conflict: %s', (text, one, two) => {
    expect(fault(text)).toBe(
      `Two document paths conflict with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`,
    )
  })

  test('neighbours are neither', () => {
    expect(fault('SET a.b = :s, a.c = :s, d[0] = :s, d[1] = :s, e = a')).toBe('none')
  })
})

describe('update operands', () => {
  test('ADD takes N and sets, DELETE sets', () => {
    const types: Record<string, [AttributeValue, boolean, boolean]> = {
      STRING: [{ S: 'x' }, false, false],
      NUMBER: [{ N: '1' }, true, false],
      BINARY: [{ B: 'YQ==' }, false, false],
      BOOLEAN: [{ BOOL: true }, false, false],
      NULL: [{ NULL: true }, false, false],
      LIST: [{ L: [] }, false, false],
      MAP: [{ M: {} }, false, false],
      'a string set': [{ SS: ['a'] }, true, true],
      'a number set': [{ NS: ['1'] }, true, true],
      'a binary set': [{ BS: ['YQ=='] }, true, true],
    }
    for (const [word, [value, addable, deletable]] of Object.entries(types)) {
      const text = 'Incorrect operand type for operator or function; operator: '
      const of = (section: string) => fault(`${section} a :v`, undefined, { ':v': value })
      expect(of('ADD')).toBe(addable ? 'none' : `${text}ADD, operand type: ${word}`)
      expect(of('DELETE')).toBe(deletable ? 'none' : `${text}DELETE, operand type: ${word}`)
    }
  })

  test.each([
    ['SET a = b + :s', '+', 'S'],
    ['SET a = :l - b', '-', 'L'],
    ['SET a = if_not_exists(b, :s) + :n', '+', 'S'],
    ['SET a = list_append(b, :l) + :n', '+', 'L'],
    ['SET a = list_append(b, :s)', 'list_append', 'S'],
    ['SET a = list_append(:ss, b)', 'list_append', 'SS'],
    ['SET a = list_append(if_not_exists(b, :n), :l)', 'list_append', 'N'],
  ])('type: %s', (text, operator, type) => {
    expect(fault(text)).toBe(`${TYPE}${operator}, operand type: ${type}`)
  })

  test.each([
    ['SET a = if_not_exists(b)', 'if_not_exists', 1],
    ['SET a = if_not_exists(b, c, d)', 'if_not_exists', 3],
    ['SET a = list_append(b)', 'list_append', 1],
  ])('count: %s', (text, name, count) => {
    expect(fault(text)).toBe(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
    )
  })

  test('if_not_exists asks for a path', () => {
    const text = 'Operator or function requires a document path; operator or function: if_not_exists'
    expect(fault('SET a = if_not_exists(:n, b)')).toBe(text)
    expect(fault('SET a = if_not_exists(list_append(b, c), d)')).toBe(text)
  })
})

describe('which fault of an update is reported', () => {
  test.each([
    ['syntax first', 'SET status = :x, a = foo(#b), a = :s SET', 'Syntax error'],
    ['reserved words before unknown functions', 'SET a = foo(b), status = :s', 'reserved'],
    ['unknown functions before repeated sections', 'SET a = :s SET b = foo(c)', 'Invalid function name'],
    ['repeated sections before names', 'SET #b = :s SET c = :s', 'only be used once'],
    ['names before values', 'SET a = :x, #b = :s', 'attribute name: #b'],
    ['values before overlaps', 'SET a = :s, a = :n, c = :x', 'attribute value: :x'],
    ['overlaps before conflicts', 'SET a.b = :s, a[0] = :s, c = :s, c = :n', 'overlap'],
    ['conflicts before ADD', 'ADD a.b :s, a[0] :n', 'conflict'],
    ['ADD before functions', 'SET a = list_append(b, :s) ADD c :s', 'operator: ADD'],
  ])('%s', (_rule, text, expected) => expect(fault(text)).toContain(expected))
})
