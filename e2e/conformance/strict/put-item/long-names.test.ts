import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

const FITS = 'n'.repeat(65_535)
const LONG = 'n'.repeat(65_536)
const TEXT = 'Attribute name is too large, must be less than 65536 bytes'
const TableName = tables.hash

test('a name of 65,535 bytes can be written, read and projected', async () => {
  const pk = { S: uniqueKey() }
  await db.putItem({ TableName, Item: { pk, [FITS]: { N: '1' } } })
  const { Item } = await db.getItem({
    TableName,
    Key: { pk },
    ProjectionExpression: '#long',
    ExpressionAttributeNames: { '#long': FITS },
  })
  expect(Item).toEqual({ [FITS]: { N: '1' } })
})

test.each([
  ['at the top', { [LONG]: { N: '1' } }],
  ['in a map', { m: { M: { [LONG]: { N: '1' } } } }],
])('one byte more is refused %s of an item', async (_, more) => {
  expect(await refusedCall('PutItem', { TableName, Item: { pk: { S: uniqueKey() }, ...more } })).toEqual(
    validation(TEXT),
  )
})

test('and behind a placeholder', async () => {
  const { name, message } = await refusedCall('UpdateItem', {
    TableName,
    Key: { pk: { S: uniqueKey() } },
    UpdateExpression: 'SET #long = :one',
    ExpressionAttributeNames: { '#long': LONG },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  })
  expect(name).toBe('ValidationException')
  expect(message).toContain(TEXT)
})
