import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { db } from '../../target.ts'
import { elements, found, search, vector, vectorIndex, vectorTable } from '../vectors.ts'

const TableName = uniqueTable('vectors')
const VECTORS = { east: [1, 0], north: [0, 2], west: [-3, 0], 'north-east': [4, 4] } as const
const ALL = Object.keys(VECTORS).length
beforeAll(async () => {
  await vectorTable(
    TableName,
    vectorIndex('euclidean'),
    vectorIndex('cosine', { DistanceFunction: 'COSINE', Projection: { ProjectionType: 'KEYS_ONLY' } }),
    vectorIndex('dot', {
      DistanceFunction: 'DOT_PRODUCT',
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
    }),
  )
  for (const [pk, numbers] of Object.entries(VECTORS)) {
    await db.putItem({
      TableName,
      Item: { pk: { S: pk }, title: { S: pk.toUpperCase() }, note: { S: 'x' }, v: vector(...numbers) },
    })
  }
  await db.putItem({ TableName, Item: { pk: { S: 'without' }, title: { S: 'x' } } })
  for (const IndexName of ['euclidean', 'cosine', 'dot']) {
    await found({ TableName, IndexName, SearchVector: elements(1, 0), TopK: 100 }, ALL)
  }
})

const searched = async (IndexName: string, more: object = {}) =>
  (await search({ TableName, IndexName, SearchVector: elements(1, 0), TopK: 100, ...more })).SearchResults ?? []
const scores = async (IndexName: string) =>
  (await searched(IndexName)).map(({ Item, Score }) => [Item?.pk?.S, Number(Score?.toFixed(4))])

describe('nearest first', () => {
  test('by distance', async () => {
    expect(await scores('euclidean')).toEqual([
      ['east', 0],
      ['north', Number(Math.sqrt(5).toFixed(4))],
      ['west', 4],
      ['north-east', 5],
    ])
  })

  test('by angle, from 0 to 2', async () => {
    expect(await scores('cosine')).toEqual([
      ['east', 0],
      ['north-east', Number((1 - Math.SQRT1_2).toFixed(4))],
      ['north', 1],
      ['west', 2],
    ])
  })

  test('by dot product, the highest first and below zero last', async () => {
    expect(await scores('dot')).toEqual([
      ['north-east', 4],
      ['east', 1],
      ['north', 0],
      ['west', -3],
    ])
  })

  test('no more than asked for, and no count', async () => {
    const { $metadata: _, ...answer } = await search({
      TableName,
      IndexName: 'euclidean',
      SearchVector: elements(1, 0),
      TopK: 2,
    })
    expect(answer.SearchResults?.map(({ Item }) => Item?.pk?.S)).toEqual(['east', 'north'])
    expect(Object.keys(answer)).toEqual(['SearchResults'])
  })
})

describe('what is answered of an item', () => {
  const first = async (IndexName: string, more: object = {}) => (await searched(IndexName, more))[0]?.Item

  test('without a projection: all that is projected but the vector', async () => {
    expect(await first('euclidean')).toEqual({ pk: { S: 'east' }, title: { S: 'EAST' }, note: { S: 'x' } })
    expect(await first('dot')).toEqual({ pk: { S: 'north-east' }, title: { S: 'NORTH-EAST' } })
    expect(await first('cosine')).toEqual({ pk: { S: 'east' } })
  })

  test('the vector when it is asked for by name', async () => {
    const item = await first('euclidean', {
      ProjectionExpression: '#k, v',
      ExpressionAttributeNames: { '#k': 'pk' },
    })
    expect(Object.keys(item ?? {}).sort()).toEqual(['pk', 'v'])
    expect(item?.v?.L?.map(({ N }) => Number(N))).toEqual([1, 0])
  })

  test('nothing of what the index does not hold', async () => {
    expect(await first('dot', { ProjectionExpression: 'note, title' })).toEqual({ title: { S: 'NORTH-EAST' } })
  })
})

test('elements are written in any form that numbers have', async () => {
  const { SearchResults } = await search({
    TableName,
    IndexName: 'euclidean',
    SearchVector: [{ N: '1e0' }, { N: '0.0' }],
    TopK: 1,
  })
  expect(SearchResults).toMatchObject([{ Item: { pk: { S: 'east' } }, Score: 0 }])
})

describe('consumed capacity', () => {
  test.each(['TOTAL', 'INDEXES'] as const)('%s is a number of bytes', async ReturnConsumedCapacity => {
    const { ConsumedCapacity } = await search({
      TableName,
      IndexName: 'euclidean',
      SearchVector: elements(1, 0),
      TopK: 1,
      ReturnConsumedCapacity,
    })
    expect(
      (ConsumedCapacity as { VectorSearchRequestBytes?: number }).VectorSearchRequestBytes,
    ).toBeGreaterThanOrEqual(1024)
  })

  test('NONE is nothing', async () => {
    const answer = await search({
      TableName,
      IndexName: 'euclidean',
      SearchVector: elements(1, 0),
      TopK: 1,
      ReturnConsumedCapacity: 'NONE',
    })
    expect(answer).not.toHaveProperty('ConsumedCapacity')
  })
})
