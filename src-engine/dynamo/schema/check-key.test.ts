import { describe, expect, test } from 'vitest'
import type { AttributeMap } from '../values/attribute-value.ts'
import { checkItemKey, checkKey, EmptyKeyValueError } from './check-key.ts'
import type { TableDefinition } from './table-definition.ts'

const table: TableDefinition = {
  name: 'Music',
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'B' }] },
  indexes: [],
}
const hashOnly: TableDefinition = { ...table, key: { partition: [{ name: 'pk', type: 'S' }], sort: [] } }

const NO_MATCH = 'The provided key element does not match the schema'
const P = 'One or more parameter values were invalid: '
const EMPTY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'
const binary = (bytes: number) => ({ B: btoa('x'.repeat(bytes)) })
const key = (pk: AttributeMap[string], sk: AttributeMap[string]) => ({ pk, sk })

const values: [string, AttributeMap, string][] = [
  ['empty partition key', key({ S: '' }, { B: 'AA==' }), `${EMPTY} string value. Key: pk`],
  ['empty sort key', key({ S: 'a' }, { B: '' }), `${EMPTY} binary value. Key: sk`],
  [
    'long partition key',
    key({ S: 'é'.repeat(1025) }, { B: '' }),
    `${P}Size of hashkey has exceeded the maximum size limit of2048 bytes`,
  ],
  [
    'long sort key',
    key({ S: 'a' }, binary(1025)),
    `${P}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
  ],
]

describe('checkItemKey', () => {
  test('takes keys at their limits beside other attributes', () => {
    expect(() => checkItemKey(table, { ...key({ S: 'a'.repeat(2048) }, binary(1024)), x: { S: '' } })).not.toThrow()
    expect(() => checkItemKey(table, key({ S: 'é'.repeat(1024) }, { B: 'AA==' }))).not.toThrow()
  })

  test.each(values)('%s', (_, item, message) => {
    expect(() => checkItemKey(table, item)).toThrow(expect.objectContaining({ message, code: 'ValidationException' }))
  })

  test.each([
    ['no partition key', { sk: { B: 'AA==' } }, `${P}Missing the key pk in the item`],
    ['no sort key', { pk: { S: 'a' } }, `${P}Missing the key sk in the item`],
    ['wrong type', key({ N: '1' }, { B: 'AA==' }), `${P}Type mismatch for key pk expected: S actual: N`],
    ['not a scalar', key({ S: 'a' }, { M: {} }), `${P}Type mismatch for key sk expected: B actual: M`],
  ] as [string, AttributeMap, string][])('%s', (_, item, message) => {
    expect(() => checkItemKey(table, item)).toThrow(expect.objectContaining({ message }))
    expect(() => checkItemKey(table, item, 'batch')).toThrow(expect.objectContaining({ message: NO_MATCH }))
  })

  test('an empty key value can be told from other faults', () => {
    expect(() => checkItemKey(table, key({ S: '' }, { B: 'AA==' }))).toThrow(EmptyKeyValueError)
    expect(() => checkItemKey(table, {})).not.toThrow(EmptyKeyValueError)
  })

  test('inherited names are not attributes', () => {
    const odd: TableDefinition = { ...hashOnly, key: { partition: [{ name: 'constructor', type: 'S' }], sort: [] } }
    expect(() => checkItemKey(odd, {})).toThrow(`${P}Missing the key constructor in the item`)
  })
})

describe('checkKey', () => {
  test.each(values)('%s', (_, item, message) => {
    expect(() => checkKey(table, item)).toThrow(expect.objectContaining({ message }))
  })

  test.each([
    ['nothing', {}],
    ['too few', { pk: { S: 'a' } }],
    ['too many', { ...key({ S: 'a' }, { B: 'AA==' }), x: { S: 'a' } }],
    ['another name', { pk: { S: 'a' }, x: { B: 'AA==' } }],
    ['another type', key({ S: 'a' }, { S: 'a' })],
    ['wrong type, though another is empty', key({ S: '' }, { S: 'a' })],
  ] as [string, AttributeMap][])('%s does not match', (_, wrong) => {
    expect(() => checkKey(table, wrong)).toThrow(expect.objectContaining({ message: NO_MATCH }))
  })

  test('takes what matches', () => {
    expect(() => checkKey(table, key({ S: 'a' }, { B: 'AA==' }))).not.toThrow()
    expect(() => checkKey(hashOnly, { pk: { S: 'a' } })).not.toThrow()
  })
})
