import { expect, test } from 'vitest'
import { nestedValue } from '../../nested-value.ts'
import { refusedCall, validation, violation } from '../../refusal.ts'

const TableName = 'no-such-table-for-deep-values'
const Key = { pk: { S: 'a' } }
const remove = (more: object) => refusedCall('DeleteItem', { TableName, Key, ...more })
const condition = (maps: number) => ({
  ConditionExpression: 'd = :deep',
  ExpressionAttributeValues: { ':deep': nestedValue(maps) },
})
const OLDER =
  "Value 'X' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]"

/** Beyond 62 maps within one another the older layer answers, whatever is wrong. */
test.each<[string, object]>([
  ['a condition value', condition(63)],
  ['a value of Expected', { Expected: { d: { Value: nestedValue(63) } } }],
  ['the key', { Key: { pk: nestedValue(100) } }],
])('an unknown ReturnValues with %s nested deeply', async (_, more) => {
  expect(await remove({ ...more, ReturnValues: 'X' })).toEqual(violation(OLDER))
})

test('an unknown ReturnValues with a condition value nested 40 maps', async () => {
  expect(await remove({ ...condition(40), ReturnValues: 'X' })).toEqual(
    violation(
      'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
      OLDER,
    ),
  )
})

test('ReturnValues that DeleteItem does not take come before nesting', async () => {
  expect(await remove({ ...condition(100), ReturnValues: 'UPDATED_NEW' })).toEqual(
    validation('ReturnValues can only be ALL_OLD or NONE'),
  )
})
