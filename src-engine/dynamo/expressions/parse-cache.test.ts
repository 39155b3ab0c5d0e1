import { describe, expect, test } from 'vitest'
import { createParseCache, parsedCondition } from './parse-cache.ts'
import { TextFault } from './text-fault.ts'

function counting(capacity: number) {
  const parsed: string[] = []
  const read = createParseCache(text => {
    parsed.push(text)
    if (text === 'bad') throw new TextFault('bad text')
    return { text }
  }, capacity)
  return { parsed, read: (text: string) => read('FilterExpression', text) }
}

describe('createParseCache', () => {
  test('parses a text once and hands out the same tree', () => {
    const { parsed, read } = counting(10)
    expect(read('a')).toBe(read('a'))
    expect(parsed).toEqual(['a'])
  })

  test('keeps faults and names the parameter each time', () => {
    const { parsed, read } = counting(10)
    expect(() => read('bad')).toThrow('Invalid FilterExpression: bad text')
    expect(() => read('bad')).toThrow('Invalid FilterExpression: bad text')
    expect(parsed).toEqual(['bad'])
  })

  test('keeps what is used and forgets what is not', () => {
    const { parsed, read } = counting(3)
    for (let round = 0; round < 10; round++) {
      read('hot')
      read(`cold ${round}`)
    }
    expect(parsed.filter(text => text === 'hot')).toHaveLength(1)
    read('cold 0')
    expect(parsed.filter(text => text === 'cold 0')).toHaveLength(2)
  })

  test('holds at most twice its capacity', () => {
    const { parsed, read } = counting(5)
    for (let at = 0; at < 100; at++) read(`t${at}`)
    parsed.length = 0
    for (let at = 0; at < 100; at++) read(`t${at}`)
    expect(parsed.length).toBeGreaterThanOrEqual(90)
  })

  test('a text that is too long is refused without being parsed', () => {
    const { parsed, read } = counting(5)
    expect(() => read('x'.repeat(4097))).toThrow('expression size: 4097')
    expect(() => read('  ')).toThrow('The expression can not be empty;')
    expect(parsed).toEqual([])
  })

  test('conditions, filters and key conditions share their trees', () => {
    expect(parsedCondition('FilterExpression', 'p = :p')).toBe(parsedCondition('KeyConditionExpression', 'p = :p'))
  })
})
