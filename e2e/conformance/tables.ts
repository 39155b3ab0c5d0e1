import {
  type AttributeDefinition,
  type CreateTableCommandInput,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  type LocalSecondaryIndex,
  type Projection,
  ResourceInUseException,
  type ScalarAttributeType,
} from '@aws-sdk/client-dynamodb'
import { sharedTable } from './names.ts'
import { db } from './target.ts'

/** The tables that tests share. All are on demand; a test that needs other settings makes a table of its own. */
export const tables = {
  /** pk S */
  hash: sharedTable('hash'),
  /** pk S, sk S */
  range: sharedTable('range'),
  /** pk N */
  numberHash: sharedTable('number-hash'),
  /** pk B */
  binaryHash: sharedTable('binary-hash'),
  /** pk S, sk N */
  numberRange: sharedTable('number-range'),
  /** pk S, sk B */
  binaryRange: sharedTable('binary-range'),
  /** pk S, sk S; GSIs on gpk S (+ gsk S or gnum N) with every projection */
  global: sharedTable('global'),
  /** pk S, sk S; LSIs on lsk S, lnum N with every projection */
  local: sharedTable('local'),
  /** pk S; GSIs whose keys have several attributes */
  multiKey: sharedTable('multi-key'),
} as const

/** `{ pk: 'S' }` → AttributeDefinitions. */
export function attributes(types: Readonly<Record<string, ScalarAttributeType>>): AttributeDefinition[] {
  return Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
}

/** A KeySchema of partition attributes, then sort attributes. */
export function keys(partition: readonly string[], sort: readonly string[] = []): KeySchemaElement[] {
  return [
    ...partition.map(AttributeName => ({ AttributeName, KeyType: 'HASH' as const })),
    ...sort.map(AttributeName => ({ AttributeName, KeyType: 'RANGE' as const })),
  ]
}

export const ALL: Projection = { ProjectionType: 'ALL' }
export const KEYS_ONLY: Projection = { ProjectionType: 'KEYS_ONLY' }
/** INCLUDE of these attributes. */
export function including(...names: string[]): Projection {
  return { ProjectionType: 'INCLUDE', NonKeyAttributes: names }
}

/** An index of either kind. */
export function index(
  name: string,
  partition: readonly string[],
  sort: readonly string[] = [],
  projection: Projection = ALL,
): GlobalSecondaryIndex & LocalSecondaryIndex {
  return { IndexName: name, KeySchema: keys(partition, sort), Projection: projection }
}

/** Creates a table and waits until it can be used; on demand unless told. */
export async function createTable(input: CreateTableCommandInput): Promise<void> {
  const billing = input.ProvisionedThroughput === undefined ? ({ BillingMode: 'PAY_PER_REQUEST' } as const) : {}
  await db.createTable({ ...billing, ...input })
  await tableActive(input.TableName ?? '')
}

/** Waits until a table and its indexes are ACTIVE; on an engine without delays this is one call. */
export async function tableActive(name: string): Promise<void> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const { Table } = await db.describeTable({ TableName: name })
    const indexes = [...(Table?.GlobalSecondaryIndexes ?? []), ...(Table?.VectorIndexes ?? [])]
    const statuses = [Table?.TableStatus, ...indexes.map(index => index.IndexStatus)]
    if (statuses.every(status => status === 'ACTIVE')) return
    await new Promise(resolve => setTimeout(resolve, attempt < 20 ? 2 : 250))
  }
  throw new Error(`${name} did not become ACTIVE`)
}

const DEFINITIONS: readonly CreateTableCommandInput[] = [
  { TableName: tables.hash, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) },
  {
    TableName: tables.range,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S' }),
    KeySchema: keys(['pk'], ['sk']),
  },
  { TableName: tables.numberHash, AttributeDefinitions: attributes({ pk: 'N' }), KeySchema: keys(['pk']) },
  { TableName: tables.binaryHash, AttributeDefinitions: attributes({ pk: 'B' }), KeySchema: keys(['pk']) },
  {
    TableName: tables.numberRange,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'N' }),
    KeySchema: keys(['pk'], ['sk']),
  },
  {
    TableName: tables.binaryRange,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'B' }),
    KeySchema: keys(['pk'], ['sk']),
  },
  {
    TableName: tables.global,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S', gpk: 'S', gsk: 'S', gnum: 'N' }),
    KeySchema: keys(['pk'], ['sk']),
    GlobalSecondaryIndexes: [
      index('all', ['gpk'], ['gsk']),
      index('by-number', ['gpk'], ['gnum']),
      index('include', ['gpk'], [], including('a', 'b')),
      index('keys', ['gpk'], ['gsk'], KEYS_ONLY),
    ],
  },
  {
    TableName: tables.local,
    AttributeDefinitions: attributes({ pk: 'S', sk: 'S', lsk: 'S', lnum: 'N' }),
    KeySchema: keys(['pk'], ['sk']),
    LocalSecondaryIndexes: [
      index('all', ['pk'], ['lsk']),
      index('include', ['pk'], ['lnum'], including('a', 'b')),
      index('keys', ['pk'], ['lsk'], KEYS_ONLY),
    ],
  },
  {
    TableName: tables.multiKey,
    AttributeDefinitions: attributes({
      pk: 'S',
      h1: 'S',
      h2: 'N',
      h3: 'B',
      h4: 'S',
      r1: 'S',
      r2: 'N',
      r3: 'B',
      r4: 'S',
    }),
    KeySchema: keys(['pk']),
    GlobalSecondaryIndexes: [
      index('four-four', ['h1', 'h2', 'h3', 'h4'], ['r1', 'r2', 'r3', 'r4']),
      index('two-two', ['h1', 'h2'], ['r1', 'r2'], KEYS_ONLY),
      index('two', ['h1', 'h4']),
    ],
  },
]

let created: Promise<void> | undefined

/** Makes the shared tables, once per worker. */
export function createSharedTables(): Promise<void> {
  created ??= Promise.all(DEFINITIONS.map(createShared)).then(() => undefined)
  return created
}

async function createShared(definition: CreateTableCommandInput): Promise<void> {
  try {
    await createTable(definition)
  } catch (error) {
    // Another instance of this module, in the same worker, has made it.
    if (!(error instanceof ResourceInUseException)) throw error
    await tableActive(definition.TableName ?? '')
  }
}
