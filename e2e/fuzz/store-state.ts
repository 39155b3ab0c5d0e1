import { isDeepStrictEqual } from 'node:util'
import { type Item, itemSize } from '#dynamo'
import type { Engine } from '#engine'

/** The whole store as its own answers show it, and where they contradict each other. */
export interface StoreState {
  /** Equal texts mean equal stores. Without what depends on time and chance: ids, dates, ARNs of streams. */
  readonly text: string
  readonly contradictions: readonly string[]
}

interface KeySchemaElement {
  readonly AttributeName: string
}

interface Index {
  readonly IndexName: string
  readonly IndexStatus?: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] }
  readonly ItemCount: number
  readonly IndexSizeBytes: number
}

interface Table {
  readonly TableName: string
  readonly LatestStreamArn?: string
  readonly TableStatus: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[]
  readonly LocalSecondaryIndexes?: readonly Index[]
  readonly GlobalSecondaryIndexes?: readonly Index[]
  readonly ItemCount: number
  readonly TableSizeBytes: number
}

const VOLATILE: ReadonlySet<string> = new Set([
  ...['TableId', 'CreationDateTime', 'LatestStreamArn', 'LatestStreamLabel', 'LastUpdateToPayPerRequestDateTime'],
  ...['LastIncreaseDateTime', 'LastDecreaseDateTime', 'LastUpdateDateTime'],
])

/** Reads everything, once no index is being filled any more. */
export async function readStoreState(engine: Engine): Promise<StoreState> {
  const contradictions: string[] = []
  const tables: unknown[] = []
  for (const name of await tableNames(engine)) {
    const table = await settledTable(engine, name)
    const items = await scan(engine, name)
    const indexes = [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])]
    contradictions.push(...countsOf(name, table.ItemCount, table.TableSizeBytes, items))
    for (const index of indexes) {
      const where = `${name}/${index.IndexName}`
      const entries = await scan(engine, name, index.IndexName)
      contradictions.push(...countsOf(where, index.ItemCount, index.IndexSizeBytes, entries))
      const derived = items.map(item => entryOf(table, index, item)).filter(entry => entry !== undefined)
      if (!isDeepStrictEqual(sorted(entries), sorted(derived))) {
        contradictions.push(`${where} holds ${sorted(entries)}, its table makes it ${sorted(derived)}`)
      }
    }
    tables.push(table, sorted(items), await recordsOf(engine, table))
  }
  const text = JSON.stringify(tables, (member, value: unknown) => (VOLATILE.has(member) ? undefined : value))
  return { text, contradictions }
}

async function tableNames(engine: Engine): Promise<string[]> {
  const names: string[] = []
  let ExclusiveStartTableName: unknown
  do {
    const page = await engine.execute('ListTables', { ExclusiveStartTableName })
    names.push(...(page.TableNames as string[]))
    ExclusiveStartTableName = page.LastEvaluatedTableName
  } while (ExclusiveStartTableName !== undefined)
  return names
}

async function settledTable(engine: Engine, TableName: string): Promise<Table> {
  for (;;) {
    const { Table: table } = (await engine.execute('DescribeTable', { TableName })) as { Table: Table }
    const isFilling = table.GlobalSecondaryIndexes?.some(index => index.IndexStatus !== 'ACTIVE')
    if (table.TableStatus === 'ACTIVE' && isFilling !== true) return table
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** All pages, of a size that makes several. */
async function scan(engine: Engine, TableName: string, IndexName?: string): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const page = await engine.execute('Scan', { TableName, IndexName, Limit: 5, ExclusiveStartKey })
    items.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}

/** What the table's stream tells, without times and numbers; of each record all that a second run would tell again. */
async function recordsOf(engine: Engine, { LatestStreamArn: StreamArn }: Table): Promise<unknown[]> {
  if (StreamArn === undefined) return []
  const { StreamDescription } = await engine.execute('DescribeStream', { StreamArn })
  const { Shards } = StreamDescription as { readonly Shards: readonly { readonly ShardId: string }[] }
  const records: unknown[] = []
  for (const { ShardId } of Shards) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }
    let { ShardIterator } = await engine.execute('GetShardIterator', start)
    while (ShardIterator !== undefined) {
      const page = await engine.execute('GetRecords', { ShardIterator })
      const found = page.Records as { readonly eventName: string; readonly dynamodb: Record<string, unknown> }[]
      for (const { eventName, dynamodb } of found) {
        records.push([eventName, dynamodb.Keys, dynamodb.OldImage, dynamodb.NewImage])
      }
      ShardIterator = found.length === 0 ? undefined : page.NextShardIterator
    }
  }
  return records
}

function countsOf(where: string, count: number, bytes: number, items: readonly Item[]): string[] {
  const real = items.reduce((sum, item) => sum + itemSize(item), 0)
  if (count === items.length && bytes === real) return []
  return [`${where} counts ${count} items of ${bytes} bytes, and holds ${items.length} of ${real}`]
}

/** What the index has to hold of this item: nothing unless each of its key attributes is there in the right type. */
function entryOf(table: Table, { KeySchema, Projection }: Index, item: Item): Item | undefined {
  for (const { AttributeName } of KeySchema) {
    const type = table.AttributeDefinitions.find(definition => definition.AttributeName === AttributeName)
    const value = Object.hasOwn(item, AttributeName) ? item[AttributeName] : undefined
    if (value === undefined || type === undefined || !(type.AttributeType in value)) return undefined
  }
  if (Projection.ProjectionType === 'ALL') return item
  const keys = [...KeySchema, ...table.KeySchema].map(({ AttributeName }) => AttributeName)
  const kept = new Set([...keys, ...(Projection.NonKeyAttributes ?? [])])
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)))
}

/** Items as texts whose order says nothing: neither that of items nor that of attributes. */
function sorted(items: readonly Item[]): string[] {
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
  return items.map(item => JSON.stringify(Object.entries(item).sort(byName))).sort()
}
