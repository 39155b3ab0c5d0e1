import { expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { tables } from '../../tables.ts'

/** Clients read the name behind the #, but some match on the whole type. */

test('a validation error', async () => {
  const { status, json } = await call('GetItem', { TableName: tables.hash, Key: {} })
  expect(status).toBe(400)
  expect(json).toEqual({
    __type: 'com.amazon.coral.validate#ValidationException',
    message: 'The provided key element does not match the schema',
  })
})

test('an error of the model', async () => {
  const { status, json } = await call('GetItem', { TableName: 'no-such-table-here', Key: { pk: { S: 'a' } } })
  expect(status).toBe(400)
  expect(json).toEqual({
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    message: 'Requested resource not found',
  })
})

test('a serialization error spells Message with a capital', async () => {
  const { status, json } = await call('GetItem', { TableName: 1 })
  expect(status).toBe(400)
  expect(json).toEqual({
    __type: 'com.amazon.coral.service#SerializationException',
    Message: 'NUMBER_VALUE cannot be converted to String',
  })
})

test('a failed condition carries the old item when asked for', async () => {
  const Item = { pk: { S: uniqueKey() }, v: { N: '1' } }
  await call('PutItem', { TableName: tables.hash, Item })
  const { status, json } = await call('PutItem', {
    TableName: tables.hash,
    Item: { pk: Item.pk },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  expect(status).toBe(400)
  expect(json).toEqual({
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item,
  })
})

test('an existing table', async () => {
  const { json } = await call('CreateTable', {
    TableName: tables.hash,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
  expect(json).toEqual({
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceInUseException',
    message: `Table already exists: ${tables.hash}`,
  })
})
