import type { AttributeValue } from '#dynamo'
import type { Engine } from '../engine.ts'

/** Tables with vector indexes, and what tests of them need. */

export const vector = (...numbers: readonly (number | string)[]): AttributeValue => ({ L: elements(numbers) })
export const elements = (numbers: readonly (number | string)[]): AttributeValue[] =>
  numbers.map(number => ({ N: String(number) }))

const TYPES: Readonly<Record<string, string>> = { tenant: 'S', genre: 'S', year: 'N' }
export const hash = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: 'HASH' })
export const filter = (AttributeName: string) => ({ AttributeName, SearchSchemaElementType: 'INLINE_FILTER' })

interface IndexInput {
  readonly IndexName: string
  readonly SearchSchema?: readonly ReturnType<typeof hash>[]
}

/** An index of two dimensions over `v`, unless told otherwise. */
export function vectorIndex<More extends object>(IndexName: string, more?: More) {
  return {
    IndexName,
    VectorAttribute: { AttributeName: 'v' },
    Dimensions: 2,
    DistanceFunction: 'EUCLIDEAN',
    Projection: { ProjectionType: 'KEYS_ONLY' },
    ...more,
  }
}

/** The definitions of attributes that these indexes search by. */
export function definitionsOf(indexes: readonly IndexInput[]): object[] {
  const names = new Set(indexes.flatMap(index => index.SearchSchema ?? []).map(element => element.AttributeName))
  return [...names].map(AttributeName => ({ AttributeName, AttributeType: TYPES[AttributeName] }))
}

/** Creates a table with partition key `pk`. */
export async function vectorTable(engine: Engine, TableName: string, ...indexes: IndexInput[]): Promise<void> {
  await engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, ...definitionsOf(indexes)],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...(indexes.length === 0 ? {} : { VectorIndexes: indexes }),
  })
}

export interface Hit {
  readonly Item: Readonly<Record<string, AttributeValue>>
  readonly Score: number
}

/** The results of a search for these numbers. */
export async function search(
  engine: Engine,
  TableName: string,
  IndexName: string,
  numbers: readonly (number | string)[],
  more: object = {},
): Promise<readonly Hit[]> {
  const input = { TableName, IndexName, SearchVector: elements(numbers), TopK: 100, ...more }
  return (await engine.execute('SearchVectors', input)).SearchResults as readonly Hit[]
}

/** Partition keys of results, in their order. */
export const keysOf = (hits: readonly Hit[]): (string | undefined)[] =>
  hits.map(({ Item: { pk } }) => (pk !== undefined && 'S' in pk ? pk.S : undefined))

export interface DescribedTable {
  readonly TableStatus: string
  readonly TableSizeBytes: number
  readonly VectorIndexes?: readonly {
    readonly IndexName: string
    readonly IndexStatus: string
    readonly Backfilling?: boolean
    readonly ItemCount: number
    readonly IndexSizeBytes: number
  }[]
}

export async function described(engine: Engine, TableName: string): Promise<DescribedTable> {
  return (await engine.execute('DescribeTable', { TableName })).Table as DescribedTable
}

/** Lets turns pass until all vector indexes of a table are ACTIVE. */
export async function filled(engine: Engine, TableName: string): Promise<void> {
  for (let turns = 0; turns < 1000; turns++) {
    const { VectorIndexes = [] } = await described(engine, TableName)
    if (VectorIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE')) return
    await new Promise(resolve => setImmediate(resolve))
  }
  throw new Error('The indexes did not become ACTIVE')
}
