import { describe, expect, test } from 'vitest'
import { documentOf, type ModelDocument, type PatternRecord, type StepsOperation, withSampleData } from '#modeling'
import { shopModel } from '../../modeling/testing/shop-model.ts'
import { proveOnEngine } from './prove-on-engine.ts'

/** What cannot be proved says so, and ends. */

function shopWith(...patterns: readonly Pick<PatternRecord, 'id' | 'operation'>[]): ModelDocument {
  const added = patterns.map(pattern => ({ kind: 'pattern', position: 90, name: pattern.id, ...pattern }) as const)
  return withSampleData(documentOf([...Object.values(shopModel.records), ...added]))
}
const steps = (...list: StepsOperation['steps']): StepsOperation => ({ type: 'steps', steps: list })

async function outcomeOf(document: ModelDocument, id: string) {
  const { patterns } = await proveOnEngine(document)
  const { outcome, message, calls = [] } = patterns.find(({ patternId }) => patternId === id) ?? {}
  return { outcome, message, calls: calls.length }
}

describe('steps', () => {
  test('that lead back to themselves are not run', async () => {
    const document = shopWith(
      { id: 'one', operation: steps({ patternId: 'pattern-1' }, { patternId: 'two' }) },
      { id: 'two', operation: steps({ patternId: 'one' }) },
    )
    const message = 'A step is not served, or leads back to itself'
    expect(await outcomeOf(document, 'one')).toEqual({ outcome: 'not-provable', message, calls: 0 })
  })

  test('of which there are none prove nothing', async () => {
    const document = shopWith({ id: 'none', operation: steps() })
    expect(await outcomeOf(document, 'none')).toEqual({
      outcome: 'not-provable',
      message: 'It has no steps',
      calls: 0,
    })
  })

  test('that are called without end are given up', async () => {
    const document = shopWith({
      id: 'often',
      operation: steps({ patternId: 'pattern-1', times: Number.MAX_SAFE_INTEGER }),
    })
    expect(await outcomeOf(document, 'often')).toMatchObject({
      outcome: 'not-provable',
      message: 'It takes more than 1000 requests',
    })
  })
})

test('a batch of more items than there is memory for is given up', async () => {
  const put = { operation: { type: 'put', entityId: 'product' }, times: Number.MAX_SAFE_INTEGER } as const
  const document = shopWith({ id: 'many', operation: { type: 'batch-write', writes: [put] } })
  expect(await outcomeOf(document, 'many')).toEqual({
    outcome: 'not-provable',
    message: 'It writes more than 1000 items',
    calls: 0,
  })
})

test('an update that names no attribute is proved as it stands', async () => {
  const operation = { type: 'update', entityId: 'product', by: [{ attribute: 'productId' }], sets: [] } as const
  expect(await outcomeOf(shopWith({ id: 'touch', operation }), 'touch')).toMatchObject({
    outcome: 'proved',
    calls: 1,
  })
  const absent = { ...operation, condition: 'exists' } as const
  expect(await outcomeOf(shopWith({ id: 'touch', operation: absent }), 'touch')).toMatchObject({ outcome: 'proved' })
})

test('a write that states values of which there is no sample is proved on another item', async () => {
  const by = [{ attribute: 'productId', values: [{ S: 'not-there' }] }]
  const document = shopWith({ id: 'gone', operation: { type: 'delete', entityId: 'product', by } })
  expect(await outcomeOf(document, 'gone')).toEqual({ outcome: 'proved', message: undefined, calls: 1 })
})
