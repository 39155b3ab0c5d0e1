/** Long because the arguments of every command are made here, in one list. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import priceFile from '../../../resources/prices/dynamodb.json' with { type: 'json' }
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import { readPrices } from '../cost/read-prices.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { applyDiff, type Diff, diffDocuments, isEmptyDiff, reverseDiff, squashDiffs } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { parseModel } from '../document/parse.ts'
import { serializeModel } from '../document/serialize.ts'
import { fullDesign } from '../testing/full-design.ts'
import { type CommandName, commands, runCommand } from './registry.ts'

/** Few names and ids, so that commands meet each other's records. */
const name = fc.constantFrom(
  'Orders',
  'Users',
  'PK',
  'SK',
  'GSI1',
  'GSI1-PK',
  'note',
  '__proto__',
  'toString',
  'ab',
  '',
)
const tableId = fc.constantFrom('table-1', 'table-2')
const indexId = fc.constantFrom('index-1', 'index-2')
const facetId = fc.constantFrom('facet-1', 'facet-2')
const itemId = fc.constantFrom('item-1', 'item-2', 'item-3')
const scalar = fc.constantFrom('S' as const, 'N' as const, 'B' as const)
const part = fc.record({ name, type: scalar })
const key = fc.record({
  partition: fc.array(part, { minLength: 1, maxLength: 2 }),
  sort: fc.array(part, { maxLength: 2 }),
})
const value = fc.oneof(
  fc.record({ S: fc.string() }),
  fc.record({ N: fc.integer().map(String) }),
  fc.constant({ M: { a: { L: [{ BOOL: true }] } } } as const),
)
const item = fc.dictionary(
  name.filter(text => text !== ''),
  value,
)
const projection = fc.oneof(
  fc.constant({ type: 'ALL' } as const),
  fc.array(name, { maxLength: 3 }).map(attributes => ({ type: 'INCLUDE', attributes }) as const),
)
const entityId = fc.constantFrom('entity-1', 'entity-2')
const relationId = fc.constantFrom('relation-1', 'relation-2')
const placementId = fc.constantFrom('placement-1', 'placement-2')
const vectorIndexId = fc.constantFrom('vectorIndex-1', 'vectorIndex-2')
const patternId = fc.constantFrom('pattern-1', 'pattern-2', 'pattern-7', 'pattern-14')
const attribute = fc.constantFrom('orderId', 'placedAt', 'email', '__proto__', 'note')
const template = fc.constantFrom('A#{orderId}', '{placedAt|month}', '{email', '{__proto__}#{note|pad:4}', '')
const operation = fc.oneof(
  fc.record({ type: fc.constant('get' as const), entityId, by: fc.array(fc.record({ attribute })) }),
  fc.record({
    type: fc.constant('query' as const),
    entityIds: fc.array(entityId),
    by: fc.array(fc.record({ attribute })),
  }),
  fc.record({ type: fc.constant('steps' as const), steps: fc.array(fc.record({ patternId })) }),
)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const newTable = {
  kind: 'table',
  id: 'table-9',
  position: 9,
  name: 'Adopted',
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [] },
  attributes: [],
} as const
/** Has the key of a table that is there, with an index more and other keys for what lies there. */
const likeTable1 = {
  ...newTable,
  name: 'Orders',
  key: { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'SK', type: 'N' }] },
} as const
const newIndex = {
  kind: 'index',
  id: 'index-9',
  tableId: 'table-9',
  position: 1,
  indexKind: 'GSI',
  name: 'Found',
  key: { partition: [{ name: 'GSI1PK', type: 'S' }], sort: [] },
  projection: { type: 'ALL' },
} as const
const newPlacement = {
  kind: 'placement',
  id: 'placement-9',
  tableId: 'table-9',
  entityId: 'entity-1',
  position: 1,
  templates: { PK: 'ORDER#{orderId}' },
} as const

const step: fc.Arbitrary<readonly [CommandName, Record<string, unknown>]> = fc.oneof(
  ...(
    [
      ['rename-model', { name }],
      ['change-model-info', { author: fc.option(name) }],
      ['add-table', { name, key }],
      ['rename-table', { tableId, name }],
      ['change-table-key', { tableId, key }],
      ['change-table-settings', { tableId, timeToLive: fc.option(name), tags: fc.option(fc.dictionary(name, name)) }],
      ['remove-table', { tableId }],
      ['add-index', { tableId, indexKind: fc.constantFrom('GSI', 'LSI'), name, key, projection }],
      ['change-index', { indexId, name: optional(name), key: optional(key), projection: optional(projection) }],
      ['remove-index', { indexId }],
      ['add-facet', { tableId, name, attributes: fc.array(name) }],
      [
        'change-facet',
        {
          facetId,
          name: optional(name),
          sortKeyAlias: fc.option(fc.oneof(name, attribute)),
          attributes: optional(fc.array(attribute, { maxLength: 3 })),
          indexId: optional(indexId),
        },
      ],
      ['remove-facet', { facetId, withItems: fc.boolean() }],
      ['declare-attribute', { tableId, name, type: fc.constantFrom('S', 'N', 'M') }],
      ['rename-attribute', { tableId, from: name, to: name }],
      ['remove-attribute', { tableId, name, fromItems: fc.boolean() }],
      ['add-item', { tableId, facetId: optional(facetId), item }],
      ['change-item', { itemId, item: optional(item), facetId: fc.option(facetId) }],
      ['change-items', { items: fc.array(fc.record({ itemId, item }), { maxLength: 2 }) }],
      ['change-item-attribute', { itemId, name, value: fc.option(value) }],
      ['remove-items', { itemIds: fc.array(itemId, { maxLength: 2 }) }],
      ['add-entity', { name, attributes: fc.array(fc.record({ name: attribute, type: scalar })) }],
      [
        'change-entity',
        {
          entityId,
          name: optional(name),
          identity: optional(fc.array(attribute, { maxLength: 2 })),
          volume: fc.option(fc.record({ count: fc.nat() })),
        },
      ],
      ['rename-entity-attribute', { entityId, from: attribute, to: attribute }],
      ['remove-entity', { entityId }],
      ['add-relation', { parentId: entityId, childId: entityId, cardinality: fc.constant('one-to-many') }],
      ['change-relation', { relationId, name: fc.option(name), typical: fc.option(fc.nat()) }],
      ['remove-relation', { relationId }],
      ['add-patterns', { patterns: fc.array(fc.record({ name, operation }), { maxLength: 3 }) }],
      [
        'change-pattern',
        {
          patternId,
          operation: optional(operation),
          // Without -0, which JSON has no form for.
          rate: fc.option(
            fc.record({ average: fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0) }),
          ),
        },
      ],
      ['remove-patterns', { patternIds: fc.array(patternId, { maxLength: 2 }) }],
      ['add-placement', { tableId, entityId, templates: fc.dictionary(name, template) }],
      [
        'change-placement',
        {
          placementId,
          template: fc.dictionary(name, fc.option(template)),
          role: fc.option(fc.constant('copy')),
          withItems: fc.boolean(),
        },
      ],
      ['remove-placement', { placementId, withItems: fc.boolean() }],
      ['add-vector-index', { tableId, name, attribute, dimensions: fc.nat(4096) }],
      ['change-vector-index', { indexId: vectorIndexId, name: optional(name), partition: fc.option(attribute) }],
      ['remove-vector-index', { indexId: vectorIndexId }],
      [
        'adopt-design',
        {
          design: fc
            .record({
              tables: fc.constantFrom([], [newTable]),
              indexes: fc.constantFrom([], [newIndex]),
              placements: fc.constantFrom([], [newPlacement]),
            })
            .filter(
              ({ tables, indexes, placements }) => tables.length > 0 || indexes.length + placements.length === 0,
            ),
          replaces: fc.subarray(['table-1', 'table-9']),
        },
      ],
      [
        'adopt-parts',
        {
          design: fc.constantFrom(
            { tables: [newTable], indexes: [newIndex], placements: [newPlacement] },
            { tables: [likeTable1], indexes: [{ ...newIndex, tableId: 'table-9' }], placements: [newPlacement] },
          ),
          parts: fc.subarray(['table-9', 'index-9', 'entity-1']),
        },
      ],
      [
        'replace-items',
        {
          tableId,
          replace: optional(fc.constantFrom('all', 'placed', 'none')),
          items: fc.array(fc.record({ item, placementId: optional(placementId) }), { maxLength: 3 }),
        },
      ],
      [
        'move-record',
        {
          recordId: fc.oneof(
            tableId,
            indexId,
            facetId,
            itemId,
            entityId,
            relationId,
            placementId,
            patternId,
            vectorIndexId,
          ),
          before: fc.option(fc.oneof(tableId, indexId, itemId, entityId, patternId)),
        },
      ],
    ] as const
  ).map(([command, args]) =>
    fc.record(args as Record<string, fc.Arbitrary<unknown>>).map(made => [command, made] as const),
  ),
)

const steps25 = fc.array(step, { minLength: 1, maxLength: 25, size: 'max' })

/** Runs the steps and gives the document after each accepted one. */
function play(steps: readonly (readonly [CommandName, Record<string, unknown>])[]) {
  const documents: ModelDocument[] = [fullDesign]
  const diffs: Diff[] = []
  const names: CommandName[] = []
  for (const [command, args] of steps) {
    const before = documents.at(-1) ?? fullDesign
    const result = runCommand(before, command, args as never)
    if ('problems' in result) {
      expect(result.problems.length).toBeGreaterThan(0)
      continue
    }
    if (isEmptyDiff(result.diff)) continue
    diffs.push(result.diff)
    names.push(command)
    documents.push(applyDiff(before, result.diff))
  }
  return { documents, diffs, names, last: documents.at(-1) ?? fullDesign }
}

const PRICES = readPrices(priceFile, undefined)

/** All that follows from a document. */
function all(document: ModelDocument) {
  const plan = planOf(document)
  return {
    text: serializeModel(document),
    plan: [...plan],
    cost: estimateCost(document, plan, PRICES),
    findings: diagnose(document),
  }
}

describe('any sequence of commands', () => {
  test('undone step by step gives back every document byte for byte', () => {
    const accepted = new Set<CommandName>()
    fc.assert(
      fc.property(steps25, steps => {
        const { documents, diffs, names, last } = play(steps)
        for (const name of names) accepted.add(name)
        let document = last
        for (let at = diffs.length - 1; at >= 0; at--) {
          document = applyDiff(document, reverseDiff(diffs[at] as Diff))
          expect(serializeModel(document)).toBe(serializeModel(documents[at] as ModelDocument))
        }
        expect(document).toEqual(fullDesign)
      }),
      { numRuns: 700 },
    )
    // The property would hold for commands that refuse everything.
    expect([...accepted].sort()).toEqual(Object.keys(commands).sort())
  })

  test('squashed to one edit does the same, forward and back', () => {
    fc.assert(
      fc.property(steps25, steps => {
        const { diffs, last } = play(steps)
        const squashed = squashDiffs(diffs)
        expect(applyDiff(fullDesign, squashed)).toEqual(last)
        expect(applyDiff(last, reverseDiff(squashed))).toEqual(fullDesign)
        expect(diffDocuments(fullDesign, last)).toEqual(squashed)
      }),
      { numRuns: 100 },
    )
  })

  test('leaves a document that its file gives back', () => {
    fc.assert(
      fc.property(steps25, steps => {
        const { last } = play(steps)
        expect(parseModel(serializeModel(last))).toEqual({ document: last })
      }),
      { numRuns: 100 },
    )
  })

  test('leaves nothing remembered that is no longer so', () => {
    fc.assert(
      fc.property(steps25, steps => {
        const { documents } = play(steps)
        // Each from the one before, then each from nothing.
        const carried = documents.map(all)
        for (const [at, document] of documents.entries()) expect(carried[at]).toEqual(all(structuredClone(document)))
      }),
      { numRuns: 150 },
    )
  })
})
