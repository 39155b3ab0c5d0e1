import { describe, expect, test } from 'vitest'
import { nestedValue, TOO_DEEP } from '../../nested-value.ts'
import { refusedCall } from '../../refusal.ts'

/** No table of this name: actions are judged one after the other before any table is looked for. */
const TableName = 'no-such-table-for-order'
const S = (value: string) => ({ S: value })
const put = (attributes: object, more: object = {}) => ({
  Put: { TableName, Item: { pk: S('a'), ...attributes }, ...more },
})
const remove = (Key: object, more: object = {}) => ({ Delete: { TableName, Key, ...more } })
const check = (Key: object, more: object = {}) => ({
  ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(a)', ...more },
})
const update = (more: object) => ({ Update: { TableName, Key: { pk: S('b') }, ...more } })
const message = async (...TransactItems: object[]) =>
  (await refusedCall('TransactWriteItems', { TransactItems })).message

const EMPTY = 'Empty attribute name'
const SYNTAX = 'Invalid ConditionExpression: Syntax error; token: "=", near: "= = b"'
const UNUSED = 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}'
const broken = { ConditionExpression: 'a = = b' }
const unused = update({ UpdateExpression: 'SET a = :v', ExpressionAttributeValues: { ':v': S('x'), ':u': S('y') } })
/** Some Regions name the value, some do not. */
const deepValue = [TOO_DEEP, `ExpressionAttributeValues contains invalid value: ${TOO_DEEP} for key :deep`]

describe('the first action with a fault is the one that is told of', () => {
  test('nesting, then an empty name', async () => {
    expect(await message(put({ d: nestedValue(40) }), put({ '': S('x') }))).toBe(TOO_DEEP)
  })

  test('an empty name, then nesting', async () => {
    expect(await message(put({ '': S('x') }), put({ d: nestedValue(100) }))).toBe(EMPTY)
  })

  test('nesting of a value, then an empty name', async () => {
    const deep = { ExpressionAttributeValues: { ':deep': nestedValue(40) } }
    const checked = check({ pk: S('b') }, { ConditionExpression: 'd = :deep', ...deep })
    expect(deepValue).toContain(await message(checked, put({ '': S('x') })))
    expect(deepValue).toContain(
      await message(update({ UpdateExpression: 'SET d = :deep', ...deep }), put({ '': S('x') })),
    )
  })

  test('nesting of a key, then a syntax error', async () => {
    expect(await message(remove({ pk: nestedValue(40) }), put({}, broken))).toBe(TOO_DEEP)
  })

  test('nesting of a key, then an unused value', async () => {
    expect(await message(check({ pk: nestedValue(40) }), unused)).toBe(TOO_DEEP)
  })

  test('a syntax error, then nesting of a key', async () => {
    expect(await message(put({}, broken), remove({ pk: nestedValue(100) }))).toBe(SYNTAX)
  })

  test('an unused value, then nesting of a key', async () => {
    expect(await message(unused, check({ pk: nestedValue(100) }))).toBe(UNUSED)
  })

  test('an unused value comes before a table that is not there', async () => {
    expect(await message(put({}), unused)).toBe(UNUSED)
  })
})

describe('within one action', () => {
  test('an empty name of the item comes before nesting, in either order', async () => {
    expect(await message(put({ '': S('x'), d: nestedValue(100) }))).toBe(EMPTY)
    expect(await message(put({ d: nestedValue(100), '': S('x') }))).toBe(EMPTY)
  })

  test('nesting comes before an empty name inside a map', async () => {
    expect(await message(put({ m: { M: { '': S('x') } }, d: nestedValue(40) }))).toBe(TOO_DEEP)
  })

  test('a key nested 100 maps deep comes after the condition', async () => {
    expect(await message(remove({ pk: nestedValue(100) }, broken))).toBe(SYNTAX)
  })
})

describe('members of the request come first, together', () => {
  const FAILED = 'failed to satisfy constraint: '
  const CAPACITY = `Value 'X' at 'returnConsumedCapacity' ${FAILED}Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`
  const METRICS = `Value 'X' at 'returnItemCollectionMetrics' ${FAILED}Member must satisfy enum value set: [SIZE, NONE]`
  const refused = async (more: object) =>
    (await refusedCall('TransactWriteItems', { TransactItems: [put({})], ...more })).message

  test('two enums', async () => {
    expect(await refused({ ReturnItemCollectionMetrics: 'X', ReturnConsumedCapacity: 'X' })).toBe(
      `2 validation errors detected: ${CAPACITY}; ${METRICS}`,
    )
  })

  test('the token before the enums', async () => {
    const token = 't'.repeat(37)
    const rule = `${FAILED}Member must have length less than or equal to 36`
    expect([
      `1 validation error detected: Value at 'ClientRequestToken' ${rule}`,
      `2 validation errors detected: Value '${token}' at 'clientRequestToken' ${rule}; ${CAPACITY}`,
    ]).toContain(await refused({ ClientRequestToken: token, ReturnConsumedCapacity: 'X' }))
  })
})
