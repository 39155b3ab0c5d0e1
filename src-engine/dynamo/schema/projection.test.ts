import { describe, expect, test } from 'vitest'
import type { Item } from '../values/attribute-value.ts'
import { attributeDefinitionsOf, keyDefinitionOf, keyOf, keySchemaOf } from './key-schema.ts'
import { isInIndex, projectEntry, projectedAttributes } from './projection.ts'
import type { IndexDefinition, Projection, TableDefinition } from './table-definition.ts'

const index = (projection: Projection): IndexDefinition => ({
  name: 'byYear',
  kind: 'GSI',
  key: {
    partition: [
      { name: 'genre', type: 'S' },
      { name: 'label', type: 'S' },
    ],
    sort: [{ name: 'year', type: 'N' }],
  },
  projection,
})
const all = index({ type: 'ALL' })
const keysOnly = index({ type: 'KEYS_ONLY' })
const include = index({ type: 'INCLUDE', attributes: ['title', '__proto__', 'missing'] })
const table: TableDefinition = {
  name: 'Music',
  key: { partition: [{ name: 'artist', type: 'S' }], sort: [{ name: 'year', type: 'N' }] },
  indexes: [all, keysOnly, include],
}
const item: Item = JSON.parse(
  '{"artist":{"S":"A"},"year":{"N":"1999"},"genre":{"S":"G"},"label":{"S":"L"},"title":{"S":"T"},"x":{"S":"X"},"__proto__":{"S":"P"}}',
) as Item

describe('projectedAttributes', () => {
  test('table key, index key, then what is included', () => {
    expect(projectedAttributes(table, all)).toBe('ALL')
    expect([...projectedAttributes(table, keysOnly)]).toEqual(['artist', 'year', 'genre', 'label'])
    expect([...projectedAttributes(table, include)]).toContain('title')
  })

  test('follows the table it is asked for', () => {
    const other: TableDefinition = { ...table, key: { partition: [{ name: 'id', type: 'S' }], sort: [] } }
    expect(projectedAttributes(table, keysOnly)).not.toContain('id')
    expect(projectedAttributes(other, keysOnly)).toContain('id')
    expect(projectedAttributes(table, keysOnly)).not.toContain('id')
  })
})

describe('projectEntry', () => {
  test('ALL is the item itself', () => {
    expect(projectEntry(table, all, item)).toBe(item)
  })

  test('KEYS_ONLY holds both keys, INCLUDE also what is there of its list', () => {
    expect(JSON.stringify(projectEntry(table, keysOnly, item))).toBe(
      '{"artist":{"S":"A"},"year":{"N":"1999"},"genre":{"S":"G"},"label":{"S":"L"}}',
    )
    expect(JSON.stringify(projectEntry(table, include, item))).toBe(
      '{"artist":{"S":"A"},"year":{"N":"1999"},"genre":{"S":"G"},"label":{"S":"L"},"title":{"S":"T"},"__proto__":{"S":"P"}}',
    )
  })

  test.each([
    ['a missing key attribute', { label: undefined }],
    ['another type', { year: { S: '1999' } }],
    ['an empty value', { genre: { S: '' } }],
    ['a value too long', { genre: { S: 'x'.repeat(2049) } }],
  ])('%s keeps an item out', (_, change) => {
    const changed = JSON.parse(JSON.stringify({ ...item, ...change })) as Item
    expect(isInIndex(all, changed)).toBe(false)
    expect(projectEntry(table, all, changed)).toBeUndefined()
    expect(projectEntry(table, keysOnly, changed)).toBeUndefined()
  })
})

describe('key schemas', () => {
  test('go to the wire and back', () => {
    const definitions = attributeDefinitionsOf(table)
    expect(definitions).toEqual([
      { AttributeName: 'artist', AttributeType: 'S' },
      { AttributeName: 'year', AttributeType: 'N' },
      { AttributeName: 'genre', AttributeType: 'S' },
      { AttributeName: 'label', AttributeType: 'S' },
    ])
    expect(keySchemaOf(all.key)).toEqual([
      { AttributeName: 'genre', KeyType: 'HASH' },
      { AttributeName: 'label', KeyType: 'HASH' },
      { AttributeName: 'year', KeyType: 'RANGE' },
    ])
    expect(keyDefinitionOf(keySchemaOf(all.key), definitions)).toEqual(all.key)
  })

  test('keyOf takes the key attributes in their order', () => {
    expect(JSON.stringify(keyOf(table.key, item))).toBe('{"artist":{"S":"A"},"year":{"N":"1999"}}')
    expect(JSON.stringify(keyOf(table.key, { year: { N: '1' } }))).toBe('{"year":{"N":"1"}}')
  })
})
