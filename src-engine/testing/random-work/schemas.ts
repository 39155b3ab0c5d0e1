import fc from 'fast-check'
import {
  KEY_TYPES,
  type ReferenceIndex,
  type ReferenceKey,
  type ReferenceSchema,
} from '../reference/reference-table.ts'

/** Tables and indexes to choose from, and how a request spells them. */

const LOCAL: ReferenceIndex = { name: 'local', kind: 'local', hash: ['pk'], range: ['b'], keeps: [] }
const WIDE_LOCAL: ReferenceIndex = { name: 'wide-local', kind: 'local', hash: ['pk'], range: ['a'], keeps: 'ALL' }

/** Global indexes that a table is made with or is given later. */
export const GLOBAL_INDEXES: readonly ReferenceIndex[] = [
  { name: 'whole', kind: 'global', hash: ['a'], range: ['b'], keeps: 'ALL' },
  { name: 'some', kind: 'global', hash: ['a'], range: [], keeps: ['n', 'l'] },
  { name: 'sparse', kind: 'global', hash: ['d'], range: ['pk'], keeps: [] },
  { name: 'several', kind: 'global', hash: ['a', 'd'], range: ['b', 'pk'], keeps: 'ALL' },
]

const COMPOSITE: ReferenceKey = { hash: ['pk'], range: ['sk'] }
const SINGLE: ReferenceKey = { hash: ['pk'], range: [] }

const globals = fc.subarray([...GLOBAL_INDEXES])

export const schemas: fc.Arbitrary<ReferenceSchema> = fc.oneof(
  globals.map(indexes => ({ key: SINGLE, indexes })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.subarray([LOCAL, WIDE_LOCAL]), globals)
      .map(([local, global]) => ({ key: COMPOSITE, indexes: [...local, ...global] })),
  },
)

const keySchema = ({ hash, range }: ReferenceKey): object[] => [
  ...hash.map(AttributeName => ({ AttributeName, KeyType: 'HASH' })),
  ...range.map(AttributeName => ({ AttributeName, KeyType: 'RANGE' })),
]

function projectionOf({ keeps }: ReferenceIndex): object {
  if (keeps === 'ALL') return { ProjectionType: 'ALL' }
  return keeps.length === 0
    ? { ProjectionType: 'KEYS_ONLY' }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...keeps] }
}

/** An index as CreateTable and UpdateTable take it. */
export function indexInput(index: ReferenceIndex): object {
  return { IndexName: index.name, KeySchema: keySchema(index), Projection: projectionOf(index) }
}

/** AttributeDefinitions of everything that is a key of these. */
export function definitionsOf(keys: readonly ReferenceKey[]): object[] {
  const names = new Set(keys.flatMap(({ hash, range }) => [...hash, ...range]))
  return [...names].map(AttributeName => ({ AttributeName, AttributeType: KEY_TYPES[AttributeName] }))
}

export function tableInput(TableName: string, { key, indexes }: ReferenceSchema): object {
  const of = (kind: ReferenceIndex['kind']): object[] => indexes.filter(index => index.kind === kind).map(indexInput)
  const [local, global] = [of('local'), of('global')]
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: definitionsOf([key, ...indexes]),
    KeySchema: keySchema(key),
    ...(local.length === 0 ? {} : { LocalSecondaryIndexes: local }),
    ...(global.length === 0 ? {} : { GlobalSecondaryIndexes: global }),
  }
}
