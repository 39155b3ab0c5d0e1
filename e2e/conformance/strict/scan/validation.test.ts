import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { call } from '../../raw-http.ts'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { attributes, createTable, keys, tables } from '../../tables.ts'

const S = (value: string) => ({ S: value })
const scan = (more: object) => refusedCall('Scan', { TableName: tables.range, ...more })

/** Scan still answers in the words of the layer from before 2026. */
describe('members', () => {
  test('Limit 0', async () => {
    expect(await scan({ Limit: 0 })).toEqual(
      validation(
        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ),
    )
  })

  test('several at once are all listed', async () => {
    const { message } = await scan({ Limit: 0, Select: 'SOME', Segment: -1 })
    expect(message).toMatch(/^3 validation errors detected: /)
    expect(message).toContain(
      "Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
    )
    expect(message).toContain(
      "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
    expect(message).toContain(
      "Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0",
    )
  })

  test('an empty table name', async () => {
    const { message } = await scan({ TableName: '' })
    expect(message).toContain("Value '' at 'tableName' failed to satisfy constraint: ")
  })
})

describe('segments', () => {
  test('Segment without TotalSegments', async () => {
    expect(await scan({ Segment: 0 })).toEqual(
      validation(
        'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
      ),
    )
  })

  test('TotalSegments without Segment', async () => {
    expect(await scan({ TotalSegments: 2 })).toEqual(
      validation(
        'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
      ),
    )
  })

  test('Segment not below TotalSegments', async () => {
    expect(await scan({ Segment: 5, TotalSegments: 5 })).toEqual(
      validation(
        'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5',
      ),
    )
  })

  test.each([
    [{ Segment: 0, TotalSegments: 0 }, "Value '0' at 'totalSegments'", 'greater than or equal to 1'],
    [{ Segment: 0, TotalSegments: 1_000_001 }, "Value '1000001' at 'totalSegments'", 'less than or equal to 1000000'],
    [
      { Segment: 1_000_000, TotalSegments: 1_000_000 },
      "Value '1000000' at 'segment'",
      'less than or equal to 999999',
    ],
  ])('%o', async (segments, value, rule) => {
    expect(await scan(segments)).toEqual(
      validation(
        `1 validation error detected: ${value} failed to satisfy constraint: Member must have value ${rule}`,
      ),
    )
  })

  test('a start key of another segment', async () => {
    const TableName = uniqueTable('segments')
    await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
    const refused: string[] = []
    for (let Segment = 0; Segment < 4; Segment++) {
      const ExclusiveStartKey = { pk: S('somewhere') }
      const { status, json } = await call('Scan', { TableName, Segment, TotalSegments: 4, ExclusiveStartKey })
      if (status !== 200) refused.push(String(json?.message))
    }
    // The key belongs to one of the four; the others refuse it.
    expect(refused).toHaveLength(3)
    for (const message of refused) {
      expect(message).toMatch(
        /^The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 4 Segment: [0-3]$/,
      )
    }
  })
})

describe('ExclusiveStartKey', () => {
  test.each<[string, object]>([
    ['empty', {}],
    ['without the sort key', { pk: S('a') }],
    ['with one attribute too many', { pk: S('a'), sk: S('b'), x: S('c') }],
    ['of another type', { pk: S('a'), sk: { N: '1' } }],
  ])('%s', async (_, ExclusiveStartKey) => {
    expect((await scan({ ExclusiveStartKey })).message).toMatch(/^The provided starting key is invalid/)
  })
})

describe('index', () => {
  const global = (more: object) => scan({ TableName: tables.global, IndexName: 'keys', ...more })

  test('unknown', async () => {
    expect(await global({ IndexName: 'nothing' })).toEqual(
      validation('The table does not have the specified index: nothing'),
    )
  })

  test('a global one cannot be read strongly consistent', async () => {
    expect(await global({ ConsistentRead: true })).toEqual(
      validation('Consistent reads are not supported on global secondary indexes'),
    )
  })

  test('a partial global one has not ALL_ATTRIBUTES', async () => {
    expect(await global({ Select: 'ALL_ATTRIBUTES' })).toEqual(
      validation(
        `${INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`,
      ),
    )
  })

  test('a partial global one does not project', async () => {
    expect(await global({ ProjectionExpression: 'x' })).toEqual(
      validation(`${INVALID}Global secondary index keys does not project [x]`),
    )
  })
})

describe('expressions', () => {
  test('values without expression name the one that is missing', async () => {
    expect(await scan({ ExpressionAttributeValues: { ':v': S('a') } })).toEqual(
      validation('ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null'),
    )
  })

  test('a value that is none is wrapped', async () => {
    const filter = (value: object) => scan({ FilterExpression: 'a = :v', ExpressionAttributeValues: { ':v': value } })
    expect(await filter({ N: 'x' })).toEqual(
      validation(
        'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :v',
      ),
    )
    expect(await filter({ SS: [] })).toEqual(
      validation(
        `ExpressionAttributeValues contains invalid value: ${INVALID}An string set  may not be empty for key :v`,
      ),
    )
  })

  test('a set with a string twice is printed as sent', async () => {
    const { message } = await scan({
      FilterExpression: 'a = :v',
      ExpressionAttributeValues: { ':v': { SS: ['b', 'a', 'b'] } },
    })
    expect(message).toContain(`${INVALID}Input collection [b, a, b] contains duplicates.`)
  })

  test('a syntax error has no envelope', async () => {
    expect(await scan({ FilterExpression: 'a b' })).toEqual(
      validation('Invalid FilterExpression: Syntax error; token: "b", near: "a b"'),
    )
  })

  test('Select and projection', async () => {
    expect(await scan({ Select: 'COUNT', ProjectionExpression: 'a' })).toEqual(
      validation('Cannot specify the ProjectionExpression when choosing to get only the Count'),
    )
    expect(await scan({ Select: 'SPECIFIC_ATTRIBUTES' })).toEqual(
      validation('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'),
    )
  })

  test('mixed with legacy parameters', async () => {
    expect(
      await scan({
        FilterExpression: 'attribute_exists(a)',
        ScanFilter: { a: { ComparisonOperator: 'NOT_NULL' } },
      }),
    ).toEqual(
      validation(
        'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {ScanFilter} Expression parameters: {FilterExpression}',
      ),
    )
  })
})

describe('ScanFilter', () => {
  const TableName = uniqueTable('filter')
  beforeAll(async () => {
    await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
    for (const i of [1, 2, 3]) {
      await call('PutItem', { TableName, Item: { pk: S(`p${i}`), n: { N: String(i) }, s: S('x'.repeat(i)) } })
    }
  })
  const count = async (ScanFilter: object, more: object = {}) =>
    (await call('Scan', { TableName, ScanFilter, ...more })).json?.Count

  test('one condition, also on a key', async () => {
    expect(await count({ n: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '2.0' }] } })).toBe(2)
    expect(await count({ pk: { ComparisonOperator: 'EQ', AttributeValueList: [S('p1')] } })).toBe(1)
  })

  test('two conditions', async () => {
    const two = {
      n: { ComparisonOperator: 'LT', AttributeValueList: [{ N: '2' }] },
      s: { ComparisonOperator: 'EQ', AttributeValueList: [S('xxx')] },
    }
    expect(await count(two)).toBe(0)
    expect(await count(two, { ConditionalOperator: 'OR' })).toBe(2)
  })
})
