import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { planOf } from '../access-patterns/plan.ts'
import { type CommandArguments, type CommandName, runCommand } from '../commands/registry.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import { readPrices } from '../cost/read-prices.ts'
import { applyDiff } from '../document/diff.ts'
import type { ItemRecord, ModelDocument, ModelRecord } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { itemsOfTable, patternsOf, tablesOf } from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { largeModel } from '../testing/large-model.ts'
import { diagnose } from './diagnose.ts'

/** What is computed again after an edit of a large model, and what is not. */

const PRICES = readPrices(priceFile, undefined)

function follow(document: ModelDocument) {
  const plan = planOf(document)
  return {
    plan,
    cost: estimateCost(document, plan, PRICES),
    findings: diagnose(document),
    text: serializeModel(document),
  }
}

function edited<N extends CommandName>(document: ModelDocument, name: N, args: CommandArguments<N>): ModelDocument {
  const result = runCommand(document, name, args)
  if ('problems' in result) throw new Error(result.problems[0]?.message)
  return applyDiff(document, result.diff)
}

/** The model with items that count how often anybody looks at their content. */
function watched(items: number): { readonly document: ModelDocument; readonly looks: Map<string, number> } {
  const looks = new Map<string, number>()
  const watch = (record: ModelRecord): ModelRecord =>
    record.kind !== 'item'
      ? record
      : new Proxy<ItemRecord>(record, {
          get: (target, name) => {
            if (name === 'item') looks.set(target.id, (looks.get(target.id) ?? 0) + 1)
            return Reflect.get(target, name)
          },
        })
  return { document: documentOf(Object.values(largeModel(items).records).map(watch)), looks }
}

const copyOf = (record: ModelRecord): ModelRecord => structuredClone({ ...record })

/** The patterns whose paths are other ones. */
function plannedAgain(before: ModelDocument, now: ModelDocument): readonly string[] {
  const old = planOf(before)
  const made = planOf(now)
  return patternsOf(now)
    .map(({ id }) => id)
    .filter(id => old.get(id) !== made.get(id))
}

describe('an edit of a large model', () => {
  test('of a rate makes no path again, and the cost of one pattern', () => {
    const before = largeModel(0)
    const { cost } = follow(before)
    const now = edited(before, 'change-pattern', { patternId: 'pattern-142', rate: { average: 77 } })
    expect(plannedAgain(before, now)).toEqual([])
    const again = follow(now).cost
    const changed = patternsOf(now).filter(({ id }) => again.byPattern[id] !== cost.byPattern[id])
    expect(changed.map(({ id }) => id)).toEqual(['pattern-142'])
  })

  test('of a question makes one path again, and those of steps that lead to it', () => {
    const before = largeModel(0)
    const now = edited(before, 'change-pattern', {
      patternId: 'pattern-142',
      operation: { type: 'scan', entityIds: ['entity-42'] },
    })
    expect(plannedAgain(before, now)).toEqual(['pattern-142', 'pattern-151'])
  })

  test('of a template makes the paths again of what lies in its table', () => {
    const before = largeModel(0)
    const now = edited(before, 'change-placement', {
      placementId: 'placement-95',
      template: { GSI1SK: '{amount|pad:9}' },
    })
    const places = new Set(plannedAgain(before, now).map(id => Number(id.slice('pattern-'.length))))
    expect(places.has(95)).toBe(true)
    const statements = patternsOf(now).filter(({ operation }) => operation.type === 'partiql').length
    expect(places.size).toBeLessThan(statements + 60)
  })

  test('of an item looks at no other item', () => {
    const { document, looks } = watched(400)
    follow(document)
    looks.clear()
    const now = edited(document, 'change-item-attribute', { itemId: 'item-142', name: 'title', value: { S: 'New' } })
    const { findings } = follow(now)
    expect([...looks.keys()]).toEqual(['item-142'])
    expect(findings).toEqual(follow(documentOf(Object.values(now.records).map(copyOf))).findings)
  })

  test.each([
    ['change-pattern', { patternId: 'pattern-1', name: 'Renamed' }],
    ['change-entity', { entityId: 'entity-42', volume: { count: 7 } }],
    ['rename-table', { tableId: 'table-1', name: 'Renamed' }],
    ['change-table-settings', { tableId: 'table-1', pointInTimeRecovery: true }],
    ['change-index', { indexId: 'gsi1-1', projection: { type: 'KEYS_ONLY' } }],
  ] as const)('%s %j looks at no item', (name, args) => {
    const { document, looks } = watched(400)
    follow(document)
    looks.clear()
    follow(edited(document, name, args as never))
    expect([...looks]).toEqual([])
  })

  test('of an item finds the key that it takes, and forgets the one that it leaves', () => {
    const document = largeModel(400)
    const codes = (of: ModelDocument) => diagnose(of).filter(({ code }) => code === 'duplicate-primary-key')
    const tableId = tablesOf(document)[1]?.id ?? ''
    const [first, second] = itemsOfTable(document, tableId)
    if (first === undefined || second === undefined) throw new Error('too few items')
    expect(codes(document)).toEqual([])
    const { PK = { S: '' }, SK = { S: '' } } = first.item
    const moved = edited(document, 'change-item', { itemId: second.id, item: { ...second.item, PK, SK } })
    expect(codes(moved).map(({ message }) => message)).toEqual(['Item 2 of Table1 has the primary key of item 1'])
    const removed = edited(moved, 'remove-items', { itemIds: [first.id] })
    expect(codes(removed)).toEqual([])
    expect(codes(moved)).toHaveLength(1)
  })
})
