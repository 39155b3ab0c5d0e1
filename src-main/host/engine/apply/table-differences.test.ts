import { describe, expect, test } from 'vitest'
import { type TableShape, tableDifferences } from './table-differences.ts'

const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
]
const table: TableShape = {
  KeySchema: key('PK', 'SK'),
  AttributeDefinitions: [
    { AttributeName: 'PK', AttributeType: 'S' },
    { AttributeName: 'SK', AttributeType: 'N' },
    { AttributeName: 'Email', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byEmail',
      KeySchema: key('Email'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
    },
  ],
}
const firstIndex = { IndexName: 'byEmail', KeySchema: key('Email') }

describe('tableDifferences', () => {
  test('none for the same table, whatever the order of attributes, indexes and projected names', () => {
    const described: TableShape = {
      ...table,
      AttributeDefinitions: [...(table.AttributeDefinitions ?? [])].reverse(),
      GlobalSecondaryIndexes: [
        { ...firstIndex, Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'a'] } },
      ],
    }
    expect(tableDifferences(described, table)).toEqual([])
  })

  test('a sort key of another type', () => {
    const existing: TableShape = {
      ...table,
      AttributeDefinitions: (table.AttributeDefinitions ?? []).map(attribute => ({
        ...attribute,
        AttributeType: 'S',
      })),
    }
    expect(tableDifferences(existing, table)).toEqual([
      'the key is PK (S, HASH), SK (S, RANGE), the model has PK (S, HASH), SK (N, RANGE)',
    ])
  })

  test('a key without the sort part', () => {
    expect(tableDifferences({ ...table, KeySchema: key('PK') }, table)).toHaveLength(1)
  })

  test('a missing index, an index too many, another projection, another kind', () => {
    const without: TableShape = { ...table, GlobalSecondaryIndexes: [] }
    expect(tableDifferences(without, table)).toEqual(['the index byEmail is missing'])
    expect(tableDifferences(table, without)).toEqual(['the index byEmail is not in the model'])
    const all: TableShape = {
      ...table,
      GlobalSecondaryIndexes: [{ ...firstIndex, Projection: { ProjectionType: 'ALL' } }],
    }
    expect(tableDifferences(all, table)).toEqual([
      'the index byEmail is a GSI on Email (S, HASH) with all attributes, the model has a GSI on Email (S, HASH) with keys and a, b',
    ])
    const { GlobalSecondaryIndexes: indexes = [], ...rest } = table
    expect(tableDifferences({ ...rest, LocalSecondaryIndexes: indexes }, table)).toHaveLength(1)
  })
})
