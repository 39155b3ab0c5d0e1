import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { enveloped, INVALID, refusedCall, validation, violation, worded } from '../../refusal.ts'
import { tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const base = {
  TableName: tables.range,
  KeyConditionExpression: 'pk = :p',
  ExpressionAttributeValues: { ':p': S('a') },
}
const fault = (more: object) => refusedCall('Query', { ...base, ...more })
const global = (more: object) =>
  fault({
    TableName: tables.global,
    KeyConditionExpression: 'gpk = :p',
    IndexName: 'all',
    ...more,
  })

describe('members', () => {
  test('Limit 0', async () => {
    expect(await fault({ Limit: 0 })).toEqual(
      violation(
        "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
        "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ),
    )
  })

  test('IndexName of two characters', async () => {
    const { name, message } = await fault({ IndexName: 'ab' })
    expect(name).toBe('ValidationException')
    expect(message).toContain('Member must have length greater than or equal to 3')
  })

  test('an unknown Select', async () => {
    const { message } = await fault({ Select: 'SOME' })
    expect(message).toContain(
      'Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]',
    )
  })

  test('no table name', async () => {
    expect((await refusedCall('Query', {})).message).toBe(
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    )
  })
})

describe('Select', () => {
  test('ALL_PROJECTED_ATTRIBUTES without index', async () => {
    expect(await fault({ Select: 'ALL_PROJECTED_ATTRIBUTES' })).toEqual(
      enveloped('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'),
    )
  })

  test('SPECIFIC_ATTRIBUTES without a list', async () => {
    expect(await fault({ Select: 'SPECIFIC_ATTRIBUTES' })).toEqual(
      enveloped('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'),
    )
  })

  test.each([
    ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
    ['COUNT', 'only the Count'],
  ])('%s with a projection', async (Select, text) => {
    expect(await fault({ Select, ProjectionExpression: 'a' })).toEqual(
      enveloped(`Cannot specify the ProjectionExpression when choosing to get ${text}`),
    )
  })

  test('ALL_PROJECTED_ATTRIBUTES with a projection', async () => {
    expect(await global({ Select: 'ALL_PROJECTED_ATTRIBUTES', ProjectionExpression: 'a' })).toEqual(
      enveloped('Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES'),
    )
  })

  test('ALL_ATTRIBUTES with AttributesToGet', async () => {
    const legacy = {
      KeyConditionExpression: undefined,
      ExpressionAttributeValues: undefined,
      KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('a')] } },
    }
    expect(await fault({ ...legacy, Select: 'ALL_ATTRIBUTES', AttributesToGet: ['a'] })).toEqual(
      enveloped('Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES'),
    )
  })

  test('a list comes before a missing index', async () => {
    expect(await fault({ Select: 'ALL_PROJECTED_ATTRIBUTES', ProjectionExpression: 'a' })).toEqual(
      enveloped('Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES'),
    )
  })
})

describe('index', () => {
  test('unknown', async () => {
    expect(await fault({ IndexName: 'nothing' })).toEqual(
      validation('The table does not have the specified index: nothing'),
    )
  })

  test('a global one cannot be read strongly consistent', async () => {
    expect(await global({ ConsistentRead: true })).toEqual(
      validation('Consistent reads are not supported on global secondary indexes'),
    )
  })

  test('a partial global one has not ALL_ATTRIBUTES', async () => {
    expect(await global({ IndexName: 'keys', Select: 'ALL_ATTRIBUTES' })).toEqual(
      validation(
        `${INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`,
      ),
    )
  })

  test('a partial global one does not project', async () => {
    expect(await global({ IndexName: 'include', ProjectionExpression: 'a, x' })).toEqual(
      validation(`${INVALID}Global secondary index include does not project [x]`),
    )
  })

  test('a filter may not use what it does not project either', async () => {
    expect(await global({ IndexName: 'keys', FilterExpression: 'attribute_exists(x) OR b = a' })).toEqual(
      validation(`${INVALID}Secondary index keys does not project one or more filter attributes: [a, b, x]`),
    )
  })
})

describe('FilterExpression', () => {
  test.each(['pk', 'sk'])('on the key attribute %s', async name => {
    expect(await fault({ FilterExpression: `attribute_exists(${name})` })).toEqual(
      validation(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`),
    )
  })

  test('of an index its own keys count', async () => {
    expect(await global({ FilterExpression: 'attribute_exists(gsk)' })).toEqual(
      validation('Filter Expression can only contain non-primary key attributes: Primary key attribute: gsk'),
    )
  })

  test('of an index the table keys do not count', async () => {
    const { status } = await call('Query', {
      ...base,
      TableName: tables.global,
      IndexName: 'all',
      KeyConditionExpression: 'gpk = :p',
      FilterExpression: 'attribute_exists(pk) AND attribute_exists(sk)',
    })
    expect(status).toBe(200)
  })

  test('a syntax error names it', async () => {
    expect(await fault({ FilterExpression: 'a b' })).toEqual(
      validation('Invalid FilterExpression: Syntax error; token: "b", near: "a b"'),
    )
  })

  test('the key condition is read before it', async () => {
    const { message } = await fault({ KeyConditionExpression: 'pk b', FilterExpression: 'a b' })
    expect(message).toContain('Invalid KeyConditionExpression')
  })

  test('it is read before the projection', async () => {
    const { message } = await fault({ FilterExpression: 'a b', ProjectionExpression: 'c d' })
    expect(message).toContain('Invalid FilterExpression')
  })
})

describe('ExclusiveStartKey', () => {
  const pk = S(uniqueKey())
  beforeAll(() => call('PutItem', { TableName: tables.range, Item: { pk, sk: S('b') } }))
  const start = (ExclusiveStartKey: object, more: object = {}) =>
    fault({ ExpressionAttributeValues: { ':p': pk }, ExclusiveStartKey, ...more })

  test.each<[string, object]>([
    ['empty', {}],
    ['without the sort key', { pk }],
    ['with one attribute too many', { pk, sk: S('a'), x: S('b') }],
    ['with another name', { pk, other: S('a') }],
  ])('%s', async (_, key) => {
    expect((await start(key)).message).toMatch(/^The provided starting key is invalid/)
  })

  test('of another type', async () => {
    expect(await start({ pk, sk: { N: '1' } })).toEqual(
      validation('The provided key element does not match the schema'),
    )
  })

  test('of another partition', async () => {
    expect(await start({ pk: S('other'), sk: S('a') })).toEqual(
      validation('The provided starting key is outside query boundaries based on provided conditions'),
    )
  })

  test('outside the range', async () => {
    const range = {
      KeyConditionExpression: 'pk = :p AND sk > :v',
      ExpressionAttributeValues: { ':p': pk, ':v': S('m') },
    }
    expect(await start({ pk, sk: S('a') }, range)).toEqual(
      validation('The provided starting key does not match the range key predicate'),
    )
  })

  test('with equality on both key attributes', async () => {
    const one = {
      KeyConditionExpression: 'pk = :p AND sk = :v',
      ExpressionAttributeValues: { ':p': pk, ':v': S('b') },
    }
    expect(await start({ pk, sk: S('b') }, one)).toEqual(
      validation('The query can return at most one row and cannot be restarted'),
    )
  })

  test('for an index without the index key', async () => {
    const index = { TableName: tables.global, IndexName: 'all', KeyConditionExpression: 'gpk = :p' }
    expect((await start({ pk, sk: S('b') }, index)).message).toMatch(/^The provided starting key is invalid/)
  })
})

test('mixing names every parameter', async () => {
  const { message } = await fault({
    KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('a')] } },
    QueryFilter: {},
  })
  expect(message).toContain(
    'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {',
  )
  expect(message).toContain('Expression parameters: {KeyConditionExpression}')
})

test('values without expression', async () => {
  expect(await fault({ KeyConditionExpression: undefined })).toEqual(
    worded(
      'ExpressionAttributeValues can only be specified when using expressions',
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null',
    ),
  )
})

test('names and values that are not used', async () => {
  expect(await fault({ ExpressionAttributeValues: { ':p': S('a'), ':x': S('b') } })).toEqual(
    validation('Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}'),
  )
})
