import { describe, expect, test } from 'vitest'
import { diagnoseDesign } from '../diagnostics/design/diagnose-design.ts'
import { applyDiff, reverseDiff } from '../document/diff.ts'
import type { ModelDocument, ModelRecord, RecordId } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { serializeModel } from '../document/serialize.ts'
import { shopModel } from '../testing/shop-model.ts'
import { runCommand } from './registry.ts'

/** The shop with more records, and members of some records replaced. */
function shop(changes: Readonly<Record<RecordId, Readonly<Record<string, unknown>>>>): ModelDocument {
  const records = { ...shopModel.records } as Record<string, ModelRecord>
  for (const [id, change] of Object.entries(changes)) {
    records[id] = { id, position: 50, ...records[id], ...change } as unknown as ModelRecord
  }
  return documentOf(Object.values(records))
}
const facet = (more: Readonly<Record<string, unknown>>) => ({ kind: 'facet', tableId: 'shop', name: 'F', ...more })
const pattern = (operation: object) => ({ kind: 'pattern', name: 'P', operation })

function rename(document: ModelDocument, entityId: RecordId, from: string, to: string) {
  const result = runCommand(document, 'rename-entity-attribute', { entityId, from, to })
  if ('problems' in result) throw new Error(result.problems[0]?.message)
  const after = applyDiff(document, result.diff)
  expect(serializeModel(applyDiff(after, reverseDiff(result.diff)))).toBe(serializeModel(document))
  return after.records as Readonly<Record<string, object | undefined>>
}

describe('what a table says of an attribute', () => {
  test('follows: columns, key names, declarations, projections, time to live and vector indexes', () => {
    const document = shop({
      f: facet({ partitionKeyAlias: 'title', sortKeyAlias: 'price#title', attributes: ['title', 'price'] }),
      shop: {
        attributes: [
          { name: 'GSI1PK', type: 'S' },
          { name: 'title', type: 'M' },
        ],
        timeToLive: 'title',
      },
      gsi1: { projection: { type: 'INCLUDE', attributes: ['title'] } },
      v: {
        kind: 'vectorIndex',
        tableId: 'shop',
        name: 'by-meaning',
        attribute: 'title',
        dimensions: 3,
        distance: 'COSINE',
        partition: 'title',
        filters: ['category', 'title'],
        projection: { type: 'INCLUDE', attributes: ['title'] },
      },
    })
    const after = rename(document, 'product', 'title', 'caption')
    expect(after.f).toMatchObject({
      partitionKeyAlias: 'caption',
      sortKeyAlias: 'price#caption',
      attributes: ['caption', 'price'],
    })
    expect(after.shop).toMatchObject({
      attributes: [{ name: 'GSI1PK' }, { name: 'caption', type: 'M' }],
      timeToLive: 'caption',
    })
    expect(after.gsi1).toMatchObject({ projection: { attributes: ['caption'] } })
    expect(after.v).toMatchObject({
      attribute: 'caption',
      partition: 'caption',
      filters: ['category', 'caption'],
      projection: { attributes: ['caption'] },
    })
    expect(JSON.stringify(after)).not.toContain('"title"')
  })

  test('is named beside the old one where items of something else have that', () => {
    const document = shop({
      f: facet({ sortKeyAlias: 'orderId', attributes: ['total', 'orderId'] }),
      gsi1: { projection: { type: 'INCLUDE', attributes: ['orderId', 'total'] } },
    })
    const after = rename(document, 'order', 'orderId', 'number')
    expect(after.f).toMatchObject({ sortKeyAlias: 'orderId', attributes: ['total', 'orderId', 'number'] })
    expect(after.gsi1).toMatchObject({ projection: { attributes: ['orderId', 'number', 'total'] } })
    const loose = shop({
      f: facet({ attributes: ['total'] }),
      i: { kind: 'item', tableId: 'shop', item: { PK: { S: 'x' }, SK: { S: 'y' }, total: { N: '1' } } },
    })
    expect(rename(loose, 'order', 'total', 'sum').f).toMatchObject({ attributes: ['total', 'sum'] })
  })

  test('is not named twice, nor in tables where the entity does not lie', () => {
    const document = shop({
      f: facet({ attributes: ['caption', 'title'] }),
      other: {
        kind: 'table',
        name: 'Other',
        key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
        attributes: [{ name: 'title', type: 'S' }],
      },
      g: { ...facet({ attributes: ['title'] }), tableId: 'other' },
    })
    const after = rename(document, 'product', 'title', 'caption')
    expect(after.f).toMatchObject({ attributes: ['caption'] })
    expect(after.other).toBe(document.records.other)
    expect(after.g).toBe(document.records.g)
  })

  test('a key attribute keeps its name, and what names it', () => {
    const document = shop({ f: facet({ attributes: ['price'] }) })
    const after = rename(document, 'product', 'price', 'amount')
    expect(after.f).toBe(document.records.f)
    expect(after['in-shop-product']).toMatchObject({ templates: { price: '{amount}' } })
  })
})

describe('access patterns', () => {
  test('steps pass on the new name of what the one before answers', () => {
    const steps = [{ patternId: 'pattern-6' }, { patternId: 'q', passes: ['productId', 'line'] }, { patternId: 'q' }]
    const document = shop({
      p: pattern({ type: 'steps', steps }),
      q: pattern({ type: 'get', entityId: 'product', by: [{ attribute: 'productId' }] }),
    })
    const after = rename(document, 'line', 'productId', 'article')
    expect(after.p).toMatchObject({ operation: { steps: [{}, { passes: ['article', 'line'] }, {}] } })
    expect(rename(document, 'order', 'total', 'productId').p).toEqual(document.records.p)
  })

  test.each([
    ['SELECT title FROM "Shop" WHERE PK = ?', 'SELECT "the ""title""" FROM "Shop" WHERE PK = ?'],
    [
      `SELECT "title", a.title.b FROM "Shop" WHERE PK = 'title' AND title > 1 -- title`,
      `SELECT "the ""title""", a.title.b FROM "Shop" WHERE PK = 'title' AND "the ""title""" > 1 -- title`,
    ],
    [
      `INSERT INTO "Shop" VALUE {'PK': 'title', 'SK': 'x', 'title': {'title': 1}}`,
      `INSERT INTO "Shop" VALUE {'PK': 'title', 'SK': 'x', 'the "title"': {'title': 1}}`,
    ],
    [
      `UPDATE "Shop" SET title=1 WHERE PK='a' AND SK='b'`,
      `UPDATE "Shop" SET "the ""title"""=1 WHERE PK='a' AND SK='b'`,
    ],
    ['SELECT title FROM "Elsewhere"', 'SELECT title FROM "Elsewhere"'],
    ['SELECT title FROM', 'SELECT title FROM'],
  ])('%s', (statement, expected) => {
    const after = rename(shop({ p: pattern({ type: 'partiql', statement }) }), 'product', 'title', 'the "title"')
    expect(after.p).toMatchObject({ operation: { statement: expected } })
  })
})

test('brings no finding', () => {
  const before = diagnoseDesign(shopModel).map(({ code, recordId }) => [code, recordId])
  for (const [entityId, from] of [
    ['product', 'title'],
    ['product', 'price'],
    ['order', 'orderId'],
    ['customer', 'email'],
  ] as const) {
    const records = rename(shopModel, entityId, from, 'anew') as unknown as Readonly<Record<string, ModelRecord>>
    expect(diagnoseDesign({ records }).map(({ code, recordId }) => [code, recordId])).toEqual(before)
  }
})
