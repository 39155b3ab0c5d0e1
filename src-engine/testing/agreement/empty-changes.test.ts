import { describe, expect, test } from 'vitest'
import { documentOf, type ModelDocument, type ModelRecord, type PatternOperation, withSampleData } from '#modeling'
import { shopModel } from '../../modeling/testing/shop-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

/** The shop with one more pattern, and a product attribute that only some products have, or none. */
function shopWith(operation: PatternOperation, presence: number): ModelDocument {
  const { product } = shopModel.records
  if (product?.kind !== 'entity') throw new Error('The shop has another shape')
  const note = { name: 'note', type: 'S', optional: true, presence } as const
  const records: readonly ModelRecord[] = [
    ...Object.values(shopModel.records).filter(({ id, kind }) => id !== 'product' && kind !== 'pattern'),
    { ...product, attributes: [...product.attributes, note] },
    { kind: 'pattern', id: 'p', position: 1, name: 'Added', operation, rate: { average: 1 } },
  ]
  return documentOf(records)
}
const sampled = (document: ModelDocument) => withSampleData(document, { seed: 1, roots: 4, children: 3 })

const removes = (entityId: string, names: readonly string[]) =>
  ({
    type: 'update',
    entityId,
    by: [{ attribute: `${entityId}Id` }],
    sets: [],
    removes: names,
    condition: 'exists',
  }) as const
const transaction = (operation: ReturnType<typeof removes>, more: readonly PatternOperation[] = []) =>
  ({ type: 'transact-write', writes: [operation, ...more].map(each => ({ operation: each })) }) as PatternOperation

async function proofOf(document: ModelDocument) {
  const { patterns } = await proveOnEngine(document)
  const [only] = patterns
  if (only === undefined) throw new Error('Nothing was proved')
  return only
}

describe('an update that only removes', () => {
  test.each([1, 0.5, 0])('of products of which a share of %d has the attribute', async presence => {
    for (const operation of [removes('product', ['note']), transaction(removes('product', ['note']))]) {
      const { outcome, message, calls } = await proofOf(sampled(shopWith(operation, presence)))
      expect([outcome, message]).toEqual(['proved', undefined])
      expect(JSON.stringify(calls.at(-1)?.request)).toContain('"REMOVE #n')
    }
  })
})

describe('an update that changes nothing', () => {
  test('is sent by itself without an expression', async () => {
    const { outcome, calls } = await proofOf(sampled(shopWith(removes('product', []), 1)))
    expect(outcome).toBe('proved')
    expect(calls.at(-1)?.request).not.toHaveProperty('UpdateExpression')
  })

  test('stays in a transaction as the check of its condition', async () => {
    const put = { type: 'put', entityId: 'customer', condition: 'absent' } as const
    const { outcome, calls } = await proofOf(sampled(shopWith(transaction(removes('product', []), [put]), 1)))
    expect(outcome).toBe('proved')
    expect(calls.at(-1)?.request).toMatchObject({ TransactItems: [{ ConditionCheck: {} }, { Put: {} }, { Put: {} }] })
  })

  test('says what is missing where there is nothing left to send', async () => {
    const { condition: _none, ...unconditional } = removes('product', [])
    for (const operation of [
      { type: 'transact-write', writes: [{ operation: unconditional }] },
      { type: 'transact-write', writes: [] },
      { type: 'batch-write', writes: [] },
    ] as const) {
      expect(await proofOf(sampled(shopWith(operation, 1)))).toMatchObject({ outcome: 'not-provable', calls: [] })
    }
  })
})

test('without sample items nothing empty is sent: every pattern is proved or says what it lacks', async () => {
  const bare = documentOf(Object.values(shopModel.records).filter(({ kind }) => kind !== 'item'))
  const { patterns } = await proveOnEngine(bare)
  for (const { outcome, message = '', calls } of patterns) {
    expect(['proved', 'not-provable']).toContain(outcome)
    expect(message).not.toMatch(/Exception|empty/)
    expect(JSON.stringify(calls.map(({ request }) => request))).not.toMatch(/Expression":""|":\[\]/)
  }
})
