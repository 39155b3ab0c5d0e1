import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { runCommand } from '../commands/registry.ts'
import { readPrices } from '../cost/read-prices.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument, PlacementRecord, RecordId } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { indexesOf, itemsOfTable, placementsOfEntity, tableNamed, tablesOf } from '../document/queries.ts'
import { shopModel } from '../testing/shop-model.ts'
import { outcomeOf } from './adoption-outcome.ts'
import type { CandidateDesign } from './candidate.ts'

const prices = readPrices(priceFile)

function adopted(document: ModelDocument, design: CandidateDesign, parts: readonly RecordId[]): ModelDocument {
  const result = runCommand(document, 'adopt-parts', { design, parts })
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('; '))
  return applyDiff(document, result.diff)
}

describe('the shop', () => {
  const placementIn = (document: ModelDocument, entityId: RecordId): PlacementRecord | undefined =>
    placementsOfEntity(document, entityId).find(({ role }) => (role ?? 'main') === 'main')

  /** A design of the shop's table with one index more, and orders in it. */
  const withIndex = (name: string, about: Partial<PlacementRecord> = {}): CandidateDesign => ({
    tables: [{ ...tableOf(shopModel), id: 'table-1' }],
    indexes: [
      {
        kind: 'index',
        id: 'index-1',
        tableId: 'table-1',
        position: 1,
        indexKind: 'GSI',
        name,
        key: { partition: [{ name: `${name}PK`, type: 'S' }], sort: [{ name: `${name}SK`, type: 'S' }] },
        projection: { type: 'KEYS_ONLY' },
      },
    ],
    placements: [
      {
        kind: 'placement',
        id: 'placement-1',
        tableId: 'table-1',
        entityId: 'order',
        position: 1,
        templates: {
          PK: 'ORDER#{orderId}',
          SK: '#ORDER',
          [`${name}PK`]: 'STATUS#{status}',
          [`${name}SK`]: '{placedAt}',
        },
        ...about,
      },
    ],
  })

  /** A design that has one entity only, in a table that the model does not have. */
  const elsewhere = (entityId: RecordId): CandidateDesign => {
    const { tables, placements } = withIndex('GSI2', {
      entityId,
      templates: { PK: `${entityId}#{${entityId}Id}`, SK: '#' },
    })
    return { tables: tables.map(table => ({ ...table, name: 'Other' })), indexes: [], placements }
  }

  test('an index alone goes into the table that is there, and items of the entities in it get its keys', () => {
    const order = placementIn(shopModel, 'order')
    const sample = documentOf([
      ...Object.values(shopModel.records),
      {
        kind: 'item',
        id: 'item-1',
        tableId: 'shop',
        position: 1,
        placementId: order?.id ?? '',
        item: {
          PK: { S: 'CUSTOMER#c1' },
          SK: { S: 'ORDER#2026#o1' },
          customerId: { S: 'c1' },
          orderId: { S: 'o1' },
          placedAt: { S: '2026' },
          status: { S: 'OPEN' },
        },
      },
    ])
    const after = adopted(sample, withIndex('GSI2'), ['index-1'])
    expect(tablesOf(after)).toEqual(tablesOf(sample))
    expect(indexesOf(after, 'shop').map(({ name }) => name)).toEqual(['GSI1', 'GSI2'])
    expect(placementIn(after, 'order')).toEqual({
      ...order,
      templates: { ...order?.templates, GSI2PK: 'STATUS#{status}', GSI2SK: '{placedAt}' },
    })
    expect(itemsOfTable(after, 'shop')[0]?.item).toMatchObject({
      PK: { S: 'CUSTOMER#c1' },
      GSI2PK: { S: 'STATUS#OPEN' },
      GSI2SK: { S: '2026' },
    })
  })

  test('an index whose names are taken comes beside, under free names', () => {
    const inUse = documentOf([
      ...Object.values(shopModel.records),
      ...Object.values(shopModel.records).flatMap(record =>
        record.kind === 'placement' && record.entityId === 'order'
          ? [{ ...record, templates: { ...record.templates, GSI2PK: 'TOTAL', GSI2SK: '{orderId}' } }]
          : [],
      ),
      { ...withIndex('GSI2').indexes[0], id: 'gsi2', tableId: 'shop' } as never,
    ])
    const after = adopted(inUse, withIndex('GSI2'), ['index-1'])
    expect(indexesOf(after, 'shop').map(({ name }) => name)).toEqual(['GSI1', 'GSI2', 'GSI3'])
    expect(placementIn(after, 'order')?.templates).toMatchObject({
      GSI2PK: 'TOTAL',
      GSI2SK: '{orderId}',
      GSI3PK: 'STATUS#{status}',
      GSI3SK: '{placedAt}',
    })
  })

  test('keys that would collide with what stays come beside, in a table of another name', () => {
    const colliding = withIndex('GSI2', { templates: { PK: 'PRODUCT#{orderId}', SK: '#META' } })
    const after = adopted(shopModel, colliding, ['order'])
    expect(tablesOf(after).map(({ name }) => name)).toEqual(['Shop', 'Shop2'])
    expect(placementsOfEntity(after, 'order').map(({ tableId }) => tableId)).toEqual([tableNamed(after, 'Shop2')?.id])
  })

  test('an entity without an index of the design leaves its keys there out; what nobody fills any more goes', () => {
    const products: CandidateDesign = withIndex('GSI2', {
      entityId: 'product',
      templates: { PK: 'P#{productId}', SK: '#P', GSI2PK: 'X#{category}', GSI2SK: '{title}' },
    })
    const after = adopted(shopModel, products, ['product'])
    expect(placementIn(after, 'product')?.templates).toEqual({ PK: 'P#{productId}', SK: '#P' })
    expect(indexesOf(after, 'shop')).toEqual([])
  })

  test('ids that the model has given away since are not overwritten', () => {
    const since = documentOf([
      ...Object.values(shopModel.records),
      { ...tableOf(shopModel), id: 'table-1', name: 'Audit', position: 7 },
    ])
    const after = adopted(since, elsewhere('order'), ['order'])
    expect(tableNamed(after, 'Audit')?.id).toBe('table-1')
    expect(placementsOfEntity(after, 'order').map(({ tableId }) => tableId)).toEqual([tableNamed(after, 'Other')?.id])
  })

  test('a part that the design does not have is refused', () => {
    expect(runCommand(shopModel, 'adopt-parts', { design: elsewhere('order'), parts: ['nothing'] })).toHaveProperty(
      'problems',
    )
  })

  test('the outcome counts what is served, and names what changes, the worst first', () => {
    const moved = adopted(shopModel, elsewhere('customer'), ['customer'])
    const { before, after, changed } = outcomeOf(shopModel, moved, prices)
    expect(before.verdicts).toMatchObject({ 'not-served': 0, scan: 1 })
    expect(changed[0]).toEqual({ patternId: 'pattern-5', from: 'exact', to: 'not-served' })
    expect(after.verdicts['not-served']).toBe(1)
    expect(after.tables).toBe(2)
  })
})

function tableOf(document: ModelDocument) {
  const [table] = tablesOf(document)
  if (table === undefined) throw new Error('There is no table')
  return table
}
