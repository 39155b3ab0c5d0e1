import { describe, expect, test } from 'vitest'
import { nestedValue, TOO_DEEP } from '../../nested-value.ts'
import { refusedCall, validation, violation, worded } from '../../refusal.ts'

/** No table of this name: what a request says is judged before its table is looked for. */
const TableName = 'no-such-table-for-deep-values'
const Item = { pk: { S: 'a' } }
const put = (more: object) => refusedCall('PutItem', { TableName, Item, ...more })
const XOR =
  "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]"

describe('31 maps within one another are fine, 32 are not', () => {
  test('in the item', async () => {
    expect((await put({ Item: { ...Item, d: nestedValue(31) } })).name).toBe('ResourceNotFoundException')
    expect(await put({ Item: { ...Item, d: nestedValue(32) } })).toEqual(validation(TOO_DEEP))
  })

  test('in Expected', async () => {
    expect((await put({ Expected: { d: { Value: nestedValue(31) } } })).name).toBe('ResourceNotFoundException')
    expect((await put({ Expected: { d: { Value: nestedValue(32) } } })).message).toContain(TOO_DEEP)
  })
})

describe('beyond 62 maps the older layer answers, whatever is wrong', () => {
  const request = (maps: number) =>
    put({ Expected: { a: { Value: nestedValue(maps) }, b: { Exists: false } }, ConditionalOperator: 'XOR' })

  test('40', async () => {
    expect(await request(40)).toEqual(
      violation('Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]', XOR),
    )
  })

  test('100', async () => {
    expect(await request(100)).toEqual(violation(XOR))
  })
})

describe('an empty attribute name', () => {
  test('of the item itself comes before nesting, wherever it stands', async () => {
    const named = { '': { S: 'x' } }
    expect(await put({ Item: { ...Item, ...named, d: nestedValue(100) } })).toEqual(
      validation('Empty attribute name'),
    )
  })
})

test('an unknown ReturnValues comes before nesting', async () => {
  expect((await put({ Item: { ...Item, d: nestedValue(40) }, ReturnValues: 'X' })).message).toMatch(/enum value set/)
})

test('values without an expression come before nesting', async () => {
  expect(await put({ ExpressionAttributeValues: { ':v': nestedValue(40) } })).toEqual(
    worded(
      '1 validation error detected: ExpressionAttributeValues can only be specified when using expressions',
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    ),
  )
})
