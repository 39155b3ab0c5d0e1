import { expect, test } from 'vitest'
import { NOT_FOUND, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const get = (pk: string, TableName: string = tables.hash) => ({ Get: { TableName, Key: { pk: { S: pk } } } })

test('one item twice', async () => {
  expect(await refusedCall('TransactGetItems', { TransactItems: [get('a'), get('b'), get('a')] })).toEqual(
    validation('Transaction request cannot include multiple operations on one item'),
  )
})

test('a table that is not there', async () => {
  const TransactItems = [get('a'), get('b', 'no-such-table-here')]
  expect(await refusedCall('TransactGetItems', { TransactItems })).toEqual(NOT_FOUND)
})
