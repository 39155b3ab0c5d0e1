import { describe, expect, test } from 'vitest'
import { NOT_FOUND, refusedCall, validation } from '../../refusal.ts'
import { tables } from '../../tables.ts'

/** Key attributes are scalars: no expression looks into them, whatever is stored. */

const Key = { pk: { S: 'a' }, sk: { S: 'b' } }
const scalars = (what: string) =>
  validation(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${what}`)

describe('a path into a key attribute', () => {
  test.each([
    ['#k.b.c', 'Key: pk'],
    ['#k[0]', 'Key: pk'],
    ['gpk.a, pk.a', 'Key: pk'],
    ['a, gpk[1]', 'IndexKey: gpk'],
  ])('projected: %s', async (ProjectionExpression, what) => {
    const names = ProjectionExpression.includes('#k') ? { ExpressionAttributeNames: { '#k': 'pk' } } : {}
    const request = { TableName: tables.global, Key, ProjectionExpression, ...names }
    expect(await refusedCall('GetItem', request)).toEqual(scalars(what))
  })

  test('in a batch', async () => {
    const RequestItems = { [tables.range]: { Keys: [Key], ProjectionExpression: 'sk.a' } }
    expect(await refusedCall('BatchGetItem', { RequestItems })).toEqual(scalars('Key: sk'))
  })
})

test('is found when the table and the key are', async () => {
  const ProjectionExpression = 'pk.a'
  expect(await refusedCall('GetItem', { TableName: 'no-such-table-here', Key, ProjectionExpression })).toEqual(
    NOT_FOUND,
  )
  expect(await refusedCall('GetItem', { TableName: tables.hash, Key, ProjectionExpression })).toEqual(
    validation('The provided key element does not match the schema'),
  )
})
