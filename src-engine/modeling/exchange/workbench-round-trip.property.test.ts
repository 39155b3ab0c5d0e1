/** Long because the edits of a model are made here, in one list. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CommandName, runCommand } from '../commands/registry.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { applyDiff } from '../document/diff.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { parseModel } from '../document/parse.ts'
import { itemsOfTable, recordOfKind, tablesOf } from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { fullDesign } from '../testing/full-design.ts'
import { Modeler, ordersModel } from '../testing/orders-model.ts'
import { shopModel } from '../testing/shop-model.ts'
import { exportWorkbench } from './exporters/workbench-json.ts'
import { importWorkbench } from './importers/workbench-json.ts'

const GALLERY = join(import.meta.dirname, '..', '..', '..', 'resources', 'gallery')

const textOf = (document: ModelDocument): string =>
  exportWorkbench(document, { created: new Date(2026, 0, 2) }).files[0]?.text ?? ''
function read(text: string) {
  const result = importWorkbench(text)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}
function galleryModel(file: string): ModelDocument {
  const parsed = parseModel(readFileSync(join(GALLERY, file), 'utf8'))
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.reason)
  return parsed.document
}

/** Values that the application's own way of nesting could misread, and ordinary ones. */
const leaf = fc.oneof(
  fc.record({ S: fc.string() }),
  fc.record({ N: fc.integer().map(String) }),
  fc.constantFrom({ NULL: true } as const, { BOOL: false } as const, { SS: ['a', 'b'] } as const),
)
const value = fc.oneof(
  leaf,
  fc.dictionary(fc.constantFrom('M', 'L', 'S', 'a', '__proto__'), leaf).map(M => ({ M })),
  fc.array(leaf, { maxLength: 2 }).map(L => ({ L })),
  fc.constant({ M: { M: { M: { HP: { N: '50' } } } } } as const),
  fc.constant({ M: { S: { S: 'x' } } } as const),
)
const name = fc.constantFrom('title', 'note', 'PK2', '__proto__', 'tags', 'expires')
const text = fc.constantFrom('Alpha', 'Beta', 'Gamma.2', 'Delta_3')
const part = (of: fc.Arbitrary<string>) => fc.record({ name: of, type: fc.constantFrom('S', 'N', 'B') })
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const tableId = fc.constantFrom('shop', 'table-1')
const item = fc
  .tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.dictionary(name, value))
  .map(([key, more]) => ({ ...more, PK: { S: key }, SK: { S: `${key}#` } }))

const step: fc.Arbitrary<readonly [CommandName, Record<string, unknown>]> = fc.oneof(
  ...(
    [
      [
        'change-model-info',
        { author: fc.option(text), description: fc.option(fc.string()), region: fc.option(text) },
      ],
      ['rename-table', { tableId, name: text }],
      [
        'add-table',
        {
          name: text,
          key: fc.record({ partition: fc.tuple(part(name)), sort: fc.constantFrom([], [{ name: 'SK', type: 'N' }]) }),
        },
      ],
      [
        'change-table-settings',
        {
          tableId,
          stream: fc.option(fc.constantFrom('NEW_IMAGE', 'KEYS_ONLY')),
          timeToLive: fc.option(name),
          tableClass: fc.option(fc.constant('STANDARD_INFREQUENT_ACCESS')),
          tags: fc.option(fc.dictionary(text, text)),
          deletionProtection: fc.option(fc.boolean()),
          pointInTimeRecovery: fc.option(fc.boolean()),
          billing: fc.option(
            fc.constantFrom(
              { mode: 'PAY_PER_REQUEST' },
              { mode: 'PROVISIONED', throughput: { read: 3, write: 4 }, readScaling: { min: 1, max: 9, target: 50 } },
            ),
          ),
          encryption: fc.option(fc.constant({ type: 'KMS', kmsKey: 'alias/x' })),
        },
      ],
      [
        'add-index',
        {
          tableId,
          indexKind: fc.constant('GSI'),
          name: text,
          key: fc.record({
            partition: fc.array(part(name), { minLength: 1, maxLength: 2 }),
            sort: fc.array(part(name), { maxLength: 2 }),
          }),
          projection: fc.constantFrom(
            { type: 'ALL' },
            { type: 'KEYS_ONLY' },
            { type: 'INCLUDE', attributes: ['note'] },
          ),
        },
      ],
      [
        'add-index',
        {
          tableId,
          indexKind: fc.constant('LSI'),
          name: text,
          key: fc.record({ partition: fc.constant([{ name: 'PK', type: 'S' }]), sort: fc.tuple(part(name)) }),
          projection: fc.constant({ type: 'ALL' }),
        },
      ],
      [
        'add-facet',
        {
          tableId,
          name: text,
          indexId: optional(fc.constant('gsi1')),
          partitionKeyAlias: optional(text),
          sortKeyAlias: optional(fc.constantFrom('SK', 'x')),
          attributes: fc.array(name, { maxLength: 2 }),
        },
      ],
      ['add-item', { tableId, facetId: optional(fc.constantFrom('facet-1', 'facet-2')), item }],
      ['declare-attribute', { tableId, name, type: fc.constantFrom('S', 'N', 'M') }],
      ['add-vector-index', { tableId, name: text, attribute: name, dimensions: fc.integer({ min: 1, max: 99 }) }],
      ['remove-index', { indexId: fc.constant('gsi1') }],
      [
        'move-record',
        {
          recordId: fc.constantFrom('shop', 'item-1', 'facet-2'),
          before: fc.constantFrom(null, 'table-1', 'item-2'),
        },
      ],
      ['rename-entity-attribute', { entityId: fc.constant('product'), from: fc.constant('title'), to: text }],
    ] as const
  ).map(([command, args]) =>
    fc.record(args as Record<string, fc.Arbitrary<unknown>>).map(made => [command, made] as const),
  ),
)

/** The shop after those of the steps that are accepted. */
function after(steps: readonly (readonly [CommandName, Record<string, unknown>])[]): ModelDocument {
  return steps.reduce((document, [command, args]) => {
    const result = runCommand(document, command, args as never)
    return 'diff' in result ? applyDiff(document, result.diff) : document
  }, shopModel)
}

describe('a model that went out and came in again', () => {
  test('is the same, whatever was done to it', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12, size: 'max' }), steps => {
        const document = after(steps)
        for (const { kind } of Object.values(document.records)) seen.add(kind)
        const { document: back, report } = read(textOf(document))
        expect(back).toEqual(document)
        expect(report.filter(({ severity }) => severity === 'warning')).toEqual([])
      }),
      { numRuns: 150 },
    )
    expect([...seen].sort()).toEqual(
      [
        'entity',
        'facet',
        'index',
        'item',
        'model',
        'pattern',
        'placement',
        'relation',
        'table',
        'vectorIndex',
      ].sort(),
    )
  })

  test.each(readdirSync(GALLERY).filter(file => file.endsWith('.facet.json')))('is the same: %s', file => {
    const document = galleryModel(file)
    expect(serializeModel(read(textOf(document)).document)).toBe(serializeModel(document))
  })

  test('is the same with everything that a model can hold', () => {
    expect(read(textOf(fullDesign)).document).toEqual(fullDesign)
  })

  test('and its items stand in the file once', () => {
    const document = galleryModel('shop.facet.json')
    const { FacetModel } = JSON.parse(textOf(document)) as { FacetModel: { records: Record<string, unknown>[] } }
    const items = FacetModel.records.filter(({ kind }) => kind === 'item')
    expect(items.length).toBeGreaterThan(50)
    expect(items.filter(each => 'item' in each)).toEqual([])
  })
})

describe('a file that was changed by the other application', () => {
  interface File {
    readonly DataModel: { TableName: string; TableData: Record<string, unknown>[]; NonKeyAttributes: unknown[] }[]
    FacetModel?: unknown
  }
  const changed = (document: ModelDocument, change: (file: File) => void) => {
    const file = JSON.parse(textOf(document)) as File
    change(file)
    return read(JSON.stringify(file))
  }

  test('keeps its design, and has the items that the file has', () => {
    const document = galleryModel('shop.facet.json')
    const { document: back, report } = changed(document, file => {
      file.DataModel[0]?.TableData.splice(0, 1)
      file.DataModel[0]?.TableData.push({ PK: { S: 'NEW#1' }, SK: { S: 'x' } })
    })
    expect(report.map(({ message }) => message).join()).toContain('The file was changed since Facet wrote it')
    const [table] = tablesOf(back)
    const before = itemsOfTable(document, table?.id ?? '')
    const items = itemsOfTable(back, table?.id ?? '')
    expect(items).toHaveLength(before.length)
    expect(items.at(-1)?.item).toEqual({ PK: { S: 'NEW#1' }, SK: { S: 'x' } })
    expect(items.slice(0, -1).map(({ placementId, item: of }) => [placementId, of])).toEqual(
      before.slice(1).map(({ placementId, item: of }) => [placementId, of]),
    )
    for (const record of Object.values(document.records)) {
      if (record.kind !== 'item' && record.kind !== 'table') expect(back.records[record.id]).toEqual(record)
    }
    expect(diagnose(back).filter(({ severity }) => severity === 'error')).toEqual([])
    expect('document' in parseModel(serializeModel(back))).toBe(true)
  })

  test('keeps settings of its tables, and loses the design of one that is gone', () => {
    const { document } = ordersModel()
      .run('change-table-settings', { tableId: 'table-1', stream: 'NEW_IMAGE', timeToLive: 'expires' })
      .run('add-table', { name: 'Gone', key: { partition: [{ name: 'id', type: 'S' }], sort: [] } })
      .run('add-entity', { name: 'E', attributes: [{ name: 'id', type: 'S' }], identity: ['id'] })
      .run('add-placement', { tableId: 'table-2', entityId: 'entity-1', templates: {} })
    const { document: back } = changed(document, file => {
      file.DataModel.splice(1, 1)
    })
    expect(recordOfKind(back, 'table', 'table-1')).toMatchObject({ stream: 'NEW_IMAGE', timeToLive: 'expires' })
    expect(recordOfKind(back, 'index', 'index-2')?.indexKind).toBe('LSI')
    expect(tablesOf(back).map(table => table.name)).toEqual(['Orders'])
    expect(back.records['placement-1']).toBeUndefined()
    expect(back.records['entity-1']).toBeDefined()
    expect('document' in parseModel(serializeModel(back))).toBe(true)
  })

  test('that renamed a table has it as a new one, under an id of its own', () => {
    const { document } = new Modeler(ordersModel().document).run('add-entity', {
      name: 'E',
      attributes: [],
      identity: [],
    })
    const { document: back } = changed(document, file => {
      const [table] = file.DataModel
      if (table) table.TableName = 'Renamed'
    })
    expect(tablesOf(back).map(table => [table.id, table.name])).toEqual([['table-2', 'Renamed']])
    expect('document' in parseModel(serializeModel(back))).toBe(true)
  })

  test('a kept design that cannot be read is said, and the rest is imported', () => {
    const { document: back, report } = changed(shopModel, file => {
      file.FacetModel = { format: 'facet-model', version: 99, records: [] }
    })
    expect(report).toContainEqual(expect.objectContaining({ severity: 'warning' }))
    expect(tablesOf(back).map(table => table.name)).toEqual(['Shop'])
  })
})
