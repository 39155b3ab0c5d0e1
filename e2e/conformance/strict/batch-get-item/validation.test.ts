import { describe, expect, test } from 'vitest'
import { INVALID, NOT_FOUND, refusedCall, validation, violation, worded } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { wording } from '../../target.ts'

const S = (value: string) => ({ S: value })
const request = (RequestItems: unknown, more: object = {}) => refusedCall('BatchGetItem', { RequestItems, ...more })
const keysOf = (count: number, from = 0) => Array.from({ length: count }, (_, i) => ({ pk: S(`k${from + i}`) }))

describe('the number of keys', () => {
  test('no tables', async () => {
    expect(await request({})).toEqual(
      worded(
        "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
        'The requestItems parameter is required for BatchGetItem',
      ),
    )
  })

  test('no keys', async () => {
    expect(await request({ [tables.hash]: { Keys: [] } })).toEqual(
      violation(
        `Value at 'RequestItems.${tables.hash}.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1`,
        `Value '[]' at 'requestItems.${tables.hash}.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1`,
      ),
    )
  })

  test('101 in one table', async () => {
    const refusal = await request({ [tables.hash]: { Keys: keysOf(101) } })
    const rule = 'failed to satisfy constraint: Member must have length less than or equal to 100'
    if (wording === 'current') {
      expect(refusal).toEqual(violation(`Value at 'RequestItems.${tables.hash}.member.Keys' ${rule}`))
    } else {
      // The keys are printed, and what is printed of a value changes from answer to answer.
      expect(refusal.name).toBe('ValidationException')
      expect(refusal.message).toMatch(/^1 validation error detected: Value '\[\{pk=.*\]' at 'requestItems/)
      expect(refusal.message).toContain(`at 'requestItems.${tables.hash}.member.keys' ${rule}`)
    }
  })

  test('101 over two tables', async () => {
    const range = keysOf(1).map(key => ({ ...key, sk: S('s') }))
    expect(await request({ [tables.hash]: { Keys: keysOf(100) }, [tables.range]: { Keys: range } })).toEqual(
      validation('Too many items requested for the BatchGetItem call'),
    )
  })
})

describe('keys', () => {
  test('twice the same', async () => {
    expect(await request({ [tables.hash]: { Keys: [...keysOf(3), ...keysOf(1)] } })).toEqual(
      validation('Provided list of item keys contains duplicates'),
    )
  })

  test('twice the same number, spelt differently', async () => {
    const Keys = ['10', '1e1'].map(N => ({ pk: S('a'), sk: { N } }))
    expect(await request({ [tables.numberRange]: { Keys } })).toEqual(
      validation('Provided list of item keys contains duplicates'),
    )
  })

  test('that do not fit', async () => {
    for (const key of [{}, { pk: { N: '1' } }, { pk: S('a'), x: S('b') }, { other: S('a') }]) {
      expect(await request({ [tables.hash]: { Keys: [key] } })).toEqual(
        validation('The provided key element does not match the schema'),
      )
    }
  })

  test('with a bad number', async () => {
    expect(await request({ [tables.hash]: { Keys: [{ pk: { N: 'x' } }] } })).toEqual(
      validation('The parameter cannot be converted to a numeric value: x'),
    )
  })
})

describe('per table', () => {
  test('a projection with a fault', async () => {
    expect(await request({ [tables.hash]: { Keys: keysOf(1), ProjectionExpression: 'a b' } })).toEqual(
      validation('Invalid ProjectionExpression: Syntax error; token: "b", near: "a b"'),
    )
  })

  test('a projection mixed with AttributesToGet', async () => {
    const { message } = await request({
      [tables.hash]: { Keys: keysOf(1), ProjectionExpression: 'a', AttributesToGet: ['a'] },
    })
    expect(message).toContain('Can not use both expression and non-expression parameters in the same request')
  })

  test('a projection of one mixed with AttributesToGet of another', async () => {
    const { message } = await request({
      [tables.hash]: { Keys: keysOf(1), ProjectionExpression: 'a' },
      [tables.range]: { Keys: [{ pk: S('a'), sk: S('b') }], AttributesToGet: ['a'] },
    })
    expect(message).toContain('Can not use both expression and non-expression parameters in the same request')
  })

  test('an attribute twice', async () => {
    expect(await request({ [tables.hash]: { Keys: keysOf(1), AttributesToGet: ['a', 'a'] } })).toEqual(
      validation(`${INVALID}Duplicate value in attribute name: a`),
    )
  })

  test('names without expression', async () => {
    expect(await request({ [tables.hash]: { Keys: keysOf(1), ExpressionAttributeNames: { '#a': 'a' } } })).toEqual(
      validation('ExpressionAttributeNames can only be specified when using expressions'),
    )
  })
})

describe('a table name that can be none', () => {
  const FAILED = 'failed to satisfy constraint: '
  const rule = `at 'requestItems' ${FAILED}Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]`
  const asJson = `Value '{"bad!name":{"Keys":[{"pk":{"S":"a"}}]}}' ${rule}`
  const requestItems = { 'bad!name': { Keys: [{ pk: S('a') }] } }

  test('the map is shown', async () => {
    const { message } = await request(requestItems)
    if (wording === 'current') expect(message).toBe(`1 validation error detected: ${asJson}`)
    else expect(message).toContain(rule)
  })

  test('an unknown enum stands beside it', async () => {
    const { message } = await request(requestItems, { ReturnConsumedCapacity: 'X' })
    const capacity = `Value 'X' at 'returnConsumedCapacity' ${FAILED}Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`
    if (wording === 'current') expect(message).toBe(`2 validation errors detected: ${asJson}; ${capacity}`)
    else expect(message).toContain(capacity)
  })
})

describe('of several faults the order is', () => {
  test('expressions, then duplicates', async () => {
    const { message } = await request({
      [tables.hash]: { Keys: [...keysOf(1), ...keysOf(1)], ProjectionExpression: 'a b' },
    })
    expect(message).toContain('Syntax error')
  })

  test('duplicates, then an unknown table', async () => {
    expect(await request({ 'no-such-table-here': { Keys: [...keysOf(1), ...keysOf(1)] } })).toEqual(
      validation('Provided list of item keys contains duplicates'),
    )
  })

  test('an unknown table, then keys', async () => {
    expect(await request({ [tables.hash]: { Keys: [{}] }, 'no-such-table-here': { Keys: keysOf(1) } })).toEqual(
      NOT_FOUND,
    )
  })
})
