import { expect, test } from 'vitest'
import type { IndexRecord, PatternOperation } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { query } from '../testing/operations.ts'
import { inTable, smallModel } from '../testing/small-model.ts'
import { planOf } from './plan.ts'

/** Orders of which those that wait are in an index: what else is asked for is not all there. */
const verdictOf = (operation: PatternOperation): readonly [string, string | undefined] => {
  const model = inTable(
    smallModel({
      entities: {
        order: { identity: ['orderId'], attributes: ['shop', { name: 'waitsSince', type: 'S', optional: true }] },
      },
      patterns: { asked: [operation, 1] },
    }),
    { partition: [{ name: 'PK', type: 'S' }], sort: [] },
    { order: { PK: 'ORDER#{orderId}', GSI1PK: 'SHOP#{shop}', GSI1SK: '{waitsSince}' } },
  )
  const index: IndexRecord = {
    kind: 'index',
    id: 'GSI1',
    position: 1,
    tableId: 'table',
    indexKind: 'GSI',
    name: 'GSI1',
    key: { partition: [{ name: 'GSI1PK', type: 'S' }], sort: [{ name: 'GSI1SK', type: 'S' }] },
    projection: { type: 'ALL' },
  }
  const path = planOf(documentOf([...Object.values(model.records), index])).get('asked')
  return [path?.verdict ?? '', path?.calls[0]?.targets[0]?.indexId]
}

test('a sparse index answers who speaks of what it is made of', () => {
  expect(verdictOf(query('order', ['shop', { attribute: 'waitsSince', is: '<' }]))).toEqual(['exact', 'GSI1'])
  const order = { attribute: 'waitsSince', direction: 'ascending' } as const
  expect(verdictOf(query('order', ['shop'], { order }))).toEqual(['exact', 'GSI1'])
})

test('a sparse index does not answer for items that are not in it', () => {
  expect(verdictOf(query('order', ['shop']))).toEqual(['scan', undefined])
  expect(verdictOf({ type: 'scan', entityIds: ['order'] })).toEqual(['scan', undefined])
})
