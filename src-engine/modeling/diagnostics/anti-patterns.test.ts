/** One list of the anti-patterns, each with what brings it; long because each is a small model. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CommandName, runCommand } from '../commands/registry.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument, ModelRecord, PatternOperation } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { ordersModel } from '../testing/orders-model.ts'
import { shopModel } from '../testing/shop-model.ts'
import { antiPatternCatalogue } from './anti-pattern-catalogue.ts'
import { catalogue, type DiagnosticCode } from './catalogue.ts'
import { designCatalogue } from './design-catalogue.ts'
import { diagnose } from './diagnose.ts'
import { learnMore } from './learn-more.ts'
import { fixesOf } from './record-fixes.ts'

type Change = Readonly<Record<string, unknown>>

/** The shop with members of some records replaced, and records added. */
function shop(changes: Readonly<Record<string, Change>>): ModelDocument {
  const records = { ...shopModel.records } as Record<string, ModelRecord>
  for (const [id, change] of Object.entries(changes)) {
    records[id] = { id, position: 50, ...records[id], ...change } as unknown as ModelRecord
  }
  return documentOf(Object.values(records))
}
const pattern = (operation: PatternOperation): Change => ({
  kind: 'pattern',
  name: 'Added',
  operation,
  rate: { average: 1 },
})
const { product, order } = shopModel.records
const attributesOf = (record: ModelRecord | undefined) => (record?.kind === 'entity' ? record.attributes : [])
const lsi: Change = {
  kind: 'index',
  tableId: 'shop',
  indexKind: 'LSI',
  name: 'ByTotal',
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'total', type: 'N' }] },
  projection: { type: 'ALL' },
}
const update = (entityId: string, sets: readonly string[]): PatternOperation => ({
  type: 'update',
  entityId,
  by: [{ attribute: `${entityId}Id` }],
  sets,
  condition: 'exists',
})
const together = (...entityIds: readonly string[]): PatternOperation => ({
  type: 'transact-write',
  writes: entityIds.map(entityId => ({ operation: { type: 'put', entityId, condition: 'absent' } })),
})
const expiring = (value: Change): Readonly<Record<string, Change>> => ({
  shop: { timeToLive: 'expires' },
  i: { kind: 'item', tableId: 'shop', item: { PK: { S: 'x' }, SK: { S: 'y' }, expires: value } },
})

const FIRES: readonly (readonly [DiagnosticCode, Readonly<Record<string, Change>>])[] = [
  ['unbounded-collection', { lsi }],
  ['mutable-index-key', {}],
  ['counted-identity', { product: { attributes: counted('N') } }],
  ['unrelated-transaction', { p: pattern(together('order', 'product')) }],
  ['time-to-live-value', expiring({ N: '1790000000000' })],
  ['time-to-live-value', expiring({ S: '2026-09-21T10:00:00Z' })],
]
const RESTS: readonly (readonly [DiagnosticCode, Readonly<Record<string, Change>>])[] = [
  ['unbounded-collection', {}],
  ['unbounded-collection', { lsi, places: { most: 1_000 } }],
  ['unbounded-collection', { lsi: { ...lsi, key: { partition: [], sort: [{ name: 'gone', type: 'S' }] } } }],
  ['mutable-index-key', { 'pattern-10': { operation: update('product', ['title']) } }],
  ['counted-identity', { product: { attributes: counted('S') } }],
  ['unrelated-transaction', { p: pattern(together('customer', 'line')) }],
  ['time-to-live-value', expiring({ N: '1790000000' })],
  ['time-to-live-value', { ...expiring({ N: '1790000000000' }), shop: {} }],
]

function counted(type: 'N' | 'S') {
  const [id, ...others] = attributesOf(product)
  return [{ ...id, type, generator: { type: 'sequence' } }, ...others]
}
const codesOf = (document: ModelDocument) => diagnose(document).map(({ code }) => code)

describe('anti-patterns', () => {
  test.each(FIRES)('%s', (code, changes) => {
    expect(codesOf(shop(changes))).toContain(code)
  })

  test.each(RESTS)('no %s', (code, changes) => {
    expect(codesOf(shop(changes))).not.toContain(code)
  })

  test('each of the catalogue fires here and rests here', () => {
    const codes = Object.keys(antiPatternCatalogue).sort()
    expect([...new Set(FIRES.map(([code]) => code))].sort()).toEqual(codes)
    expect([...new Set(RESTS.map(([code]) => code))].sort()).toEqual(codes)
  })

  /** The sixteen of the design rules, with the codes that find them; diagnose-design.test.ts has the others fire. */
  test('all sixteen that a linter can find have findings', () => {
    const found: readonly (readonly DiagnosticCode[])[] = [
      ['low-cardinality-key'],
      ['index-per-lookup'],
      ['index-repeats-partition'],
      ['wide-projection'],
      ['unbounded-collection', 'collection-outgrows-limit'],
      ['pattern-scans', 'pattern-filters'],
      ['unbounded-list'],
      ['time-partition', 'counted-identity'],
      ['mutable-key', 'mutable-index-key'],
      ['time-to-live-type', 'time-to-live-value', 'expired-items-read'],
      ['lost-update'],
      ['large-transaction', 'unrelated-transaction'],
      ['authorization-gap'],
      ['second-lookup'],
      ['pattern-not-served', 'pattern-scans'],
      ['stale-vector'],
    ]
    expect(found).toHaveLength(16)
    for (const code of found.flat()) expect(Object.keys(catalogue)).toContain(code)
  })

  test('PartiQL beside an index key of several attributes, and without a key', () => {
    const select = pattern({ type: 'partiql', statement: 'SELECT * FROM "Shop" WHERE title = ?' })
    expect(codesOf(shop({ p: select }))).toContain('pattern-scans')
    const multi = {
      ...lsi,
      indexKind: 'GSI',
      key: {
        partition: [
          { name: 'status', type: 'S' },
          { name: 'title', type: 'S' },
        ],
        sort: [],
      },
    }
    const refused = diagnose(shop({ p: select, multi })).find(({ code }) => code === 'pattern-not-served')
    expect(refused?.message).toContain('PartiQL is refused')
  })
})

test('a facet may show what entities of its table have, and nothing else that is not declared', () => {
  const facet = { kind: 'facet', tableId: 'shop', name: 'F' }
  expect(codesOf(shop({ f: { ...facet, attributes: ['title', 'total'] } }))).not.toContain(
    'undeclared-facet-attribute',
  )
  expect(codesOf(shop({ f: { ...facet, attributes: ['gone'] } }))).toContain('undeclared-facet-attribute')
})

describe('quick fixes that follow from the record', () => {
  const withItem = (item: Change) =>
    ordersModel().run('change-item', { itemId: 'item-3', item: item as never }).document
  const keys = { PK: { S: 'z' }, SK: { S: 'z' } }
  const orders = () => ordersModel()
  const CASES: readonly (readonly [DiagnosticCode, ModelDocument])[] = [
    ['undeclared-attribute', withItem({ ...keys, extra: { N: '1' } })],
    [
      'attribute-type-differs',
      orders()
        .run('declare-attribute', { tableId: 'table-1', name: 'note', type: 'S' })
        .run('change-item-attribute', { itemId: 'item-3', name: 'note', value: { BOOL: true } }).document,
    ],
    [
      'undeclared-facet-attribute',
      orders().run('change-facet', { facetId: 'facet-1', attributes: ['nope'] }).document,
    ],
    ['empty-index-key', withItem({ ...keys, status: { S: '' } })],
    ['wrong-index-key-type', withItem({ ...keys, status: { N: '1' } })],
    ['duplicate-primary-key', withItem({ PK: { S: 'o#1' }, SK: { S: 'meta' } })],
    [
      'projection-names-keys',
      orders().run('change-index', {
        indexId: 'index-1',
        projection: { type: 'INCLUDE', attributes: ['PK', 'total'] },
      }).document,
    ],
    ['time-to-live-value', shop(expiring({ N: '1790000000000' }))],
    ['time-to-live-value', shop(expiring({ S: 'soon' }))],
    ['provisioned-too-low', shop({ shop: { billing: { mode: 'PROVISIONED', throughput: { read: 1, write: 1 } } } })],
    [
      'unknown-generator',
      shop({ product: { attributes: [{ name: 'productId', type: 'S', generator: { type: 'x' } }] } }),
    ],
    [
      'duplicate-entity-attribute',
      shop({ product: { attributes: [...attributesOf(product), { name: 'price', type: 'N' }] } }),
    ],
    ['unique-not-kept', shop({ 'customer-email': { role: 'copy' } })],
    [
      'expired-items-read',
      shop({
        shop: { timeToLive: 'expires' },
        order: { attributes: [...attributesOf(order), { name: 'expires', type: 'N' }] },
      }),
    ],
    ['dangling-reference', shop({ places: { parentId: 'gone' } })],
    ['dangling-reference', shop({ 'in-shop-order': { entityId: 'gone' } })],
    ['dangling-reference', shop({ p: pattern({ type: 'put', entityId: 'gone' }) })],
  ]

  test.each(CASES)('%s', (code, document) => {
    const findings = diagnose(document).filter(finding => finding.code === code)
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) {
      const fixes = fixesOf(document, finding)
      expect(fixes.length).toBeGreaterThan(0)
      for (const { command, args } of fixes) {
        const result = runCommand(document, command as CommandName, args as never)
        if ('problems' in result) throw new Error(result.problems[0]?.message)
        const after = diagnose(applyDiff(document, result.diff))
        const left = after.filter(
          same => same.code === code && same.recordId === finding.recordId && same.message === finding.message,
        )
        expect(left).toEqual([])
      }
    }
  })
})

describe('every finding', () => {
  const rules = readFileSync('docs/design-rules.md', 'utf8')

  test('about DynamoDB leads to a page of AWS and, if a design rule is behind it, to one that is written down', () => {
    for (const [code, entry] of Object.entries({ ...designCatalogue, ...antiPatternCatalogue })) {
      if (!('rule' in entry)) continue
      expect(rules, code).toContain(`| ${entry.rule} |`)
      expect(learnMore(code as DiagnosticCode)?.url, code).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/)
    }
    for (const code of ['item-too-large', 'invalid-table-name', 'time-to-live-type', 'empty-index-key'] as const) {
      expect(learnMore(code)?.url).toContain('docs.aws.amazon.com')
    }
  })

  test('about the tool alone leads nowhere', () => {
    expect(learnMore('empty-model-name')).toBeUndefined()
    expect(learnMore('id-in-use')).toBeUndefined()
  })
})
