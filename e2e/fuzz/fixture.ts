import type { OperationName } from '#dynamo'

/** What stands in the store when a sequence of fuzzed requests begins. */

/** Attributes that items of the fixture have, with the type they have there; the first ones are keys of something. */
export const ATTRIBUTES: Readonly<Record<string, string>> = {
  pk: 'S',
  sk: 'N',
  a: 'S',
  b: 'N',
  c: 'B',
  d: 'S',
  m: 'M',
  l: 'L',
  ss: 'SS',
  ns: 'NS',
  bs: 'BS',
  flag: 'BOOL',
  nil: 'NULL',
  ['__proto__']: 'S',
  toString: 'N',
  size: 'S',
  'a.b': 'S',
  ü: 'N',
}

const NUMERIC: ReadonlySet<string> = new Set(['sk', 'b'])
const define = (...names: readonly string[]): object[] =>
  names.map(AttributeName => ({
    AttributeName,
    AttributeType: NUMERIC.has(AttributeName) ? 'N' : AttributeName === 'c' ? 'B' : 'S',
  }))
const key = (hash: readonly string[], range: readonly string[] = []): object[] => [
  ...hash.map(AttributeName => ({ AttributeName, KeyType: 'HASH' })),
  ...range.map(AttributeName => ({ AttributeName, KeyType: 'RANGE' })),
]
const ALL = { ProjectionType: 'ALL' }
const KEYS_ONLY = { ProjectionType: 'KEYS_ONLY' }

/** A composite key with every kind of index; a single key with a stream; an index of several key attributes. */
export const TABLES: readonly object[] = [
  {
    TableName: 'Fuzz',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: define('pk', 'sk', 'a', 'b', 'd'),
    KeySchema: key(['pk'], ['sk']),
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: key(['pk'], ['a']), Projection: KEYS_ONLY },
      {
        IndexName: 'wide-local',
        KeySchema: key(['pk'], ['b']),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['m'] },
      },
    ],
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: key(['a'], ['b']), Projection: ALL },
      { IndexName: 'sparse', KeySchema: key(['d']), Projection: KEYS_ONLY },
    ],
  },
  {
    TableName: 'Plain',
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    AttributeDefinitions: define('c'),
    KeySchema: key(['c']),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
  {
    TableName: 'Multi',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: define('pk', 'a', 'b', 'd'),
    KeySchema: key(['pk']),
    GlobalSecondaryIndexes: [{ IndexName: 'several', KeySchema: key(['a', 'd'], ['b', 'pk']), Projection: ALL }],
  },
]

export const TABLE_NAMES: readonly string[] = ['Fuzz', 'Plain', 'Multi']
export const INDEX_NAMES: readonly string[] = ['local', 'wide-local', 'global', 'sparse', 'several']

/** Key attributes by table, and by table and index. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  Fuzz: ['pk', 'sk'],
  Plain: ['c'],
  Multi: ['pk'],
  'Fuzz/local': ['pk', 'a'],
  'Fuzz/wide-local': ['pk', 'b'],
  'Fuzz/global': ['a', 'b'],
  'Fuzz/sparse': ['d'],
  'Multi/several': ['a', 'd', 'b', 'pk'],
}

function item(n: number): object {
  // Parsed, because in a literal `__proto__` would be the prototype.
  const odd = JSON.parse(`{"__proto__":{"S":"own ${n}"},"toString":{"N":"${n}"}}`) as object
  return {
    pk: { S: n < 5 ? 'x' : 'y' },
    sk: { N: String((n % 5) - 2) },
    c: { B: Buffer.from([n]).toString('base64') },
    ...(n % 3 === 0 ? {} : { a: { S: n > 3 ? 'x' : 'ab' }, b: { N: '1' } }),
    ...(n % 4 === 0 ? { d: { S: 'x' } } : {}),
    m: { M: { a: { N: '1' }, l: { L: [{ S: 'x' }] }, b: { S: 'ab' } } },
    l: { L: [{ N: '1' }, { M: { a: { S: 'x' } } }, { L: [] }] },
    ss: { SS: ['ab', 'x'] },
    ns: { NS: ['1', '2'] },
    bs: { BS: ['AQ=='] },
    flag: { BOOL: true },
    nil: { NULL: true },
    ...odd,
  }
}

/** Fills the tables of the fixture. */
export const FILL: readonly (readonly [operation: OperationName, input: object])[] = [
  ...TABLES.map(table => ['CreateTable', table] as const),
  ...TABLE_NAMES.map(
    name =>
      [
        'BatchWriteItem',
        {
          RequestItems: {
            [name]: Array.from({ length: 10 }, (_, n) => ({ PutRequest: { Item: uniqueIn(name, n) } })),
          },
        },
      ] as const,
  ),
]

/** Multi has no sort key: there the partition key tells its items apart. */
function uniqueIn(table: string, n: number): object {
  return table === 'Multi' ? { ...item(n), pk: { S: ['x', 'y', 'ab'][n] ?? `p${n}` } } : item(n)
}
