import { describe, expect, test } from 'vitest'
import { refusedCall, validation } from '../../refusal.ts'

describe.each(['DescribeTable', 'DeleteTable'])('%s', operation => {
  test('no table name', async () => {
    expect(await refusedCall(operation, {})).toEqual(
      validation("The parameter 'TableName' is required but was not present in the request"),
    )
  })

  test('a name that can be none', async () => {
    expect(await refusedCall(operation, { TableName: 'a;b' })).toEqual(
      validation(
        "1 validation error detected: Value 'a;b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
      ),
    )
  })

  test('a name that is not text', async () => {
    expect(await refusedCall(operation, { TableName: 1 })).toEqual({
      name: 'SerializationException',
      message: 'NUMBER_VALUE cannot be converted to String',
    })
  })
})
