import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { elements, filter, hash, keysOf, search, vector, vectorIndex, vectorTable } from '../testing/vector-table.ts'

const TableName = 'Films'

type Distance = 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT'
interface Film {
  readonly numbers: readonly number[]
  readonly tenant: string
  readonly genre: string | undefined
}

/** The definition of each distance, as a textbook has it. */
function scoreOf(distance: Distance, query: readonly number[], stored: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0)
  const difference = query.map((each, at) => each - (stored[at] ?? 0))
  switch (distance) {
    case 'DOT_PRODUCT':
      return dot(query, stored)
    case 'EUCLIDEAN':
      return Math.sqrt(dot(difference, difference))
    case 'COSINE': {
      const lengths = Math.sqrt(dot(query, query)) * Math.sqrt(dot(stored, stored))
      return lengths === 0 ? 1 : 1 - dot(query, stored) / lengths
    }
  }
}

/** All films that a search is about, nearest first; equally near ones in any order. */
function bruteForce(
  films: readonly Film[],
  distance: Distance,
  query: readonly number[],
  scope: { readonly tenant: string; readonly genre: string | undefined },
): number[] {
  const scores = films
    .filter(({ tenant, genre }) => tenant === scope.tenant && (scope.genre === undefined || genre === scope.genre))
    .map(({ numbers }) => scoreOf(distance, query.map(Math.fround), numbers.map(Math.fround)))
  return scores.sort((a, b) => (distance === 'DOT_PRODUCT' ? b - a : a - b))
}

const element = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ noNaN: true, min: -1e6, max: 1e6 }))
const world = fc.integer({ min: 1, max: 5 }).chain(dimensions => {
  const numbers = fc.array(element, { minLength: dimensions, maxLength: dimensions })
  return fc.record({
    dimensions: fc.constant(dimensions),
    films: fc.array(
      fc.record({
        numbers,
        tenant: fc.constantFrom('a', 'b'),
        genre: fc.constantFrom('drama', 'noir', undefined),
      }),
      { maxLength: 40 },
    ),
    query: numbers,
    limit: fc.integer({ min: 1, max: 12 }),
    scope: fc.record({ tenant: fc.constantFrom('a', 'b'), genre: fc.constantFrom('drama', undefined) }),
  })
})

test('a search finds what looking at every vector finds', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ dimensions, films, query, limit, scope }) => {
      await using engine = freshEngine()
      const distances: readonly Distance[] = ['COSINE', 'EUCLIDEAN', 'DOT_PRODUCT']
      const schema = { SearchSchema: [hash('tenant'), filter('genre')], Dimensions: dimensions }
      await vectorTable(
        engine,
        TableName,
        ...distances.map(DistanceFunction => vectorIndex(DistanceFunction, { ...schema, DistanceFunction })),
      )
      for (const [at, { numbers, tenant, genre }] of films.entries()) {
        const Item = {
          pk: { S: `${at}` },
          tenant: { S: tenant },
          ...(genre === undefined ? {} : { genre: { S: genre } }),
          v: vector(...numbers),
        }
        await engine.execute('PutItem', { TableName, Item })
      }
      for (const distance of distances) {
        const hits = await search(engine, TableName, distance, query, {
          TopK: limit,
          SearchConditionExpression: scope.genre === undefined ? 'tenant = :t' : 'genre = :g AND tenant = :t',
          ExpressionAttributeValues: {
            ':t': { S: scope.tenant },
            ...(scope.genre === undefined ? {} : { ':g': { S: scope.genre } }),
          },
        })
        const wanted = bruteForce(films, distance, query, scope).slice(0, limit)
        expect(hits).toHaveLength(wanted.length)
        for (const [at, { Item, Score }] of hits.entries()) {
          const scale = 1e-9 * Math.max(1, Math.abs(wanted[at] ?? 0))
          expect(Math.abs(Score - (wanted[at] ?? Number.NaN))).toBeLessThan(scale)
          const film = films[Number(Item.pk !== undefined && 'S' in Item.pk ? Item.pk.S : -1)]
          expect(film).toBeDefined()
          const own = scoreOf(distance, query.map(Math.fround), (film?.numbers ?? []).map(Math.fround))
          expect(Math.abs(Score - own)).toBeLessThan(scale)
        }
        expect(new Set(keysOf(hits)).size).toBe(hits.length)
      }
    }),
    { numRuns: 60 },
  )
})

test('equally near items come in the order of their stored keys, whichever was written first', async () => {
  const orders = [
    ['a', 'b', 'c', 'd'],
    ['d', 'b', 'c', 'a'],
  ]
  const answers = []
  for (const order of orders) {
    await using engine = freshEngine()
    await vectorTable(engine, TableName, vectorIndex('vix'))
    for (const pk of order) await engine.execute('PutItem', { TableName, Item: { pk: { S: pk }, v: vector(1, 1) } })
    answers.push(keysOf(await search(engine, TableName, 'vix', [0, 0], { TopK: 3 })))
  }
  expect(answers[0]).toHaveLength(3)
  expect(answers[1]).toEqual(answers[0])
})

test('results beyond 16 MB are left off', async () => {
  await using engine = freshEngine()
  await vectorTable(engine, TableName, vectorIndex('vix', { Projection: { ProjectionType: 'ALL' } }))
  const note = { S: 'x'.repeat(390 * 1024) }
  for (let n = 0; n < 50; n++) {
    await engine.execute('PutItem', { TableName, Item: { pk: { S: `${n}` }, v: vector(n, 0), note } })
  }
  const hits = await search(engine, TableName, 'vix', [0, 0])
  expect(hits).toHaveLength(42)
  expect(keysOf(hits).slice(0, 3)).toEqual(['0', '1', '2'])
})

describe('a search of a large index', () => {
  const ITEMS = 9000

  async function largeTable(): Promise<ReturnType<typeof freshEngine>> {
    const engine = freshEngine()
    await vectorTable(engine, TableName, vectorIndex('vix'))
    for (let n = 0; n < ITEMS; n += 25) {
      const items = Array.from({ length: 25 }, (_, i) => ({ pk: { S: `${n + i}` }, v: vector(n + i, 0) }))
      await engine.execute('BatchWriteItem', {
        RequestItems: { [TableName]: items.map(Item => ({ PutRequest: { Item } })) },
      })
    }
    return engine
  }
  const begin = (engine: Engine, TopK = 3) => search(engine, TableName, 'vix', [0, 0], { TopK })

  test('lets others be answered in between', async () => {
    await using engine = await largeTable()
    const order: string[] = []
    const searched = begin(engine).then(hits => {
      order.push('search')
      return hits
    })
    const read = engine.execute('GetItem', { TableName, Key: { pk: { S: '7' } } }).then(() => order.push('read'))
    await new Promise(resolve => setImmediate(resolve))
    const written = engine
      .execute('PutItem', { TableName, Item: { pk: { S: 'other' } } })
      .then(() => order.push('write'))
    await Promise.all([searched, read, written])
    expect(order).toEqual(['read', 'write', 'search'])
    expect(keysOf(await searched)).toEqual(['0', '1', '2'])
  })

  test('answers nothing that is gone by the end, nor what has moved away as if it had not', async () => {
    await using engine = await largeTable()
    const searched = begin(engine, 4)
    await new Promise(resolve => setImmediate(resolve))
    await engine.execute('DeleteItem', { TableName, Key: { pk: { S: '1' } } })
    await engine.execute('PutItem', { TableName, Item: { pk: { S: '2' }, v: vector(2.5, 0) } })
    await engine.execute('UpdateItem', { TableName, Key: { pk: { S: '3' } }, UpdateExpression: 'REMOVE v' })
    expect((await searched).map(({ Item, Score }) => [Item.pk, Score])).toEqual([
      [{ S: '0' }, 0],
      [{ S: '2' }, 2.5],
    ])
  })

  test('ends with its index, and does not go on in another one of the same name', async () => {
    await using engine = await largeTable()
    const searched = begin(engine)
    const refused = expect(searched).rejects.toMatchObject({
      message: 'The table does not have the specified index: vix',
    })
    await engine.execute('UpdateTable', { TableName, VectorIndexUpdates: [{ Delete: { IndexName: 'vix' } }] })
    await engine.execute('UpdateTable', { TableName, VectorIndexUpdates: [{ Create: vectorIndex('vix') }] })
    await refused
  })

  test('ends with its table, and with the engine', async () => {
    await using engine = await largeTable()
    const dropped = expect(begin(engine)).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    await engine.execute('DeleteTable', { TableName })
    await dropped

    const other = await largeTable()
    const closed = expect(begin(other)).rejects.toMatchObject({ code: 'InternalServerError' })
    await other.close()
    await closed
  })
})

test('what is searched for and how much is metered', async () => {
  await using engine = freshEngine()
  const schema = { SearchSchema: [hash('tenant')] }
  await vectorTable(engine, TableName, vectorIndex('vix', schema))
  for (const [pk, tenant] of ['aa', 'ba', 'ca', 'db', 'eb']) {
    const Item = { pk: { S: pk }, tenant: { S: tenant }, v: vector(1, 2) }
    await engine.execute('PutItem', { TableName, Item })
  }
  const metered = await new Promise(resolve =>
    engine.submit(
      'SearchVectors',
      {
        TableName,
        IndexName: 'vix',
        SearchVector: elements([1, 1]),
        TopK: 2,
        SearchConditionExpression: 'tenant = :t',
        ExpressionAttributeValues: { ':t': { S: 'a' } },
      },
      answer => resolve(answer.metered),
    ),
  )
  expect(metered).toEqual({ table: TableName, index: 'vix', scanned: 3, returned: 2 })
})
