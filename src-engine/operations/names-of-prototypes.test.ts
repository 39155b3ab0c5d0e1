import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'

/** Names that a plain object would lose: everything a caller names may be called so. */
const NAME = '__proto__'
const under = (name: string, value: unknown): Record<string, unknown> => Object.fromEntries([[name, value]])
const keyOf = (n: number) => ({ ...under(NAME, { S: 'a' }), n: { N: `${n}` } })

const INDEX = {
  IndexName: NAME,
  KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
}

async function tableOf(engine: Engine, items: number): Promise<void> {
  await engine.execute('CreateTable', {
    TableName: NAME,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: NAME, AttributeType: 'S' },
      { AttributeName: 'n', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: NAME, KeyType: 'HASH' },
      { AttributeName: 'n', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'constructor',
        KeySchema: [
          { AttributeName: NAME, KeyType: 'HASH' },
          { AttributeName: 'n', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    GlobalSecondaryIndexes: [INDEX],
  })
  for (let n = 0; n < items; n++) {
    await engine.execute('PutItem', {
      TableName: NAME,
      Item: { ...keyOf(n), ...under('pad', { S: 'x'.repeat(200_000) }) },
    })
  }
}

describe('a name like that of an object’s prototype', () => {
  test.each([undefined, NAME, 'constructor'])(
    'LastEvaluatedKey has a key attribute of it, index %s',
    async IndexName => {
      await using engine = freshEngine()
      await tableOf(engine, 2)
      const first = await engine.execute('Scan', { TableName: NAME, Limit: 1, ...(IndexName && { IndexName }) })
      const second = await engine.execute('Scan', {
        TableName: NAME,
        ...(IndexName && { IndexName }),
        ExclusiveStartKey: first.LastEvaluatedKey,
      })
      expect(Object.keys(first.LastEvaluatedKey as object).sort()).toEqual([NAME, 'n'])
      expect(second).toMatchObject({ Count: 1 })
    },
  )

  test('BatchWriteItem reports the item collections of a table of it', async () => {
    await using engine = freshEngine()
    await tableOf(engine, 0)
    const answer = await engine.execute('BatchWriteItem', {
      RequestItems: under(NAME, [{ PutRequest: { Item: keyOf(1) } }, { PutRequest: { Item: keyOf(2) } }]),
      ReturnItemCollectionMetrics: 'SIZE',
    })
    const collection = { ItemCollectionKey: under(NAME, { S: 'a' }), SizeEstimateRangeGB: [0, 1] }
    expect(answer.ItemCollectionMetrics).toEqual(under(NAME, [collection, collection]))
  })

  test('BatchGetItem leaves keys of a table of it unprocessed', async () => {
    await using engine = freshEngine()
    await tableOf(engine, 85)
    const Keys = Array.from({ length: 85 }, (_, n) => keyOf(n))
    const { UnprocessedKeys } = await engine.execute('BatchGetItem', { RequestItems: under(NAME, { Keys }) })
    expect(UnprocessedKeys).toEqual(under(NAME, { Keys: Keys.slice(83) }))
  })

  test('UpdateTable deletes an index of it and makes one', async () => {
    await using engine = freshEngine()
    await tableOf(engine, 0)
    await engine.execute('UpdateTable', {
      TableName: NAME,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: NAME } }],
    })
    const { TableDescription } = await engine.execute('UpdateTable', {
      TableName: NAME,
      AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
      GlobalSecondaryIndexUpdates: [{ Create: INDEX }],
    })
    expect(TableDescription).toMatchObject({ GlobalSecondaryIndexes: [{ IndexName: NAME, IndexStatus: 'CREATING' }] })
  })
})
