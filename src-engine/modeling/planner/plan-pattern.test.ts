import { expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { pathOfPattern } from '../access-patterns/path-of-pattern.ts'
import { runCommand } from '../commands/registry.ts'
import { readPrices } from '../cost/read-prices.ts'
import { applyDiff } from '../document/diff.ts'
import type { PatternRecord } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { latest, query } from '../testing/operations.ts'
import { shopModel } from '../testing/shop-model.ts'
import { planPattern } from './plan-pattern.ts'

const prices = readPrices(priceFile)

const byStatus: PatternRecord = {
  kind: 'pattern',
  id: 'pattern-12',
  position: 12,
  name: 'Open orders, oldest first',
  operation: {
    type: 'query',
    entityIds: ['order'],
    by: [{ attribute: 'status' }],
    order: { attribute: 'placedAt', direction: 'ascending' },
    limit: 50,
  },
  rate: { average: 1 },
}
const document = { records: { ...shopModel.records, [byStatus.id]: byStatus } }

test('a new pattern gets every way to serve it, with what each costs', () => {
  const options = planPattern(document, byStatus, prices)
  expect(options.map(({ kind }) => kind)).toEqual(['index'])
  expect(options.every(({ addedCost, path }) => addedCost > 0 && path.verdict === 'exact')).toBe(true)
})

test('adopting an option serves the pattern', () => {
  for (const { design } of planPattern(document, byStatus, prices)) {
    const result = runCommand(document, 'adopt-design', { design })
    if ('problems' in result) throw new Error(result.problems[0]?.message)
    expect(pathOfPattern(applyDiff(document, result.diff), byStatus).verdict).toBe('exact')
  }
})

test('a pattern that is served needs nothing', () => {
  const served = shopModel.records['pattern-3'] as PatternRecord
  const [first] = planPattern(shopModel, served, prices)
  expect(first).toMatchObject({ kind: 'reuse', design: { tables: [], indexes: [], placements: [] } })
})

test('an index of texts is overloaded', () => {
  const index = shopModel.records.gsi1
  if (index?.kind !== 'index') throw new Error('no index')
  const key = { partition: index.key.partition, sort: [{ name: 'GSI1SK', type: 'S' as const }] }
  const texts = { records: { ...document.records, gsi1: { ...index, key } } }
  const overload = planPattern(texts, byStatus, prices).find(({ kind }) => kind === 'overload')
  expect(overload).toMatchObject({ kind: 'overload', title: 'Overload GSI1' })
  expect(overload?.design.placements[0]?.templates).toMatchObject({
    GSI1PK: 'STATUS#{status}',
    GSI1SK: 'ORDER#{placedAt}#{orderId}',
  })
})

/** The shop with one pattern more, and orders placed so often at the peak. */
function withPattern(operation: PatternRecord['operation'], peak = 3) {
  const asked: PatternRecord = { ...byStatus, operation }
  const placing = shopModel.records['pattern-9'] as PatternRecord
  const busy: PatternRecord = { ...placing, rate: { average: 3, peak } }
  return { asked, document: { records: { ...shopModel.records, [asked.id]: asked, [busy.id]: busy } } }
}

test('an index whose one partition would be too hot has shards from the start', () => {
  const newest = query('order', [], { ...latest('placedAt'), limit: 50 })
  const optionsAt = (peak: number) => {
    const { asked, document: busy } = withPattern(newest, peak)
    return planPattern(busy, asked, prices).filter(({ kind }) => kind === 'index')
  }
  expect(optionsAt(3)[0]?.design.placements[0]?.templates).toMatchObject({ GSI2PK: 'ORDERS' })
  const [hot] = optionsAt(2_100)
  expect(hot?.design.placements[0]?.templates).toMatchObject({ GSI2PK: 'ORDERS#{orderId|shard:8}' })
  expect(hot?.reasons.map(({ rule }) => rule)).toEqual(['I4', 'H2'])
  expect(hot?.path).toMatchObject({ verdict: 'exact', calls: [{ call: 'Query', times: 8 }] })
})

test('another order that is read consistently may be a local index, where collections stay small', () => {
  const byTotal = query('order', ['customerId'], { ...latest('total'), limit: 5 })
  const kindsOf = (operation: PatternRecord['operation']) => {
    const { asked, document: shop } = withPattern(operation)
    return planPattern(shop, asked, prices).flatMap(({ design }) => design.indexes.map(({ indexKind }) => indexKind))
  }
  expect(kindsOf({ ...byTotal, consistent: true })).toEqual(['LSI'])
  expect(kindsOf(byTotal)).toEqual(['GSI'])
})

test('only ways are offered that the pattern would then go', () => {
  for (const pattern of patternsOf(shopModel)) {
    const present = pathOfPattern(shopModel, pattern)
    for (const { kind, path, title } of planPattern(shopModel, pattern, prices)) {
      if (kind !== 'reuse') expect(path.calls, `${pattern.name}: ${title}`).not.toEqual(present.calls)
    }
  }
})
