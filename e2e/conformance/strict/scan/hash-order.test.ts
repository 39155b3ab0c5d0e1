import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueKey, uniqueTable } from '../../names.ts'
import { attributes, createTable, index, keys } from '../../tables.ts'
import { db } from '../../target.ts'

/*
 * The service hashes the partition key by MD5 of `Outliers` and its bytes, and walks the hashes upwards. Source: the
 * order of Scans in public transcripts of 2012 to 2026, and the suite of Dynalite, which ran against the service.
 */

const names = { S: uniqueTable('hash-s'), N: uniqueTable('hash-n') }
const pairs = uniqueTable('hash-pairs')
const strings = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'aardman', 'hello', 'zapf', 'äáöü']
const numbers = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-0.09', '999.9', '0.012345', '-999.9']

async function scanned(type: keyof typeof names, more: object = {}): Promise<readonly unknown[]> {
  const answer = await db.scan({ TableName: names[type], ConsistentRead: true, ...more })
  return (answer.Items ?? []).map(item => item.pk?.[type])
}

beforeAll(async () => {
  for (const type of ['S', 'N'] as const) {
    await createTable({
      TableName: names[type],
      AttributeDefinitions: attributes({ pk: type }),
      KeySchema: keys(['pk']),
    })
  }
  for (const S of [...strings, '3635', '228', '1668', '3435']) await put(names.S, { S })
  for (const N of [...numbers, '251', '2388', '101', '102', '103', '201', '202', '203', '204', '205']) {
    await put(names.N, { N })
  }
  await createTable({
    TableName: pairs,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S', g: 'S', h: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [index('by-g', ['g']), index('by-g-and-h', ['g'], ['h'])],
  })
})

async function put(TableName: string, pk: AttributeValue): Promise<void> {
  await db.putItem({ TableName, Item: { pk } })
}

describe('a Scan walks', () => {
  test('strings by their hash', async () => {
    const order = ['2', '8', '9', '1', '6', 'hello', '0', '5', '4', 'äáöü', 'aardman', '7', '3', 'zapf']
    expect((await scanned('S')).filter(key => strings.includes(key as string))).toEqual(order)
  })

  test('numbers by the hash of their stored form', async () => {
    const order = ['7', '999.9', '8', '3', '2', '-999.9', '9', '4', '-0.09', '6', '1', '0', '0.012345', '5']
    expect((await scanned('N')).filter(key => numbers.includes(key as string))).toEqual(order)
  })

  test('the products of the developer guide in the order that its readers know', async () => {
    const products = ['101', '102', '103', '201', '202', '203', '204', '205']
    const order = ['205', '203', '202', '201', '204', '102', '103', '101']
    expect((await scanned('N')).filter(key => products.includes(key as string))).toEqual(order)
  })
})

test.each([
  ['S', 0, ['3635', '228']],
  ['S', 1, ['1668']],
  ['S', 4, ['3435']],
  ['N', 1, ['251']],
  ['N', 4095, ['2388']],
] as const)('a segment is a share of the hashes: %s, %i of 4096', async (type, Segment, found) => {
  expect(await scanned(type, { Segment, TotalSegments: 4096 })).toEqual(expect.arrayContaining([...found]))
})

describe('entries of a global index with equal keys lie in the order of the hash of the whole table key', () => {
  /** Keys of the items of an index, `pk` and `sk` as one word, as the pages of a Query answer them. */
  async function queried(IndexName: string, g: string, more: object = {}): Promise<readonly string[]> {
    const found: string[] = []
    let page: object = {}
    do {
      const answer = await db.query({
        TableName: pairs,
        IndexName,
        KeyConditionExpression: 'g = :g',
        ExpressionAttributeValues: { ':g': { S: g } },
        Limit: 2,
        ...more,
        ...page,
      })
      for (const item of answer.Items ?? []) found.push(`${item.pk?.S}${item.sk?.S}`)
      page = answer.LastEvaluatedKey === undefined ? {} : { ExclusiveStartKey: answer.LastEvaluatedKey }
    } while ('ExclusiveStartKey' in page)
    return found
  }
  const putPairs = async (g: string, items: readonly string[]): Promise<void> => {
    for (const [pk = '', sk = ''] of items) {
      await db.putItem({ TableName: pairs, Item: { pk: { S: pk }, sk: { S: sk }, g: { S: g }, h: { S: 'same' } } })
    }
  }

  test('in pages, forwards and backwards', async () => {
    const g = uniqueKey('g')
    await putPairs(g, ['aa', 'bb', 'ce', 'cd', 'da', 'ea'])
    const order = ['bb', 'aa', 'ce', 'ea', 'da', 'cd']
    await expect.poll(() => queried('by-g', g)).toEqual(order)
    expect(await queried('by-g', g, { ScanIndexForward: false })).toEqual(order.toReversed())
  })

  test('also where the index has a sort key', async () => {
    const g = uniqueKey('g')
    await putPairs(g, ['aa', 'ba', 'ca', 'cb', 'da', 'db'])
    await expect.poll(() => queried('by-g-and-h', g)).toEqual(['aa', 'da', 'ba', 'ca', 'db', 'cb'])
  })
})
