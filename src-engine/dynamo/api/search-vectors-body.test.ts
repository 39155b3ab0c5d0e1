import { describe, expect, test } from 'vitest'
import { checkShape } from './shape-checker.ts'

const valid = { TableName: 'Films', IndexName: 'vix', SearchVector: [{ N: '1' }], TopK: 1 }

function refusal(body: object): string {
  try {
    checkShape('SearchVectors', structuredClone(body))
    return ''
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

describe('SearchVectors reads its body strictly', () => {
  test.each([
    ['TableName', 'a string', 17],
    ['IndexName', 'a string', 37],
    ['SearchVector', 'a sequence', 58],
    ['TopK', 'i32', 77],
  ])('null for %s', (member, expected, column) => {
    expect(refusal({ ...valid, [member]: null })).toBe(
      `SerializationException: invalid type: null, expected ${expected} at line 1 column ${column}`,
    )
  })

  test('null equals absence for the members that may be absent', () => {
    expect(refusal({ ...valid, ProjectionExpression: null, ReturnConsumedCapacity: null })).toBe('')
  })

  test('a fraction', () => {
    expect(refusal({ TopK: 3.5 })).toBe(
      'SerializationException: invalid type: floating point `3.5`, expected i32 at line 1 column 11',
    )
  })

  test('a missing member comes before what is wrong with the others', () => {
    const { TableName: _, ...nameless } = valid
    expect(refusal({ ...nameless, IndexName: 'ab' })).toBe(
      'ValidationException: missing field `TableName` at line 1 column 54',
    )
    expect(refusal({})).toBe('ValidationException: missing field `TableName` at line 1 column 2')
  })

  test('a body too deep to be written out again is refused like any other', () => {
    let deep: unknown = {}
    for (let i = 0; i < 20_000; i++) deep = [deep]
    expect(refusal({ ...valid, SearchVector: null, More: 1 })).toContain('expected a sequence')
    const body = { Deep: deep }
    expect(() => checkShape('SearchVectors', body)).toThrow('missing field `TableName`')
  })

  test.each([
    [
      { IndexName: 'ab' },
      "Value at 'IndexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [
      { SearchVector: [] },
      "Value at 'SearchVector' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { SearchVector: Array.from({ length: 4097 }, () => ({ N: '1' })) },
      "Value at 'SearchVector' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ],
    [{ TopK: 0 }, "Value at 'TopK' failed to satisfy constraint: Member must have value greater than or equal to 1"],
  ])('%#: limits of the shape', (change, text) => {
    expect(refusal({ ...valid, ...change })).toBe(`ValidationException: 1 validation error detected: ${text}`)
  })
})
