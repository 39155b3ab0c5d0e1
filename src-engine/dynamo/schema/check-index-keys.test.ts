import { describe, expect, test } from 'vitest'
import type { AttributeMap } from '../values/attribute-value.ts'
import { checkAssignedIndexKeys, checkIndexKeys, checkUpdatedIndexKeys } from './check-index-keys.ts'
import { EmptyKeyValueError } from './check-key.ts'
import type { IndexDefinition, TableDefinition } from './table-definition.ts'

const index = (name: string, hash: string, range: string): IndexDefinition => ({
  name,
  kind: 'GSI',
  key: { partition: [{ name: hash, type: 'S' }], sort: [{ name: range, type: 'N' }] },
  projection: { type: 'ALL' },
})
const table: TableDefinition = {
  name: 'Music',
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [] },
  indexes: [index('second', 'b', 'n'), index('first', 'a', 'n')],
}
const P = 'One or more parameter values were invalid: '
const EMPTY = 'The AttributeValue for a key attribute cannot contain an empty string value.'
const refused = (message: string) => expect.objectContaining({ code: 'ValidationException', message })

describe('checkIndexKeys', () => {
  test('takes items with all, some or no index keys', () => {
    for (const item of [{ a: { S: 'x' }, n: { N: '1' } }, { b: { S: 'x' } }, { pk: { S: 'x' } }] as AttributeMap[]) {
      expect(() => checkIndexKeys(table, item)).not.toThrow()
    }
  })

  test('names the first index by name', () => {
    const message = (attribute: string, expected: string, actual: string, name: string) =>
      refused(
        `${P}Type mismatch for Index Key ${attribute} Expected: ${expected} Actual: ${actual} IndexName: ${name}`,
      )
    expect(() => checkIndexKeys(table, { n: { S: '1' } })).toThrow(message('n', 'N', 'S', 'first'))
    expect(() => checkIndexKeys(table, { a: { L: [] }, b: { N: '1' } })).toThrow(message('a', 'S', 'L', 'first'))
    expect(() => checkIndexKeys(table, { b: { N: '1' } })).toThrow(message('b', 'S', 'N', 'second'))
  })

  test('an empty value names index and key', () => {
    const empty = () => checkIndexKeys(table, { a: { S: '' } })
    expect(empty).toThrow(
      refused(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${EMPTY} IndexName: first, IndexKey: a`,
      ),
    )
    expect(empty).toThrow(EmptyKeyValueError)
  })

  test('the limits are those of primary keys', () => {
    expect(() => checkIndexKeys(table, { a: { S: 'x'.repeat(2048) } })).not.toThrow()
    expect(() => checkIndexKeys(table, { a: { S: 'x'.repeat(2049) } })).toThrow(
      refused(`${P}Size of hashkey has exceeded the maximum size limit of2048 bytes`),
    )
  })
})

describe('checkAssignedIndexKeys', () => {
  test('reports types as a put does and empty values as an update does', () => {
    expect(() => checkAssignedIndexKeys(table, { a: { L: [{ S: 'x' }] } })).toThrow(
      refused(`${P}Type mismatch for Index Key a Expected: S Actual: L IndexName: first`),
    )
    expect(() => checkAssignedIndexKeys(table, { a: { S: '' } })).toThrow(
      refused(
        `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${EMPTY}`,
      ),
    )
  })
})

describe('checkUpdatedIndexKeys', () => {
  test('reports what the update computed', () => {
    expect(() => checkUpdatedIndexKeys(table, { n: { S: '1' } }, { n: { N: '1' } })).toThrow(
      refused('The update expression attempted to update the secondary index key to unsupported type'),
    )
    expect(() => checkUpdatedIndexKeys(table, { a: { S: 'x'.repeat(2049) } }, undefined)).toThrow(
      refused('The update expression attempted to update the secondary index key beyond allowed size limits'),
    )
  })

  test('leaves alone what the update left alone', () => {
    expect(() => checkUpdatedIndexKeys(table, { n: { S: '1' }, x: { S: 'new' } }, { n: { S: '1' } })).not.toThrow()
  })
})
