import { beforeAll, describe, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { NOT_FOUND, refusalOf, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { elements, search, vectorIndex, vectorTable } from '../vectors.ts'

const TableName = uniqueTable('refusals')
beforeAll(() => vectorTable(TableName, vectorIndex('vix')))

const good = { TableName, IndexName: 'vix', SearchVector: elements(1, 0), TopK: 1 }
const refused = (change: object) => refusalOf(search({ ...good, ...change }))
const refusedBody = (change: object) => refusedCall('SearchVectors', { ...good, ...change })

describe('TopK', () => {
  test('of 101', async () => {
    expect(await refused({ TopK: 101 })).toEqual(
      validation("Provided TopK value '101' is out of valid range. The value must be between 1 and 100 inclusive"),
    )
  })

  test('of 0', async () => {
    const { name, message } = await refusedBody({ TopK: 0 })
    expect(name).toBe('ValidationException')
    expect(message).toContain(
      "at 'TopK' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
  })
})

describe('the vector', () => {
  const INVALID = validation(
    'Search vector contains invalid values. All values in the search vector must be a 32-bit floating-point number attribute',
  )

  test('of another length', async () => {
    expect(await refused({ SearchVector: elements(1) })).toEqual(
      validation('Input search vector dimension 1 does not match vector index dimension 2'),
    )
    expect(await refused({ SearchVector: elements(1, 2, 3) })).toEqual(
      validation('Input search vector dimension 3 does not match vector index dimension 2'),
    )
  })

  test('with something that is no number', async () => {
    expect(await refused({ SearchVector: [{ N: '1' }, { S: '2' }] })).toEqual(INVALID)
  })

  test('with a number that no 32-bit float holds', async () => {
    expect(await refused({ SearchVector: elements(1, '1e39') })).toEqual(INVALID)
  })

  test('without elements', async () => {
    const { name, message } = await refusedBody({ SearchVector: [] })
    expect(name).toBe('ValidationException')
    expect(message).toContain("at 'SearchVector' failed to satisfy constraint")
  })
})

describe('what is not there', () => {
  test('table', async () => {
    expect(await refused({ TableName: 'no-such-table-here' })).toEqual(NOT_FOUND)
  })

  test('index, or one that is global', async () => {
    const none = (index: string) => validation(`The table does not have the specified index: ${index}`)
    expect(await refused({ IndexName: 'nothing' })).toEqual(none('nothing'))
    expect(await refused({ TableName: tables.global, IndexName: 'all' })).toEqual(none('all'))
  })
})

describe('a body that is read strictly', () => {
  test.each([
    ['TableName', 'a string'],
    ['IndexName', 'a string'],
    ['SearchVector', 'a sequence'],
    ['TopK', 'i32'],
  ])('%s null', async (member, kind) => {
    const { name, message } = await refusedBody({ [member]: null })
    expect(name).toBe('SerializationException')
    expect(message).toMatch(new RegExp(`^invalid type: null, expected ${kind} at line 1 column \\d+$`))
  })

  test.each(['TableName', 'IndexName', 'SearchVector', 'TopK'])('%s missing', async member => {
    const { name, message } = await refusedBody({ [member]: undefined })
    expect(name).toBe('ValidationException')
    expect(message).toMatch(new RegExp(`^missing field \`${member}\` at line 1 column \\d+$`))
  })
})

describe('other reads of a vector index', () => {
  test('Query', async () => {
    const request = db.query({
      TableName,
      IndexName: 'vix',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    })
    expect(await refusalOf(request)).toEqual(validation('Query operation not supported on this index type.'))
  })

  test('Scan', async () => {
    expect(await refusalOf(db.scan({ TableName, IndexName: 'vix' }))).toEqual(
      validation('Scan operation not supported on this index type'),
    )
  })
})
