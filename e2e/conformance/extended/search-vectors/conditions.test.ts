import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { refusalOf, validation } from '../../refusal.ts'
import { db } from '../../target.ts'
import { elements, filter, found, hash, search, vector, vectorIndex, vectorTable } from '../vectors.ts'

const TableName = uniqueTable('conditions')
const FILMS: readonly (readonly [string, Record<string, AttributeValue>])[] = [
  ['a-1999-drama', { tenant: { S: 'a' }, year: { N: '1999' }, genre: { S: 'drama' }, v: vector(1, 0) }],
  ['a-2001-drama', { tenant: { S: 'a' }, year: { N: '2001' }, genre: { S: 'drama' }, v: vector(2, 0) }],
  ['a-1999-noir', { tenant: { S: 'a' }, year: { N: '1999.0' }, genre: { S: 'noir' }, v: vector(3, 0) }],
  ['a-without', { tenant: { S: 'a' }, v: vector(4, 0) }],
  ['b-1999-drama', { tenant: { S: 'b' }, year: { N: '1999' }, genre: { S: 'drama' }, v: vector(0, 0) }],
  ['nobody', { year: { N: '1999' }, genre: { S: 'drama' }, v: vector(0, 0) }],
]
beforeAll(async () => {
  await vectorTable(
    TableName,
    vectorIndex('scoped', { SearchSchema: [hash('tenant'), filter('year'), filter('genre')] }),
    vectorIndex('filtered', { SearchSchema: [filter('genre')] }),
  )
  for (const [pk, item] of FILMS) await db.putItem({ TableName, Item: { pk: { S: pk }, ...item } })
  await found(inputOf('tenant = :a'), 4)
  await found({ TableName, IndexName: 'filtered', SearchVector: elements(0, 0), TopK: 100 }, FILMS.length)
})

const VALUES: Record<string, AttributeValue> = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':y': { N: '1999' },
  ':d': { S: 'drama' },
  ':none': { S: 'none' },
}
/** A search of the scoped index by this condition, with the values that it names. */
function inputOf(SearchConditionExpression: string, more: object = {}) {
  const values = Object.entries(VALUES).filter(([name]) => SearchConditionExpression.includes(name))
  return {
    TableName,
    IndexName: 'scoped',
    SearchVector: elements(0, 0),
    TopK: 100,
    SearchConditionExpression,
    ExpressionAttributeValues: Object.fromEntries(values),
    ...(SearchConditionExpression.includes('#y') ? { ExpressionAttributeNames: { '#y': 'year' } } : {}),
    ...more,
  }
}
const keysOf = async (condition: string, more: object = {}) =>
  (await search(inputOf(condition, more))).SearchResults?.map(({ Item }) => Item?.pk?.S)

describe('narrow a search', () => {
  test('to one HASH value; who lacks it is in no search', async () => {
    expect(await keysOf('tenant = :a')).toEqual(['a-1999-drama', 'a-2001-drama', 'a-1999-noir', 'a-without'])
    expect(await keysOf('tenant = :b')).toEqual(['b-1999-drama'])
    expect(await keysOf('tenant = :none')).toEqual([])
  })

  test('by filters, in any order; numbers are equal by value', async () => {
    expect(await keysOf('#y = :y AND tenant = :a')).toEqual(['a-1999-drama', 'a-1999-noir'])
    expect(await keysOf('tenant = :a AND genre = :d AND #y = :y')).toEqual(['a-1999-drama'])
  })

  test('by placeholders, values first, parentheses', async () => {
    const names = { ExpressionAttributeNames: { '#t': 'tenant' } }
    expect(await keysOf('(:a = #t) AND (genre = :d)', names)).toEqual(['a-1999-drama', 'a-2001-drama'])
  })

  test('by filters alone where there is no HASH', async () => {
    const all = { IndexName: 'filtered', SearchConditionExpression: undefined, ExpressionAttributeValues: undefined }
    expect(await keysOf('', all)).toHaveLength(FILMS.length)
    const drama = await keysOf('genre = :d', { IndexName: 'filtered' })
    expect(drama?.sort()).toEqual(['a-1999-drama', 'a-2001-drama', 'b-1999-drama', 'nobody'])
  })
})

describe('are refused', () => {
  const INVALID = 'Invalid SearchConditionExpression: '
  test.each([
    ['tenant < :a', `${INVALID}Invalid comparator used in SearchConditionExpression`],
    ['tenant <> :a', `${INVALID}Invalid comparator used in SearchConditionExpression`],
    ['tenant = :a OR genre = :d', `${INVALID}Invalid operator used in SearchConditionExpression`],
    ['tenant = :a AND NOT genre = :d', `${INVALID}Invalid operator used in SearchConditionExpression`],
    ['begins_with(tenant, :a)', `${INVALID}Invalid operator used in SearchConditionExpression`],
    ['tenant IN (:a, :b)', `${INVALID}Invalid operator used in SearchConditionExpression`],
    ['tenant.x = :a', `${INVALID}SearchConditionExpression cannot have conditions on nested attributes`],
    [
      'tenant = :a AND tenant = :b',
      `${INVALID}SearchConditionExpression must only contain one condition per attribute`,
    ],
    ['#y = :y', 'SearchConditionExpression must have all HASH attributes in configured SearchSchema'],
    [
      'tenant = :a AND title = :d',
      'SearchConditionExpression must not contain any attributes that is not in SearchSchema. Invalid attribute: title',
    ],
    [
      'tenant = :y',
      "Type of 'tenant' attribute in SearchConditionExpression (N) does not match type in search schema (S)",
    ],
  ])('%s', async (condition, message) => {
    expect(await refusalOf(search(inputOf(condition)))).toEqual(validation(message))
  })

  test('none where there is a HASH', async () => {
    const input = { TableName, IndexName: 'scoped', SearchVector: elements(0, 0), TopK: 1 }
    expect(await refusalOf(search(input))).toEqual(
      validation('SearchConditionExpression must be provided when SearchSchema has a HASH key'),
    )
  })
})
