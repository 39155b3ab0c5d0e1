import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../diagnostics/diagnose.ts'
import { parseModel } from '../document/parse.ts'
import { facetsOf, indexesOf, itemsOfTable, modelInfoOf, recordOfKind, tablesOf } from '../document/queries.ts'
import { serializeModel } from '../document/serialize.ts'
import { exportWorkbench } from './exporters/workbench-json.ts'
import { importWorkbench } from './importers/workbench-json.ts'

const FILES = [
  'AnOnlineShop_facets',
  'BankModel',
  'ComplaintManagementSchema',
  'ConnectedVehiclesSchema',
  'RecurringPaymentsSchema',
]

const textOf = (file: string): string =>
  readFileSync(new URL(`../../../e2e/fixtures/models/${file}.json`, import.meta.url), 'utf8')

function imported(file: string) {
  const result = importWorkbench(textOf(file))
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}

const exported = (document: Parameters<typeof exportWorkbench>[0]): string =>
  exportWorkbench(document).files[0]?.text ?? ''

describe.each(FILES)('%s', file => {
  test('import and export give an equal JSON value', () => {
    const { document } = imported(file)
    const text = exported(document)
    expect(JSON.parse(text)).toEqual(JSON.parse(textOf(file)))
    expect(text.endsWith('}')).toBe(true)
  })

  test('the same after a way through the Facet file', () => {
    const { document } = imported(file)
    const parsed = parseModel(serializeModel(document))
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
    expect(parsed.document).toEqual(document)
    expect(JSON.parse(exported(parsed.document))).toEqual(JSON.parse(textOf(file)))
  })

  test('has no errors', () => {
    const { document, report } = imported(file)
    expect(diagnose(document).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report.filter(({ severity }) => severity !== 'info')).toEqual([])
  })
})

test.each([
  ['AnOnlineShop_facets', [[9, 2, 20]]],
  [
    'BankModel',
    [
      [0, 1, 4],
      [0, 2, 2],
    ],
  ],
  ['ComplaintManagementSchema', [[0, 3, 9]]],
  ['ConnectedVehiclesSchema', [[2, 0, 12]]],
  ['RecurringPaymentsSchema', [[2, 2, 2]]],
])('%s has its facets, indexes and items', (file, expected) => {
  const { document } = imported(file)
  expect(
    tablesOf(document).map(({ id }) => [
      facetsOf(document, id).length,
      indexesOf(document, id).length,
      itemsOfTable(document, id).length,
    ]),
  ).toEqual(expected)
})

test('ConnectedVehicles: plain JSON in maps is read as typed values, and a tab at the end of a key stays', () => {
  const { document, report } = imported('ConnectedVehiclesSchema')
  const items = itemsOfTable(document, 'table-1').map(({ item }) => item)
  expect(items[3]?.mirrors).toEqual({
    M: {
      position: {
        M: {
          is_active: { BOOL: false },
          left: { M: { x: { N: '59' }, y: { N: '61' }, z: { N: '76' } } },
          right: { M: { x: { N: '92' }, y: { N: '18' }, z: { N: '10' } } },
        },
      },
    },
  })
  expect(items[5]?.SK).toEqual({ S: 'F#cbrawley0#ACTIVE#CAMERAS#<sub_feature>\t' })
  expect(report).toContainEqual({
    severity: 'info',
    message: 'Plain JSON inside the value was read as typed values',
    place: 'table "Connected_Vehicle", facet "Vehicle", item 2, attribute "autonomous_driving"',
  })
  // Eight maps were typed without types; the capacity is the application's former default.
  expect(report).toHaveLength(9)
})

test('RecurringPayments: capacity, aliases and projections arrive', () => {
  const { document } = imported('RecurringPaymentsSchema')
  expect(modelInfoOf(document)).toMatchObject({ name: 'Payments System', author: '', description: '' })
  expect(recordOfKind(document, 'table', 'table-1')).toMatchObject({
    name: 'ReoccuringPayments',
    billing: {
      mode: 'PROVISIONED',
      throughput: { read: 5, write: 5 },
      readScaling: { min: 1, max: 10, target: 70 },
      writeScaling: { min: 1, max: 10, target: 70 },
    },
  })
  expect(recordOfKind(document, 'facet', 'facet-2')).toMatchObject({
    name: 'Receipts',
    partitionKeyAlias: 'AccountId',
    sortKeyAlias: 'ProcessedDate#SKU',
    attributes: ['Email', 'SKU', 'ProcessedDate', 'ProcessedAmount', 'TTL'],
  })
  expect(recordOfKind(document, 'index', 'index-1')?.projection).toEqual({
    type: 'INCLUDE',
    attributes: ['SK', 'PK', 'SKU', 'Email', 'NextPaymentDate'],
  })
  expect(recordOfKind(document, 'item', 'item-2')).toMatchObject({ facetId: 'facet-2' })
  expect(diagnose(document).map(({ code }) => code)).toEqual(['projection-names-keys', 'projection-names-keys'])
})
