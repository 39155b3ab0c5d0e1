import { describe, expect, test } from 'vitest'
import { refusedCall, validation } from '../../refusal.ts'

describe('Limit', () => {
  test('101', async () => {
    expect(await refusedCall('ListTables', { Limit: 101 })).toEqual(
      validation(
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
      ),
    )
  })

  test('0', async () => {
    expect(await refusedCall('ListTables', { Limit: 0 })).toEqual(
      validation(
        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ),
    )
  })
})

test('a start name that can be none', async () => {
  const { name, message } = await refusedCall('ListTables', { ExclusiveStartTableName: 'a;b' })
  expect(name).toBe('ValidationException')
  expect(message).toContain(
    "Value 'a;b' at 'exclusiveStartTableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  )
})
