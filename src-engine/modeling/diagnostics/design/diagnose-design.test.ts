/** One table of cases, long because every finding has one. */
import { describe, expect, test } from 'vitest'
import { type CommandName, runCommand } from '../../commands/registry.ts'
import { applyDiff } from '../../document/diff.ts'
import type { ModelDocument, ModelRecord, PatternOperation } from '../../document/model-document.ts'
import { documentOf } from '../../document/new-model.ts'
import { shopModel } from '../../testing/shop-model.ts'
import type { DiagnosticCode } from '../catalogue.ts'
import { designCatalogue } from '../design-catalogue.ts'
import { diagnoseDesign } from './diagnose-design.ts'

type Change = Readonly<Record<string, unknown>>

/** The shop with members of some records replaced; undefined takes a member away, a whole record is added. */
function shop(changes: Readonly<Record<string, Change>>): ModelDocument {
  const records = { ...shopModel.records } as Record<string, ModelRecord>
  for (const [id, change] of Object.entries(changes)) {
    const merged = Object.entries({ ...records[id], ...change }).filter(([, value]) => value !== undefined)
    records[id] = { id, position: 50, ...Object.fromEntries(merged) } as unknown as ModelRecord
  }
  return documentOf(Object.values(records))
}

const pattern = (operation: PatternOperation, more: Change = {}): Change => ({
  kind: 'pattern',
  name: 'Added',
  operation,
  rate: { average: 1 },
  ...more,
})
const get = (entityId: string, attribute: string): PatternOperation => ({
  type: 'get',
  entityId,
  by: [{ attribute }],
})
const product = shopModel.records.product
const attributes = product?.kind === 'entity' ? product.attributes : []
const withAttribute = (attribute: Change): Change => ({ attributes: [...attributes, attribute] })
const lsi = {
  kind: 'index',
  tableId: 'shop',
  indexKind: 'LSI',
  name: 'ByTotal',
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'total', type: 'N' }] },
  projection: { type: 'ALL' },
}

const SIX = [1, 2, 3, 4, 5, 6]
const sixLookups: Readonly<Record<string, Change>> = {
  product: { attributes: [...attributes, ...SIX.map(at => ({ name: `code${at}`, type: 'S' }))] },
  ...Object.fromEntries(
    SIX.flatMap(at => [
      [
        `lookup-${at}`,
        {
          kind: 'index',
          tableId: 'shop',
          indexKind: 'GSI',
          name: `ByCode${at}`,
          key: { partition: [{ name: `code${at}`, type: 'S' }], sort: [] },
          projection: { type: 'ALL' },
        },
      ],
      [`by-code-${at}`, pattern(get('product', `code${at}`))],
    ]),
  ),
}

const CASES: readonly (readonly [DiagnosticCode, Readonly<Record<string, Change>>])[] = [
  ['duplicate-entity-name', { order: { name: 'Customer' } }],
  ['no-identity', { order: { identity: [] } }],
  ['unknown-attribute', { order: { identity: ['gone'] } }],
  ['unknown-attribute', { places: { via: [{ parent: 'customerId', child: 'gone' }] } }],
  ['unknown-attribute', { 'in-shop-order': { templates: { PK: 'A#{gone}', SK: 'B' } } }],
  ['unknown-attribute', { p: pattern(get('order', 'gone')) }],
  ['duplicate-entity-attribute', { product: withAttribute({ name: 'price', type: 'N' }) }],
  ['unknown-generator', { product: withAttribute({ name: 'x', type: 'S', generator: { type: 'oracle' } }) }],
  ['item-outgrows-limit', { product: withAttribute({ name: 'manual', type: 'B', maxSize: 500_000 }) }],
  ['large-item', { product: withAttribute({ name: 'manual', type: 'B', maxSize: 200_000 }) }],
  ['unbounded-list', { product: withAttribute({ name: 'reviews', type: 'L', maxSize: 150_000 }) }],
  ['dangling-reference', { places: { parentId: 'gone' } }],
  ['dangling-reference', { 'in-shop-order': { entityId: 'gone' } }],
  ['dangling-reference', { p: pattern(get('gone', 'x')) }],
  ['dangling-reference', { p: pattern({ type: 'steps', steps: [{ patternId: 'gone' }] }) }],
  ['steps-in-circle', { p: pattern({ type: 'steps', steps: [{ patternId: 'p' }] }) }],
  [
    'steps-in-circle',
    {
      p: pattern({ type: 'steps', steps: [{ patternId: 'pattern-1' }, { patternId: 'q' }] }),
      q: pattern({ type: 'steps', steps: [{ patternId: 'p' }] }),
    },
  ],
  ['collection-outgrows-limit', { lsi, places: { most: 100_000_000 } }],
  ['invalid-template', { 'in-shop-order': { templates: { PK: 'A#{', SK: 'B' } } }],
  ['placement-without-key', { 'in-shop-order': { templates: { PK: 'A#{orderId}' } } }],
  ['template-type-clash', { 'in-shop-order': { templates: { PK: '{orderId}', SK: '{total}' } } }],
  ['unpadded-number', { 'in-shop-line': { templates: { PK: 'ORDER#{orderId}', SK: 'LINE#{line}' } } }],
  ['templates-collide', { 'in-shop-order': { templates: { PK: 'CUSTOMER#{customerId}', SK: '#META' } } }],
  [
    'keys-not-told-apart',
    {
      raw: {
        kind: 'table',
        name: 'Raw',
        key: { partition: [{ name: 'orderId', type: 'S' }], sort: [] },
        attributes: [],
      },
      'raw-order': { kind: 'placement', tableId: 'raw', entityId: 'order', role: 'copy', templates: {} },
      'raw-line': { kind: 'placement', tableId: 'raw', entityId: 'line', role: 'copy', templates: {} },
    },
  ],
  ['mutable-key', { 'in-shop-product': { templates: { PK: 'PRICE#{price|pad:9}', SK: '{productId}' } } }],
  ['several-main-placements', { 'customer-email': { role: 'main' } }],
  ['unique-not-kept', { 'customer-email': { role: 'copy' } }],
  [
    'unused-index',
    {
      'pattern-7': { operation: get('product', 'productId') },
      'pattern-11': { operation: get('product', 'productId') },
    },
  ],
  [
    'unused-projection',
    {
      'pattern-7': {
        operation: {
          type: 'query',
          entityIds: ['product'],
          by: [{ attribute: 'category' }],
          attributes: ['title'],
          limit: 5,
        },
      },
      'pattern-11': { operation: get('product', 'productId') },
    },
  ],
  [
    'index-repeats-partition',
    {
      gsi1: { key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'price', type: 'N' }] } },
      'pattern-7': {
        operation: {
          type: 'query',
          entityIds: ['product'],
          by: [{ attribute: 'productId' }],
          order: { attribute: 'price', direction: 'ascending' },
        },
      },
    },
  ],
  [
    'wide-projection',
    { product: withAttribute({ name: 'text', type: 'S', size: 6_000 }), 'pattern-10': { rate: { average: 500 } } },
  ],
  ['index-per-lookup', sixLookups],
  [
    'pattern-not-served',
    {
      p: pattern({ type: 'get', entityId: 'order', by: [{ attribute: 'status' }], consistent: true }),
      'in-shop-order': { tableId: 'shop', entityId: 'line' },
    },
  ],
  ['pattern-scans', { p: pattern(get('order', 'status')) }],
  [
    'pattern-filters',
    {
      p: pattern({ type: 'query', entityIds: ['order'], by: [{ attribute: 'customerId' }, { attribute: 'status' }] }),
    },
  ],
  ['no-rate', { 'pattern-1': { rate: undefined } }],
  [
    'unbounded-query',
    {
      'pattern-5': {
        operation: { type: 'query', entityIds: ['order'], by: [{ attribute: 'customerId' }], matches: 100_000 },
      },
    },
  ],
  ['second-lookup', { gsi1: { projection: { type: 'KEYS_ONLY' } } }],
  [
    'update-creates',
    { p: pattern({ type: 'update', entityId: 'product', by: [{ attribute: 'productId' }], sets: ['title'] }) },
  ],
  ['put-replaces', { p: pattern({ type: 'put', entityId: 'product' }) }],
  [
    'lost-update',
    {
      p: pattern({ type: 'steps', steps: [{ patternId: 'pattern-1' }, { patternId: 'q' }] }),
      q: pattern({ type: 'put', entityId: 'customer' }),
    },
  ],
  [
    'large-transaction',
    { p: pattern({ type: 'transact-write', writes: [{ operation: { type: 'put', entityId: 'line' }, times: 40 }] }) },
  ],
  [
    'single-item-transaction',
    { p: pattern({ type: 'transact-write', writes: [{ operation: { type: 'put', entityId: 'product' } }] }) },
  ],
  ['hot-key', { 'pattern-10': { rate: { average: 10_000 } } }],
  ['warm-key', { 'pattern-10': { rate: { average: 4_500 } } }],
  ['low-cardinality-key', { 'pattern-10': { rate: { average: 1_000 } } }],
  ['time-partition', { 'in-shop-order': { templates: { PK: 'DAY#{placedAt|day}', SK: '{orderId}' } } }],
  ['authorization-gap', { p: pattern(get('order', 'orderId'), { actor: 'Customer' }) }],
  [
    'stale-vector',
    {
      product: withAttribute({ name: 'vector', type: 'L' }),
      v: {
        kind: 'vectorIndex',
        tableId: 'shop',
        name: 'by-meaning',
        attribute: 'vector',
        dimensions: 3,
        distance: 'COSINE',
        filters: [],
        projection: { type: 'ALL' },
      },
    },
  ],
  [
    'invalid-vector-index',
    {
      v: {
        kind: 'vectorIndex',
        tableId: 'shop',
        name: 'by-meaning',
        attribute: 'vector',
        dimensions: 0,
        distance: 'COSINE',
        filters: [],
        projection: { type: 'ALL' },
      },
    },
  ],
  [
    'expired-items-read',
    {
      shop: { timeToLive: 'expires' },
      order: {
        attributes: [
          ...(shopModel.records.order?.kind === 'entity' ? shopModel.records.order.attributes : []),
          { name: 'expires', type: 'N' },
        ],
      },
    },
  ],
  ['time-to-live-type', { shop: { timeToLive: 'placedAt' } }],
  ['provisioned-too-low', { shop: { billing: { mode: 'PROVISIONED', throughput: { read: 1, write: 1 } } } }],
  ['prewarm', { 'pattern-1': { rate: { average: 50_000 } } }],
]

describe('diagnoseDesign', () => {
  test('has nothing to say of the shop but what is worth knowing', () => {
    expect(diagnoseDesign(shopModel).filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test.each(CASES)('%s', (code, changes) => {
    expect(diagnoseDesign(shopModel).map(finding => finding.code)).not.toContain(code)
    const found = diagnoseDesign(shop(changes)).filter(finding => finding.code === code)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ message, recordId }) => message !== '' && recordId !== '')).toBe(true)
  })

  test('every finding of the catalogue has a case', () => {
    const tested = new Set(CASES.map(([code]) => code))
    expect(Object.keys(designCatalogue).filter(code => !tested.has(code as DiagnosticCode))).toEqual([])
  })

  test('a quick fix is a command that takes its finding away', () => {
    let tried = 0
    for (const [, changes] of CASES) {
      const document = shop(changes)
      for (const finding of diagnoseDesign(document)) {
        for (const { command, args } of finding.fixes ?? []) {
          const result = runCommand(document, command as CommandName, args as never)
          if ('problems' in result) throw new Error(`${finding.code}: ${result.problems[0]?.message}`)
          const after = diagnoseDesign(applyDiff(document, result.diff))
          const same = after.filter(
            ({ code, recordId, message }) =>
              code === finding.code && recordId === finding.recordId && message === finding.message,
          )
          expect([finding.code, same]).toEqual([finding.code, []])
          tried++
        }
      }
    }
    expect(tried).toBeGreaterThan(5)
  })
})
