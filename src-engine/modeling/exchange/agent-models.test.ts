import { describe, expect, test } from 'vitest'
import { planOf } from '../access-patterns/plan.ts'
import { itemBytesOf } from '../access-patterns/typical-size.ts'
import { diagnose } from '../diagnostics/diagnose.ts'
import { emptyModel } from '../document/new-model.ts'
import { parseModel } from '../document/parse.ts'
import {
  entitiesOf,
  indexesOf,
  itemsOfTable,
  patternsOf,
  placementsOf,
  recordOfKind,
  tablesOf,
} from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { mcpModel, skillModel } from '../testing/agent-models.ts'
import { fullDesign } from '../testing/full-design.ts'
import { Modeler } from '../testing/orders-model.ts'
import { shopModel } from '../testing/shop-model.ts'
import { exporters, importers, importModel } from './registry.ts'

type Id = 'mcp-data-model' | 'skill-data-model'

function read(model: unknown) {
  const result = importModel(typeof model === 'string' ? model : JSON.stringify(model))
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}

function write(id: Id, document: ReturnType<typeof read>['document']) {
  const exporter = exporters.find(each => each.id === id)
  const result = exporter?.export(document)
  return { json: JSON.parse(result?.files[0]?.text ?? ''), notes: result?.notes ?? [] }
}

describe.each<[Id, object]>([
  ['mcp-data-model', mcpModel],
  ['skill-data-model', skillModel],
])('%s', (id, model) => {
  test('import and export give an equal JSON value', () => {
    expect(write(id, read(model).document).json).toEqual(model)
  })

  test('the same after a way through the Facet file', () => {
    const { document } = read(model)
    const parsed = parseModel(serializeModel(document))
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
    expect(parsed.document).toEqual(document)
    expect(write(id, parsed.document).json).toEqual(model)
  })

  test('minimal files stay minimal', () => {
    const table =
      id === 'mcp-data-model'
        ? { TableName: 'Tab', KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }] }
        : { table_name: 'Tab', key_schema: { hash_key: 'a' } }
    for (const file of [{ tables: [table] }, { tables: [table], access_patterns: null, x: null }]) {
      expect(write(id, read(file).document).json).toEqual(file)
    }
  })

  test('is recognised by one importer alone', () => {
    const { document } = read(model)
    const text = JSON.stringify(write(id, document).json)
    expect(importers.filter(each => 'document' in each.import(text)).map(each => each.id)).toEqual([id])
  })

  test('an own design comes back with its tables, indexes and patterns', () => {
    const document = shopModel
    const { json } = write(id, document)
    const back = read(json).document
    expect(tablesOf(back).map(({ name, key }) => [name, key])).toEqual(
      tablesOf(document).map(({ name, key }) => [name, key]),
    )
    expect(patternsOf(back).length).toBe(patternsOf(document).length)
    expect(write(id, back).json).toEqual(json)
  })

  test('what it cannot hold is said', () => {
    const { notes } = write(id, fullDesign)
    const texts = notes.map(({ message }) => message).join('\n')
    expect(texts).toMatch(/by-meaning of .* left out/)
    expect(texts).toMatch(/relation left out/)
    expect(texts).toContain('the format has no operation of this kind')
  })

  test('an empty model has every list', () => {
    const lists = { tables: [], access_patterns: [] }
    expect(write(id, emptyModel('x')).json).toEqual(id === 'mcp-data-model' ? { ...lists, items: {} } : lists)
  })
})

describe('the MCP server’s dialect', () => {
  test('becomes operations with key conditions and values', () => {
    const { document } = read(mcpModel)
    const [byCustomer, byRegion, one, close, both, several, search] = patternsOf(document)
    expect(byCustomer).toMatchObject({
      name: 'Orders of a customer, newest first',
      operation: {
        type: 'query',
        by: [
          { attribute: 'customerId', values: [{ S: 'c1' }] },
          { attribute: 'orderId', is: 'begins_with', values: [{ S: 'o' }] },
        ],
        where: [{ attribute: 'total', is: '>', values: [{ N: '5' }] }],
        order: { attribute: 'orderId', direction: 'descending' },
        limit: 10,
        consistent: true,
        attributes: ['orderId', 'total'],
      },
      servedBy: { tableId: 'table-1' },
    })
    expect(byRegion).toMatchObject({
      operation: { by: [{}, {}, { is: 'between', values: [{ N: '1' }, { N: '2' }] }] },
      servedBy: { tableId: 'table-1', indexId: 'index-1' },
    })
    expect(one?.operation).toMatchObject({ type: 'get', by: [{ values: [{ S: 'c1' }] }, { values: [{ S: 'o1' }] }] })
    expect(close?.operation).toMatchObject({
      type: 'update',
      sets: ['status'],
      adds: ['version'],
      removes: ['note'],
      condition: 'exists',
    })
    expect(both?.operation).toMatchObject({ type: 'transact-write', writes: [{}, { operation: { type: 'delete' } }] })
    expect(several?.operation).toMatchObject({ type: 'batch-get', reads: [{}, {}] })
    expect(search).toMatchObject({ description: 'Served by a search service', operation: { steps: [] } })
    const verdicts = patternsOf(document).map(({ id }) => planOf(document).get(id)?.verdict)
    expect(verdicts.slice(0, 6)).toEqual(['filters', 'exact', 'exact', 'exact', 'exact', 'exact'])
  })

  test('items are read as they are meant, and what cannot be read is said', () => {
    const { document, report } = read(mcpModel)
    expect(itemsOfTable(document, 'table-1')[0]?.item).toMatchObject({
      placedAt: { N: '1700000000' },
      total: { N: '12' },
      paid: { BOOL: true },
      lines: { L: [{ M: { gift: { BOOL: false } } }] },
    })
    expect(report.map(({ place, message }) => `${place ?? ''}: ${message}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^table "Orders", item 1, attribute "odd": The value cannot be read/),
        ': There is no table "Elsewhere"; its items are kept, but not shown',
      ]),
    )
    expect(diagnose(document).filter(({ severity, code }) => severity === 'error' && /key/.test(code))).toEqual([])
  })

  test('an attribute that only a command names belongs to the entity, as one that few items have', () => {
    const { document } = read(mcpModel)
    const [orders] = entitiesOf(document)
    const seldom = { optional: true, presence: 0.1 }
    expect(orders?.attributes).toContainEqual({ name: 'version', type: 'N', ...seldom })
    expect(orders?.attributes).toContainEqual({ name: 'note', type: 'S', ...seldom })
    expect(diagnose(document).filter(({ code }) => code === 'unknown-attribute')).toEqual([])
  })

  test('words of Python outside of texts are read', () => {
    const text = JSON.stringify(mcpModel).replace('"True"', 'True').replace('{"S":"c1"}', '{"S":"True"}')
    const [item] = itemsOfTable(read(text).document, 'table-1')
    expect(item?.item).toMatchObject({ paid: { BOOL: true }, customerId: { S: 'True' } })
  })

  test('commands of an own design are written and read as the same operations', () => {
    const document = shopModel
    const { json } = write('mcp-data-model', document)
    for (const { implementation } of json.access_patterns) {
      if (implementation !== undefined) expect(implementation).toMatch(/^aws dynamodb [a-z-]+ --/)
    }
    expect(json.access_patterns.filter((each: object) => 'implementation' in each).length).toBeGreaterThan(2)
  })

  test('after an edit, the rest stays as it was', () => {
    const edited = new Modeler(read(mcpModel).document).run('rename-table', { tableId: 'table-2', name: 'Visits' })
    const { json } = write('mcp-data-model', edited.document)
    const { TableName: _old, ...session } = mcpModel.tables[1] ?? {}
    expect(json.tables).toEqual([mcpModel.tables[0], { ...session, TableName: 'Visits' }])
    expect(json.access_patterns.slice(0, 4)).toEqual(mcpModel.access_patterns.slice(0, 4))
    expect(json.access_patterns[7]).toMatchObject({ pattern: '9', table: 'Visits', dynamodb_operation: 'Scan' })
  })
})

describe('the skill’s dialect', () => {
  test('becomes entities with sizes and numbers, and patterns with rates', () => {
    const { document } = read(skillModel)
    const [order] = entitiesOf(document)
    const [placement] = placementsOf(document, 'table-1')
    expect(order).toMatchObject({ name: 'Order', identity: ['pk', 'sk'], volume: { count: 5000 } })
    expect(placement && itemBytesOf(document, placement)).toBe(700)
    expect(recordOfKind(document, 'table', 'table-1')?.key.sort).toEqual([{ name: 'sk', type: 'N' }])
    expect(indexesOf(document, 'table-1').map(({ indexKind, name }) => indexKind + name)).toEqual([
      'LSIByTotal',
      'GSIByStatus',
      'GSIByOwner',
    ])
    const [byStatus, place, change, one] = patternsOf(document)
    expect(byStatus).toMatchObject({
      rate: { average: 12.5, peak: 50 },
      operation: { type: 'query', entityIds: ['entity-1'], by: [{ attribute: 'status' }], matches: 20 },
    })
    expect(place?.operation).toMatchObject({
      writes: [{ operation: { entityId: 'entity-1' } }, { operation: { entityId: 'entity-2' }, times: 3 }],
    })
    expect(change?.operation).toMatchObject({ type: 'update', sets: ['status'] })
    expect(one?.operation).toMatchObject({ type: 'get', consistent: true })
  })

  test('after an edit, the rest of the pattern stays as it was', () => {
    const edited = new Modeler(read(skillModel).document).run('change-pattern', {
      patternId: 'pattern-2',
      rate: { average: 7 },
    })
    const { json } = write('skill-data-model', edited.document)
    expect(json.access_patterns[1]).toEqual({ ...skillModel.access_patterns[1], peak_rps: 7, avg_rps: 7 })
  })
})

test.each([
  ['{"tables": [{"TableName": "T"}]}', 'The table has no partition key', 'tables[0].KeySchema', 13],
  ['{"tables": 1, "items": {}}', '"tables" is a list; found a number', 'tables', 12],
  [
    '{"tables": [], "items": {"T": [{}]}}',
    'The item is not written as {"PutRequest": {"Item": …}}',
    'items.T[0]',
    32,
  ],
  ['{"tables": [{"table_name": ""}]}', 'The table has no "table_name"', 'tables[0].table_name', 28],
  [
    '{"access_patterns": [{"pattern_id": "1"}, 5]}',
    'An access pattern is an object; found a number',
    'access_patterns[1]',
    43,
  ],
])('%s is refused with the place', (text, reason, path, column) => {
  const result = importModel(text)
  expect('problems' in result && result.problems[0]).toMatchObject({ reason, path, line: 1, column })
})
