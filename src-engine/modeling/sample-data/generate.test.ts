import { expect, test } from 'vitest'
import { attributeOf } from '#dynamo'
import { applyPlan } from '../apply/apply-plan.ts'
import { runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { PlacementRecord } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { get } from '../testing/operations.ts'
import { versions } from '../testing/pattern-models.ts'
import { shopModel } from '../testing/shop-model.ts'
import { inTable } from '../testing/small-model.ts'
import { Chance } from './chance.ts'
import { generateSampleData } from './generate.ts'
import { GENERATOR_NAMES, makeValue } from './generators.ts'

test('the same seed makes the same data, another seed other data', () => {
  expect(generateSampleData(shopModel)).toEqual(generateSampleData(shopModel))
  expect(generateSampleData(shopModel, { seed: 2 }).items).not.toEqual(generateSampleData(shopModel).items)
})

test('children belong to parents that exist, by the same id in all items', () => {
  const { instances, items } = generateSampleData(shopModel, { roots: 5, children: 6 })
  const ids = (entityId: string, name: string) =>
    (instances.get(entityId) ?? []).map(attributes => JSON.stringify(attributeOf(attributes, name)))
  expect(ids('order', 'customerId').length).toBeGreaterThan(5)
  expect(new Set(ids('customer', 'customerId'))).toEqual(
    new Set([...ids('customer', 'customerId'), ...ids('order', 'customerId')]),
  )
  expect(ids('line', 'orderId').every(id => ids('order', 'orderId').includes(id))).toBe(true)
  const keys = items.map(({ item }) => JSON.stringify([item.PK, item.SK]))
  expect(new Set(keys).size).toBe(items.length)
  expect(items.some(({ item }) => JSON.stringify(item.PK).includes('EMAIL#'))).toBe(true)
})

test('enormous settings of a generator make values that an item can hold', () => {
  const names = ['size', 'length', 'digits', 'days', 'dimensions', 'min', 'max']
  const settings = (value: number) => Object.fromEntries(names.map(name => [name, name === 'min' ? -value : value]))
  for (const type of GENERATOR_NAMES.filter(name => !['text', 'short-id', 'binary'].includes(name))) {
    for (const value of [1e9, 1e300, Number.POSITIVE_INFINITY]) {
      for (const kind of ['S', 'N', 'L'] as const) {
        const attribute = { name: 'x', type: kind, generator: { type, from: '9999-12-31', ...settings(value) } }
        const made = makeValue(attribute, { chance: Chance.of(1), at: 3 })
        expect(JSON.stringify(made).length).toBeLessThan(100_000)
        if (made !== undefined && 'N' in made) expect(Math.abs(Number(made.N))).toBeLessThan(1e38)
      }
    }
  }
  const text = { name: 'x', type: 'S', generator: { type: 'text', size: 1e300 } } as const
  expect(JSON.stringify(makeValue(text, { chance: Chance.of(1), at: 3 })).length).toBeLessThan(1_000_000)
})

test('identities and unique attributes differ', () => {
  const { instances } = generateSampleData(shopModel, { roots: 150 })
  for (const [entity, name] of [
    ['customer', 'customerId'],
    ['customer', 'email'],
    ['product', 'productId'],
  ] as const) {
    const values = (instances.get(entity) ?? []).map(attributes => JSON.stringify(attributes[name]))
    expect(new Set(values).size).toBe(150)
  }
})

test('all items go into the model and into tables as they are', () => {
  const { items } = generateSampleData(shopModel)
  const result = runCommand(shopModel, 'replace-items', { tableId: 'shop', items })
  if ('problems' in result) throw new Error(result.problems[0]?.message)
  const plan = applyPlan(applyDiff(shopModel, result.diff))
  expect(plan.report).toEqual([])
  expect(plan.tables[0]?.rows).toHaveLength(items.length)
})

test('every generator makes a value of every type', () => {
  const types = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const
  for (const generator of GENERATOR_NAMES) {
    for (const type of types) {
      const attribute = { name: 'x', type, generator: { type: generator, values: ['a', 'b'], value: 'c' } }
      const value = makeValue(attribute, { chance: Chance.of(generator, type), at: 0 })
      expect(Object.keys(value ?? {})).toEqual([type])
    }
  }
  expect(
    makeValue({ name: 'x', type: 'S', generator: { type: 'gone' } }, { chance: new Chance(1), at: 0 }),
  ).toBeUndefined()
})

test('of a copy that all versions share, the newest stays', () => {
  const model = versions({ current: [get('paper', 'paperId'), 1] })
  const key = { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'S' }] } as const
  const designed = inTable(model, key, { paper: { PK: 'PAPER#{paperId}', SK: '#{version|pad:9}' } })
  const copy: PlacementRecord = {
    kind: 'placement',
    id: 'copy',
    tableId: 'table',
    entityId: 'paper',
    position: 2,
    role: 'copy',
    name: 'current',
    // All papers share it, so that one item is left.
    templates: { PK: 'PAPER', SK: '#PAPER' },
  }
  const { items } = generateSampleData(documentOf([...Object.values(designed.records), copy]), { roots: 6 })
  const numbers = (placementId: string): readonly number[] =>
    items.flatMap(({ item, ...place }) => {
      const version = place.placementId === placementId ? item.version : undefined
      return version !== undefined && 'N' in version ? Number(version.N) : []
    })
  expect(numbers('paper-placement').length).toBeGreaterThan(3)
  expect(numbers('copy')).toEqual([Math.max(...numbers('paper-placement'))])
})
