import dynamoose from 'dynamoose'
import type { Item } from 'dynamoose/dist/Item.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedEngine, serveEngine } from './served-engine.ts'

/** Dynamoose: makes and changes its tables itself, and waits for them. */

interface Cat extends Item {
  id: string
  born: number
  name: string
  breed?: string
  tags?: Set<string>
  toys?: string[]
  owner?: { name: string; since?: Date }
}

let served: ServedEngine

beforeAll(async () => {
  served = await serveEngine()
  dynamoose.aws.ddb.set(
    new dynamoose.aws.ddb.DynamoDB({
      endpoint: served.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'key' },
    }),
  )
})
afterAll(async () => {
  dynamoose.aws.ddb().destroy()
  await served[Symbol.asyncDispose]()
})

const schema = new dynamoose.Schema(
  {
    id: { type: String, hashKey: true },
    born: { type: Number, rangeKey: true },
    name: { type: String, required: true },
    breed: { type: String, index: { name: 'by-breed', type: 'global', rangeKey: 'born' } },
    tags: { type: Set, schema: [String] },
    toys: { type: Array, schema: [String] },
    owner: { type: Object, schema: { name: String, since: Date } },
  },
  { timestamps: false },
)
const Cats = dynamoose.model<Cat>('Cat', schema)
const options = {
  throughput: 'ON_DEMAND' as const,
  waitForActive: { enabled: true, check: { frequency: 0, timeout: 5000 } },
}

describe('dynamoose', () => {
  beforeAll(async () => {
    const table = new dynamoose.Table('Pets', [Cats], { ...options, initialize: false })
    await table.initialize()
    await Cats.batchPut(
      Array.from({ length: 10 }, (_, n) => ({
        id: 'litter',
        born: n,
        name: `cat ${n}`,
        breed: n % 2 === 0 ? 'tabby' : 'manx',
      })),
    )
  })

  test('create refuses what is there, get finds it with its types', async () => {
    const since = new Date('2026-11-01T00:00:00.000Z')
    const cat = {
      id: 'tom',
      born: 1,
      name: 'Tom',
      tags: new Set(['loud']),
      toys: ['ball'],
      owner: { name: 'Ann', since },
    }
    await Cats.create(cat)
    await expect(Cats.create(cat)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    expect({ ...(await Cats.get({ id: 'tom', born: 1 })) }).toEqual(cat)
    expect(await Cats.get({ id: 'tom', born: 2 })).toBeUndefined()
  })

  test('update sets, adds, removes and appends, under a condition', async () => {
    await Cats.create({ id: 'upd', born: 1, name: 'Upd', toys: ['a'], tags: new Set(['x']), breed: 'manx' })
    const updated = await Cats.update({ id: 'upd', born: 1 }, {
      $SET: { name: 'New' },
      $ADD: { toys: ['b'], tags: new Set(['y']) },
      $REMOVE: ['breed'],
    } as object)
    expect({ ...updated }).toEqual({ id: 'upd', born: 1, name: 'New', toys: ['a', 'b'], tags: new Set(['x', 'y']) })
    const condition = new dynamoose.Condition().filter('name').eq('Old')
    await expect(
      Cats.update({ id: 'upd', born: 1 }, { name: 'Newer' }, { condition, return: 'item' }),
    ).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    })
    await Cats.delete({ id: 'upd', born: 1 })
    expect(await Cats.get({ id: 'upd', born: 1 })).toBeUndefined()
  })

  test('query by key, range and index, in both directions, counted', async () => {
    const some = await Cats.query('id')
      .eq('litter')
      .where('born')
      .between(2, 4)
      .sort('descending' as never)
      .exec()
    expect(some.map(cat => cat.born)).toEqual([4, 3, 2])
    const tabbies = await Cats.query('breed').eq('tabby').using('by-breed').where('born').gt(2).exec()
    expect(tabbies.map(cat => cat.born)).toEqual([4, 6, 8])
    const counted = await Cats.query('id').eq('litter').filter('name').contains('cat').count().exec()
    expect(counted.count).toBe(10)
  })

  test('pages of a query and of a scan', async () => {
    const found: number[] = []
    let page = await Cats.query('id').eq('litter').limit(4).exec()
    while (true) {
      found.push(...page.map(cat => cat.born))
      if (page.lastKey === undefined) break
      page = await Cats.query('id').eq('litter').limit(4).startAt(page.lastKey).exec()
    }
    expect(found).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const all = await Cats.scan('id').eq('litter').limit(3).all().exec()
    expect(all).toHaveLength(10)
    const parallel = await Cats.scan().parallel(4).exec()
    expect(parallel.filter(cat => cat.id === 'litter')).toHaveLength(10)
  })

  test('batches', async () => {
    const keys = [0, 5, 9].map(born => ({ id: 'litter', born }))
    const cats = await Cats.batchGet([...keys, { id: 'nobody', born: 0 }])
    expect(cats.map(cat => cat.born).sort()).toEqual([0, 5, 9])
    await Cats.batchPut([1, 2].map(born => ({ id: 'gone', born, name: 'g' })))
    await Cats.batchDelete([1, 2].map(born => ({ id: 'gone', born })))
    expect(await Cats.query('id').eq('gone').exec()).toHaveLength(0)
  })

  test('a transaction over several items happens whole or not at all', async () => {
    await dynamoose.transaction([
      Cats.transaction.create({ id: 'tx', born: 1, name: 'one' }),
      Cats.transaction.update({ id: 'litter', born: 0 }, { name: 'zero' }),
      Cats.transaction.condition({ id: 'litter', born: 1 }, new dynamoose.Condition('name').eq('cat 1')),
    ])
    const failing = dynamoose.transaction([
      Cats.transaction.create({ id: 'tx', born: 2, name: 'two' }),
      Cats.transaction.create({ id: 'tx', born: 1, name: 'again' }),
    ])
    await expect(failing).rejects.toMatchObject({ name: 'TransactionCanceledException' })
    const read = await dynamoose.transaction([
      Cats.transaction.get({ id: 'tx', born: 1 }),
      Cats.transaction.get({ id: 'litter', born: 0 }),
    ])
    expect((read as Cat[]).map(cat => cat.name)).toEqual(['one', 'zero'])
    expect(await Cats.query('id').eq('tx').exec()).toHaveLength(1)
  })

  test('a table is changed to what its models ask for: indexes, throughput, time to live, tags, stream', async () => {
    const before = dynamoose.model('Dog', { id: String, breed: String })
    const first = new dynamoose.Table('Changing', [before], { ...options, throughput: 2, initialize: false })
    await first.initialize()
    const after = dynamoose.model('Dog', {
      id: String,
      breed: { type: String, index: { name: 'breeds', type: 'global' } },
    })
    const second = new dynamoose.Table('Changing', [after], {
      ...options,
      throughput: 3,
      update: true,
      expires: 1000,
      tags: { team: 'red' },
      streamOptions: { enabled: true, type: 'NEW_IMAGE' },
      initialize: false,
    })
    await second.initialize()
    const { Table } = await dynamoose.aws.ddb().describeTable({ TableName: 'Changing' })
    expect(Table).toMatchObject({
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 3 },
      GlobalSecondaryIndexes: [{ IndexName: 'breeds', IndexStatus: 'ACTIVE' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    })
    const { TimeToLiveDescription } = await dynamoose.aws.ddb().describeTimeToLive({ TableName: 'Changing' })
    expect(TimeToLiveDescription).toEqual({ AttributeName: 'ttl', TimeToLiveStatus: 'ENABLED' })
    const tags = await dynamoose.aws.ddb().listTagsOfResource({ ResourceArn: Table?.TableArn })
    expect(tags.Tags).toEqual([{ Key: 'team', Value: 'red' }])
  })
})
