import { describe, expect, test } from 'vitest'
import { enveloped, INVALID, refusedCall, validation, violation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { wording } from '../../target.ts'

const Item = { pk: { S: 'a' } }
const put = (more: object) => refusedCall('PutItem', { TableName: tables.hash, Item, ...more })

describe('table name', () => {
  test('missing', async () => {
    expect(await refusedCall('PutItem', { Item })).toEqual(
      violation("Value null at 'tableName' failed to satisfy constraint: Member must not be null"),
    )
  })

  test('empty', async () => {
    expect(await put({ TableName: '' })).toEqual(
      violation(
        "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    )
  })

  test('of two characters is unknown, not invalid', async () => {
    expect(await put({ TableName: 'ab' })).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    })
  })

  test('of 256 characters', async () => {
    const TableName = 'x'.repeat(256)
    expect(await put({ TableName })).toEqual(
      violation(
        `Value '${TableName}' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255`,
      ),
    )
  })

  test('with other characters', async () => {
    expect(await put({ TableName: 'a;b' })).toEqual(
      violation(
        "Value 'a;b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
      ),
    )
  })
})

test('Item missing', async () => {
  const { name, message } = await refusedCall('PutItem', { TableName: tables.hash })
  expect(name).toBe('ValidationException')
  expect(message).toContain("'item' failed to satisfy constraint: Member must not be null")
})

describe('enums', () => {
  test.each([
    ['ReturnConsumedCapacity', '[INDEXES, TOTAL, NONE]', '[INDEXES, TOTAL, NONE]'],
    ['ReturnItemCollectionMetrics', '[SIZE, NONE]', '[SIZE, NONE]'],
    [
      'ReturnValues',
      '[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
      '[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]',
    ],
    ['ConditionalOperator', '[ALL, OR]', '[OR, AND]'],
  ])('%s', async (member, current, older) => {
    const set = wording === 'current' ? current : older
    const { name, message } = await put({ [member]: 'hi' })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(/^1 validation error detected: /)
    expect(message).toContain(`ailed to satisfy constraint: Member must satisfy enum value set: ${set}`)
  })
})

describe('ReturnValues', () => {
  test.each(['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'])('%s', async ReturnValues => {
    expect(await put({ ReturnValues })).toEqual(enveloped('ReturnValues can only be ALL_OLD or NONE'))
  })
})

describe('expression parameters', () => {
  test('mixed with legacy ones', async () => {
    expect(await put({ Expected: { a: { Exists: false } }, ConditionExpression: 'attribute_not_exists(a)' })).toEqual(
      enveloped(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
      ),
    )
  })

  test('names without expression', async () => {
    expect(await put({ ExpressionAttributeNames: { '#a': 'a' } })).toEqual(
      enveloped('ExpressionAttributeNames can only be specified when using expressions'),
    )
  })

  test('values without expression', async () => {
    expect(await put({ ExpressionAttributeValues: { ':a': { S: 'a' } } })).toEqual(
      enveloped(
        'ExpressionAttributeValues can only be specified when using expressions',
        'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
      ),
    )
  })

  test('an empty expression', async () => {
    expect(await put({ ConditionExpression: '' })).toEqual(
      enveloped('Invalid ConditionExpression: The expression can not be empty;'),
    )
  })

  test('empty names', async () => {
    const { message } = await put({ ConditionExpression: 'attribute_exists(a)', ExpressionAttributeNames: {} })
    expect(message).toContain('ExpressionAttributeNames must not be empty')
  })

  test('empty values', async () => {
    const { message } = await put({ ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: {} })
    expect(message).toContain('ExpressionAttributeValues must not be empty')
  })

  test('bad keys of names and values', async () => {
    const names = await put({ ConditionExpression: 'a = #b', ExpressionAttributeNames: { b: 'b' } })
    expect(names.message).toContain('ExpressionAttributeNames contains invalid key: Syntax error; key: "b"')
    const values = await put({ ConditionExpression: 'a = :b', ExpressionAttributeValues: { b: { S: 'b' } } })
    expect(values.message).toContain('ExpressionAttributeValues contains invalid key: Syntax error; key: "b"')
  })

  test('names are checked first, then the keys of values, then what the values are', async () => {
    const ConditionExpression = ''
    const bad = { ':b': { a: '' } }
    const names = await put({ ConditionExpression, ExpressionAttributeNames: {}, ExpressionAttributeValues: bad })
    expect(names.message).toContain('ExpressionAttributeNames must not be empty')
    const keys = await put({ ConditionExpression, ExpressionAttributeValues: { ...bad, b: { S: 'a' } } })
    expect(keys.message).toContain('ExpressionAttributeValues contains invalid key: Syntax error; key: "b"')
    const values = await put({ ConditionExpression, ExpressionAttributeValues: bad })
    expect(values.message).toContain('Supplied AttributeValue is empty')
  })

  test('unused names', async () => {
    expect(
      await put({ ConditionExpression: 'attribute_exists(a)', ExpressionAttributeNames: { '#a': 'a' } }),
    ).toEqual(enveloped('Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}'))
  })

  test('unused values', async () => {
    expect(
      await put({ ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: { ':a': { S: 'a' } } }),
    ).toEqual(enveloped('Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}'))
  })

  test('unused names are reported before unused values', async () => {
    const { message } = await put({
      ConditionExpression: 'attribute_exists(a)',
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    })
    expect(message).toContain('ExpressionAttributeNames unused')
  })

  test('values that are no values are reported plainly', async () => {
    const text = (fault: string) =>
      enveloped(fault, `ExpressionAttributeValues contains invalid value: ${fault} for key :v`)
    expect(await put({ ConditionExpression: 'a = :v', ExpressionAttributeValues: { ':v': { N: 'x' } } })).toEqual(
      text('The parameter cannot be converted to a numeric value: x'),
    )
    expect(await put({ ConditionExpression: 'a = :v', ExpressionAttributeValues: { ':v': { SS: [] } } })).toEqual(
      text(`${INVALID}An string set  may not be empty`),
    )
  })
})

describe('of several faults the earlier phase is reported:', () => {
  const badNumber = { pk: { S: 'a' }, v: { N: 'x' } }
  const NUMBER = enveloped('The parameter cannot be converted to a numeric value: x')

  test('the table name before other members', async () => {
    const { message } = await put({ TableName: '', ReturnConsumedCapacity: 'hi' })
    const rule = 'failed to satisfy constraint: Member must have length greater than or equal to 1'
    if (wording === 'current') expect(message).toBe(violation(`Value at 'TableName' ${rule}`).message)
    // The older layer lists them together.
    else expect(message).toMatch(new RegExp(`^2 validation errors detected: .*Value '' at 'tableName' ${rule}`))
  })

  test('members before values', async () => {
    const { message } = await put({ Item: badNumber, ReturnConsumedCapacity: 'hi' })
    expect(message).toContain('Member must satisfy enum value set: [INDEXES, TOTAL, NONE]')
  })

  test('mixing before values', async () => {
    const { message } = await put({
      Item: badNumber,
      Expected: { a: { Exists: false } },
      ConditionExpression: 'attribute_not_exists(a)',
    })
    expect(message).toContain('Can not use both expression and non-expression parameters')
  })

  test('values before ReturnValues', async () => {
    expect(await put({ Item: badNumber, ReturnValues: 'ALL_NEW' })).toEqual(NUMBER)
  })

  test('ReturnValues before the expression', async () => {
    expect(await put({ ReturnValues: 'ALL_NEW', ConditionExpression: 'a b' })).toEqual(
      enveloped('ReturnValues can only be ALL_OLD or NONE'),
    )
  })

  test('the expression before the table', async () => {
    const { message } = await put({ TableName: 'no-such-table-here', ConditionExpression: 'a b' })
    expect(message).toContain('Invalid ConditionExpression: Syntax error')
  })

  test('the table before the key', async () => {
    const refusal = await put({ TableName: 'no-such-table-here', Item: { other: { S: 'a' } } })
    expect(refusal.name).toBe('ResourceNotFoundException')
  })

  test('the key before the condition', async () => {
    expect(await put({ Item: { other: { S: 'a' } }, ConditionExpression: 'attribute_exists(a)' })).toEqual(
      validation(`${INVALID}Missing the key pk in the item`),
    )
  })
})
