import { describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { CONDITION_FAILED, enveloped, refusedCall } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** Each limit is tried at its value, where the condition is merely false, and one above. */

const body = (ConditionExpression: string, values?: Record<string, object>, names?: Record<string, string>) => ({
  TableName: tables.hash,
  Item: { pk: { S: uniqueKey() } },
  ConditionExpression,
  ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
})
const fault = (...parts: Parameters<typeof body>) => refusedCall('PutItem', body(...parts))
const invalid = (text: string) => enveloped(`Invalid ConditionExpression: ${text}`)
const V = { ':v': { S: 'x' } }

describe('4096 bytes', () => {
  const filled = (bytes: number) => `attribute_exists(a)${' '.repeat(bytes - 19)}`

  test('are read', async () => {
    expect(await fault(filled(4096))).toEqual(CONDITION_FAILED)
  })

  test('and one more are too long', async () => {
    expect(await fault(filled(4097))).toEqual(
      invalid('Expression size has exceeded the maximum allowed size; expression size: 4097'),
    )
  })
})

describe('300 operators', () => {
  // Each term is one comparison; between them stands an OR: n terms make 2n - 1 operators. NOT a<>:v OR makes three.
  const terms = (count: number) => Array.from({ length: count }, () => 'a=:v').join(' OR ')

  test('are evaluated', async () => {
    expect(await fault(`NOT a<>:v OR ${terms(149)}`, V)).toEqual(CONDITION_FAILED)
  })

  test('and one more are too many', async () => {
    expect(await fault(terms(151), V)).toEqual(
      invalid('The expression contains too many operators; operator count: 301'),
    )
  })

  test('parentheses and functions do not count', async () => {
    const conditions = Array.from({ length: 151 }, () => '(attribute_exists(a))').join('OR')
    expect(await fault(conditions)).toEqual(CONDITION_FAILED)
  })
})

describe('100 operands of IN', () => {
  const values = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`:v${i}`, { S: String(i) }]))

  test('are compared', async () => {
    const given = values(100)
    expect(await fault(`a IN (${Object.keys(given).join(',')})`, given)).toEqual(CONDITION_FAILED)
  })

  test('and one more are refused', async () => {
    const given = values(101)
    expect((await fault(`a IN (${Object.keys(given).join(',')})`, given)).name).toBe('ValidationException')
  })
})

describe('32 elements of a path', () => {
  const path = (elements: number) => Array.from({ length: elements }, (_, i) => `a${i}`).join('.')

  test('are followed', async () => {
    expect(await fault(`attribute_exists(${path(32)})`)).toEqual(CONDITION_FAILED)
  })

  test('and one more are too many', async () => {
    expect(await fault(`attribute_exists(${path(33)})`)).toEqual(
      invalid('The document path has too many nesting levels; nesting levels: 33'),
    )
  })
})

describe('255 bytes of a placeholder', () => {
  test('are read', async () => {
    const name = `#${'n'.repeat(254)}`
    expect(await fault(`attribute_exists(${name})`, undefined, { [name]: 'a' })).toEqual(CONDITION_FAILED)
    const value = `:${'v'.repeat(254)}`
    expect(await fault(`a = ${value}`, { [value]: { S: 'x' } })).toEqual(CONDITION_FAILED)
  })

  test('and one more are refused', async () => {
    const name = `#${'n'.repeat(255)}`
    expect((await fault(`attribute_exists(${name})`, undefined, { [name]: 'a' })).name).toBe('ValidationException')
    const value = `:${'v'.repeat(255)}`
    expect((await fault(`a = ${value}`, { [value]: { S: 'x' } })).name).toBe('ValidationException')
  })
})

describe('2 MB of names and values', () => {
  const values = (bytes: number) => ({ ':v': { S: 'x'.repeat(bytes) } })

  test('are read', async () => {
    expect(await fault('a = :v', values(2 * 1024 * 1024 - 100))).toEqual(CONDITION_FAILED)
  })

  test('and some more are refused', async () => {
    expect((await fault('a = :v', values(2 * 1024 * 1024 + 1))).name).toBe('ValidationException')
  })
})

test('many names and values are fine', async () => {
  const values = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`:v${i}`, { S: 'x'.repeat(1000) }]))
  const names = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`#n${i}`, `attribute-${i}`]))
  const expression = Object.keys(names)
    .map((name, i) => `${name} <> :v${i}`)
    .join(' AND ')
  expect((await call('PutItem', body(expression, values, names))).status).toBe(200)
})
