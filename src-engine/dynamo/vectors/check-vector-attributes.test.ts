import { describe, expect, test } from 'vitest'
import { checkAssignedIndexKeys, checkIndexKeys, checkUpdatedIndexKeys } from '../schema/check-index-keys.ts'
import type { TableDefinition, VectorIndexDefinition } from '../schema/table-definition.ts'
import type { AttributeMap, AttributeValue } from '../values/attribute-value.ts'

const index: VectorIndexDefinition = {
  name: 'vix',
  attribute: 'v',
  dimensions: 2,
  distance: 'COSINE',
  searchSchema: [
    { name: 'tenant', type: 'S', role: 'HASH' },
    { name: 'year', type: 'N', role: 'INLINE_FILTER' },
  ],
  projection: { type: 'ALL' },
}
const table: TableDefinition = {
  name: 'Films',
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [] },
  indexes: [],
  vectors: [index],
}
const vector = (...texts: string[]): AttributeValue => ({ L: texts.map(N => ({ N })) })
const good: AttributeMap = { pk: { S: 'a' }, tenant: { S: 't' }, year: { N: '1984' }, v: vector('1', '2') }
const I = 'One or more parameter values were invalid. '

function refusal(check: () => void): string {
  try {
    check()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

const FAULTS: readonly (readonly [string, AttributeMap, string])[] = [
  [
    'no list',
    { v: { S: 'x' } },
    `${I}Invalid type for parameter v, Expected: 32-bit floating point number list IndexName: vix`,
  ],
  [
    'an element of another type',
    { v: { L: [{ N: '1' }, { S: 'x' }] } },
    `${I}Invalid type for parameter v[1], Expected: 32-bit floating point number, Actual: S. IndexName: vix`,
  ],
  [
    'a number too large',
    { v: vector('1', `1${'0'.repeat(39)}`) },
    `${I}Invalid value for parameter v[1], Value: 1E+39 is outside valid range [-3.4028235E38, 3.4028235E38]. IndexName: vix`,
  ],
  ['another length', { v: vector('1') }, `${I}Invalid size for parameter v, Expected: 2, Actual: 1 IndexName: vix`],
  [
    'a HASH of another type',
    { tenant: { N: '1' } },
    `${I}Attribute 'tenant' type mismatch. Expected: S, Actual: N. IndexName: vix`,
  ],
  [
    'a filter of another type',
    { year: { S: '1' } },
    `${I}Attribute 'year' type mismatch. Expected: N, Actual: S. IndexName: vix`,
  ],
]

describe('puts', () => {
  test('what fits and what is missing pass', () => {
    expect(refusal(() => checkIndexKeys(table, good))).toBe('')
    expect(refusal(() => checkIndexKeys(table, { pk: { S: 'a' } }))).toBe('')
  })

  test.each(FAULTS)('%s', (_, change, text) => {
    expect(refusal(() => checkIndexKeys(table, { ...good, ...change }))).toBe(text)
  })

  test('an empty HASH', () => {
    expect(refusal(() => checkIndexKeys(table, { ...good, tenant: { S: '' } }))).toBe(
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: vix, IndexKey: tenant',
    )
  })

  test('an empty filter passes', () => {
    const byGenre = { ...index, searchSchema: [{ name: 'genre', type: 'S', role: 'INLINE_FILTER' }] as const }
    expect(refusal(() => checkIndexKeys({ ...table, vectors: [byGenre] }, { ...good, genre: { S: '' } }))).toBe('')
  })

  test('of two indexes the first by name complains', () => {
    const vectors = [index, { ...index, name: 'abc', searchSchema: [] }]
    expect(refusal(() => checkIndexKeys({ ...table, vectors }, { ...good, v: vector('1') }))).toContain(
      'IndexName: abc',
    )
  })
})

describe('updates', () => {
  test.each(FAULTS)('%s, assigned or computed', (_, change, text) => {
    expect(refusal(() => checkAssignedIndexKeys(table, change))).toBe(text)
    expect(refusal(() => checkUpdatedIndexKeys(table, { ...good, ...change }, good))).toBe(text)
  })

  test('an empty HASH has the words of updates', () => {
    const text =
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.'
    expect(refusal(() => checkAssignedIndexKeys(table, { tenant: { S: '' } }))).toBe(text)
    expect(refusal(() => checkUpdatedIndexKeys(table, { ...good, tenant: { S: '' } }, good))).toBe(text)
  })

  test('what was wrong before and stays passes', () => {
    const old = { ...good, v: vector('1') }
    expect(refusal(() => checkUpdatedIndexKeys(table, { ...old, title: { S: 'x' } }, old))).toBe('')
  })
})
