import { describe, expect, test } from 'vitest'
import { INVALID, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** Requests with several faults: the one that is answered tells the order of the checks. */

const S = (value: string) => ({ S: value })
const N = (value: string) => ({ N: value })
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const START = 'The provided starting key is invalid'
const MISMATCH = 'The provided key element does not match the schema'

const absent = (more: object) => refusedCall('Scan', { TableName: 'no-such-table-here', ...more })
const scan = (more: object) => refusedCall('Scan', { TableName: tables.range, ...more })

describe('the request', () => {
  const ScanFilter = { a: { ComparisonOperator: 'EQ', AttributeValueList: [{}] } }
  const expressions = { FilterExpression: '', ExpressionAttributeNames: {} }

  test('AttributesToGet come first', async () => {
    expect(
      await absent({ AttributesToGet: ['a', 'a'], ScanFilter, ExclusiveStartKey: { pk: {} }, Segment: 1 }),
    ).toEqual(validation(`${INVALID}Duplicate value in attribute name: a`))
  })

  test('then the filter', async () => {
    const AttributeValueList = [{ BOOL: true }, { BOOL: true }]
    const more = { ExclusiveStartKey: { pk: {} }, Segment: 1 }
    expect(await absent({ ...more, ScanFilter })).toEqual(validation(EMPTY))
    expect(
      await absent({ ...more, ScanFilter: { a: { ComparisonOperator: 'BETWEEN', AttributeValueList } } }),
    ).toEqual(validation(`${INVALID}ComparisonOperator BETWEEN is not valid for BOOL AttributeValue type`))
  })

  test('then the values of the start key', async () => {
    expect(await absent({ ExclusiveStartKey: { pk: {} }, Segment: 1, ...expressions })).toEqual(
      validation(`${START}: ${EMPTY}`),
    )
    expect(await absent({ ExclusiveStartKey: { pk: N('b') }, Segment: 1, ...expressions })).toEqual(
      validation('The parameter cannot be converted to a numeric value: b'),
    )
  })

  test('then the segments', async () => {
    expect((await absent({ Segment: 1, ...expressions })).message).toContain(
      'The TotalSegments parameter is required',
    )
  })

  test('then the expressions', async () => {
    expect(await absent(expressions)).toEqual(validation('ExpressionAttributeNames must not be empty'))
  })
})

describe('the start key', () => {
  const index = { TableName: tables.global, IndexName: 'keys' }
  const SCALARS =
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"
  const ALL_ATTRIBUTES = `${INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`

  test('of a table comes before paths into keys', async () => {
    const FilterExpression = 'attribute_exists(pk.a)'
    const expected = validation(`${START}: ${MISMATCH}`)
    expect(await scan({ FilterExpression, ExclusiveStartKey: {} })).toEqual(expected)
    expect(await scan({ FilterExpression, ExclusiveStartKey: { pk: S('a'), x: S('a') } })).toEqual(expected)
    expect(await scan({ FilterExpression })).toEqual(validation(SCALARS))
    expect(await scan({ ProjectionExpression: 'pk[0]' })).toEqual(validation(SCALARS))
  })

  test('of an index is counted and held against its key before Select is judged', async () => {
    const select = { ...index, Select: 'ALL_ATTRIBUTES' }
    const start = { pk: N('1'), sk: S('a'), gpk: S('a'), gsk: S('a') }
    expect(await scan({ ...select, ExclusiveStartKey: { gpk: S('a') } })).toEqual(validation(START))
    expect(await scan({ ...select, ExclusiveStartKey: { pk: S('a'), sk: S('a'), gpk: S('a'), x: S('a') } })).toEqual(
      validation(START),
    )
    expect(await scan({ ...select, ExclusiveStartKey: { ...start, gsk: N('1') } })).toEqual(validation(MISMATCH))
    expect(await scan({ ...select, ExclusiveStartKey: start })).toEqual(validation(ALL_ATTRIBUTES))
    expect(await scan({ ...index, ExclusiveStartKey: start })).toEqual(validation(`${START}: ${MISMATCH}`))
  })

  test('of an index that is not there is not looked at', async () => {
    expect(await scan({ IndexName: 'nothing', ExclusiveStartKey: {} })).toEqual(
      validation('The table does not have the specified index: nothing'),
    )
  })
})
