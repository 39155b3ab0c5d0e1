import { describe, expect, test } from 'vitest'
import { DynamoError } from '../errors/dynamo-error.ts'
import { Bindings } from '../expressions/bindings.ts'
import { conditionPaths } from '../expressions/mentioned-paths.ts'
import { LONGEST_SHOWN_VALUE } from './java-text.ts'
import type { OperationName } from './operation-names.ts'
import { checkShape } from './shape-checker.ts'

/*
 * Requests of hundreds of thousands of members are refused with about the work of reading them once. Counted are looks
 * at members: time would tell of the machine.
 */

const MANY = 50_000

/** An object or list that counts how often a member of it is looked up. */
function counted<T extends object>(target: T): { readonly value: T; readonly looks: () => number } {
  let looks = 0
  const value = new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && key !== 'length') looks++
      return Reflect.get(object, key, receiver)
    },
  })
  return { value, looks: () => looks }
}

const many = <T>(member: (index: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`table-${index}`, member(index)]))
const Key = { id: { S: 'a' } }

function fault(check: () => void): string {
  try {
    check()
  } catch (error) {
    if (error instanceof DynamoError) return error.message
    throw error
  }
  return 'accepted'
}

describe('shapes', () => {
  test.each<[OperationName, string, () => object]>([
    ['BatchGetItem', 'RequestItems', () => many(() => ({ Keys: [Key] }))],
    ['BatchGetItem', 'RequestItems', () => many(() => ({ Keys: [] }))],
    ['BatchWriteItem', 'RequestItems', () => many(() => [{ DeleteRequest: { Key } }])],
    ['BatchWriteItem', 'RequestItems', () => many(() => [])],
    [
      'TransactWriteItems',
      'TransactItems',
      () => Array.from({ length: MANY }, () => ({ Delete: { TableName: '', Key } })),
    ],
    [
      'TransactGetItems',
      'TransactItems',
      () => Array.from({ length: MANY }, () => ({ Get: { TableName: 'tab', Key } })),
    ],
  ])('%s looks at a %s that is too long little more than once', (operation, member, build) => {
    const { value, looks } = counted(build())
    expect(fault(() => checkShape(operation, { [member]: value }))).toMatch(/^\d+ validation errors? detected: /)
    expect(looks()).toBeLessThan(MANY + 15_000)
  })

  test('ten violations of a long list are found without reading on', () => {
    const { value, looks } = counted(Array.from({ length: MANY }, () => ({ AttributeName: '', AttributeType: 'X' })))
    expect(fault(() => checkShape('CreateTable', { TableName: 'tab', AttributeDefinitions: value }))).toMatch(/^10 /)
    expect(looks()).toBeLessThan(MANY + 100)
  })
})

describe('messages', () => {
  const names = Array.from({ length: MANY }, (_, index) => `attribute-${index}`)
  const printed = (operation: OperationName, input: object) => {
    const text = fault(() => checkShape(operation, input))
    expect(text).toContain('...')
    return text
  }

  test('show the beginning of what is too long', () => {
    const definitions = Array.from({ length: MANY }, () => ({ AttributeName: 'a', KeyType: 'HASH' }))
    const key = printed('CreateTable', { TableName: 'tab', KeySchema: definitions })
    expect(key).toMatch(/^1 validation error detected: Value '\[KeySchemaElement\(attributeName=a, keyType=HASH\), /)
    expect(key).toMatch(
      /\.\.\.' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2$/,
    )
    expect(key.length).toBeLessThan(LONGEST_SHOWN_VALUE + 200)
    printed('BatchGetItem', { RequestItems: { 'no!': { Keys: names.map(id => ({ id: { S: id } })) } } })
    printed('GetItem', { TableName: 'x'.repeat(LONGEST_SHOWN_VALUE + 1), Key })
    printed('BatchWriteItem', { RequestItems: { tab: names.map(() => ({ DeleteRequest: { Key } })) } })
  })

  test('show what is just as long as can be whole', () => {
    const TableName = 'x'.repeat(LONGEST_SHOWN_VALUE)
    expect(fault(() => checkShape('GetItem', { TableName, Key }))).toContain(`Value '${TableName}' at 'tableName'`)
  })
})

test('a condition may have more candidates than a call takes arguments', () => {
  const candidates = Array.from({ length: 500_000 }, () => ({ kind: 'value', value: { S: 'a' } }) as const)
  expect(conditionPaths({ kind: 'in', operand: { kind: 'path', path: ['a'] }, candidates })).toEqual([['a']])
})

describe('names and values of expressions', () => {
  const entries = (sign: string) => Array.from({ length: MANY }, (_, index) => `${sign}p${index}`)

  test('names are read once', () => {
    const { value, looks } = counted(Object.fromEntries(entries('#').map(key => [key, 'a'])))
    expect(fault(() => new Bindings({ names: value }))).toBe('accepted')
    expect(looks()).toBe(MANY)
  })

  test('and no further than the largest size', () => {
    const { value, looks } = counted(Object.fromEntries(entries('#').map(key => [key, 'a'.repeat(1000)])))
    expect(fault(() => new Bindings({ names: value }))).toMatch(/has exceeded the maximum of 2097152 bytes$/)
    expect(looks()).toBeLessThan(2200)
  })

  test('values are read as far as the size of both goes', () => {
    const { value, looks } = counted(Object.fromEntries(entries(':').map(key => [key, { S: 'a'.repeat(1000) }])))
    expect(fault(() => new Bindings({ names: { '#n': 'b' }, values: value }))).toMatch(/has exceeded the maximum/)
    expect(looks()).toBeLessThan(2200)
  })

  test('which fault is told of is the same as ever', () => {
    expect(fault(() => new Bindings({ names: { '#a': '', '#b!': 'x' } }))).toContain('Syntax error; key: "#b!"')
    expect(fault(() => new Bindings({ names: { '#a': '', '#b': '' } }))).toContain('Empty attribute name for key #a')
    expect(fault(() => new Bindings({ names: {}, values: { x: { S: 'a' } } }))).toBe(
      'ExpressionAttributeNames must not be empty',
    )
    expect(fault(() => new Bindings({ names: { '#a': 'b' }, values: {} }))).toBe(
      'ExpressionAttributeValues must not be empty',
    )
  })
})
