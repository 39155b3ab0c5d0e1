import { describe, expect, test } from 'vitest'
import { itemsOfTable, modelInfoOf, tablesOf } from '../../document/queries.ts'
import { fullDesign } from '../../testing/full-design.ts'
import { Modeler, ordersModel } from '../../testing/orders-model.ts'
import { exportWorkbench } from '../exporters/workbench-json.ts'
import { importWorkbench } from '../importers/workbench-json.ts'

type Plain = Record<string, unknown>

function read(model: Plain | string) {
  const result = importWorkbench(typeof model === 'string' ? model : JSON.stringify(model))
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}

const write = (document: Parameters<typeof exportWorkbench>[0]): Plain =>
  JSON.parse(exportWorkbench(document).files[0]?.text ?? '')
const key = { PartitionKey: { AttributeName: 'PK', AttributeType: 'S' } }
const model = (table: Plain, rest: Plain = {}): Plain => ({
  ModelName: 'm',
  ModelMetadata: {
    Author: 'a',
    DateCreated: 'x',
    DateLastModified: 'y',
    Description: '',
    AWSService: 'Amazon DynamoDB',
    Version: '3.0',
  },
  DataModel: [
    {
      TableName: 'Orders',
      KeyAttributes: key,
      NonKeyAttributes: [],
      TableData: [],
      DataAccess: { MySql: {} },
      ...table,
    },
  ],
  ...rest,
})
const attribute = (name: string, type: string): Plain => ({ AttributeName: name, AttributeType: type })

describe('written after edits', () => {
  test('an edited nested value is typed, its neighbours stay as they were', () => {
    const file = model({
      NonKeyAttributes: [attribute('a', 'M'), attribute('b', 'M')],
      TableData: [{ PK: { S: '1' }, a: { M: { x: 1 } }, b: { M: { x: 1 } } }],
    })
    const edited = new Modeler(read(file).document).run('change-item-attribute', {
      itemId: 'item-1',
      name: 'a',
      value: { M: { x: { N: '2' } } },
    })
    expect(write(edited.document).DataModel).toMatchObject([
      { TableData: [{ PK: { S: '1' }, a: { M: { x: { N: '2' } } }, b: { M: { x: 1 } } }] },
    ])
  })

  test('an unreadable attribute gives way to a value; a removed one does not come back', () => {
    const file = model({ TableData: [{ PK: { S: '1' }, a: {}, b: { N: '1.0' } }] })
    const edited = new Modeler(read(file).document)
      .run('change-item-attribute', { itemId: 'item-1', name: 'a', value: { S: 'x' } })
      .run('change-item-attribute', { itemId: 'item-1', name: 'b', value: null })
    expect(write(edited.document).DataModel).toMatchObject([{ TableData: [{ PK: { S: '1' }, a: { S: 'x' } }] }])
    expect(JSON.stringify(write(edited.document))).not.toContain('"1.0"')
  })

  test('an old file that states capacity becomes version 3.0', () => {
    const old = {
      ...model({}),
      ModelMetadata: { Author: '', DateCreated: 'x', DateLastModified: 'y', Description: '', Version: '1.0' },
    }
    expect(write(read(old).document)).toEqual(old)
    const edited = new Modeler(read(old).document).run('change-table-settings', {
      tableId: 'table-1',
      billing: { mode: 'PAY_PER_REQUEST' },
    })
    expect(write(edited.document)).toMatchObject({
      ModelMetadata: { AWSService: 'Amazon DynamoDB', Version: '3.0', DateCreated: 'x' },
      DataModel: [{ BillingMode: 'PAY_PER_REQUEST' }],
    })
  })

  test('every attribute that occurs anywhere is declared', () => {
    const modeler = ordersModel()
      .run('change-item-attribute', { itemId: 'item-2', name: 'inItem', value: { BOOL: true } })
      .run('change-facet', { facetId: 'facet-1', attributes: ['inFacet'] })
    const [table] = write(modeler.document).DataModel as Plain[]
    expect(table?.NonKeyAttributes).toEqual([
      attribute('status', 'S'),
      attribute('total', 'N'),
      attribute('placed', 'S'),
      attribute('inItem', 'BOOL'),
      attribute('inFacet', 'S'),
    ])
  })
})

describe('a model made in Facet', () => {
  const at = new Date(2024, 0, 5, 0, 7)

  test('is written in the usual order, with what the format has no place for in the notes', () => {
    const modeler = ordersModel()
      .run('remove-items', { itemIds: ['item-3'] })
      .run('change-table-settings', { tableId: 'table-1', stream: 'NEW_IMAGE', tags: { a: 'b' } })
    const { files, notes } = exportWorkbench(modeler.document, { created: at })
    expect(files[0]?.name).toBe('Shop.json')
    expect(
      files[0]?.text.startsWith(
        '{\n  "ModelName": "Shop",\n  "ModelMetadata": {\n    "Author": "",\n    "DateCreated": "Jan 5, 2024, 12:07 AM",\n',
      ),
    ).toBe(true)
    const written = JSON.parse(files[0]?.text ?? '')
    expect(Object.keys(written.ModelMetadata)).toEqual([
      'Author',
      'DateCreated',
      'DateLastModified',
      'Description',
      'AWSService',
      'Version',
    ])
    expect(Object.keys(written.DataModel[0])).toEqual([
      'TableName',
      'KeyAttributes',
      'NonKeyAttributes',
      'TableFacets',
      'GlobalSecondaryIndexes',
      'DataAccess',
      'BillingMode',
    ])
    expect(written.DataModel[0].TableFacets[0]).toMatchObject({
      FacetName: 'order',
      KeyAttributeAlias: { PartitionKeyAlias: 'orderId', SortKeyAlias: 'SK' },
      TableData: [{ PK: { S: 'o#1' }, SK: { S: 'meta' } }],
    })
    expect(notes.map(({ message }) => message)).toEqual([
      'Orders: the format has no place for stream, tags',
      'byTotal of Orders left out: the format has no local secondary indexes',
      'What NoSQL Workbench has no place for is kept in the file under "FacetModel": imported here, it gives the model back',
    ])
  })

  test('items in no facet: left out with a warning beside facets that have items, else on the table', () => {
    expect(exportWorkbench(ordersModel().document).notes.map(({ message }) => message)).toContain(
      '1 item of Orders in no facet left out: the format has items on the table or in facets, not both',
    )
    const loose = ordersModel().run('remove-items', { itemIds: ['item-1', 'item-2'] })
    const [table] = write(loose.document).DataModel as {
      TableData: unknown[]
      TableFacets: { TableData: unknown[] }[]
    }[]
    expect(table?.TableData).toHaveLength(1)
    expect(table?.TableFacets.map(facet => facet.TableData)).toEqual([[], []])
  })

  test('comes back with the same tables, facets and items', () => {
    const { document } = ordersModel()
      .run('remove-items', { itemIds: ['item-3'] })
      .run('remove-index', { indexId: 'index-2' })
    const back = read(exportWorkbench(document).files[0]?.text ?? '').document
    expect(modelInfoOf(back).name).toBe('Shop')
    expect(tablesOf(back).map(({ name, key: tableKey }) => [name, tableKey])).toEqual(
      tablesOf(document).map(({ name, key: tableKey }) => [name, tableKey]),
    )
    expect(itemsOfTable(back, 'table-1').map(({ item }) => item)).toEqual(
      itemsOfTable(document, 'table-1').map(({ item }) => item),
    )
  })

  test('the date of a change is written when it is given', () => {
    const imported = read(model({})).document
    const text = exportWorkbench(imported, { modified: new Date(2024, 11, 31, 13, 5) }).files[0]?.text ?? ''
    expect(JSON.parse(text).ModelMetadata).toMatchObject({
      DateCreated: 'x',
      DateLastModified: 'Dec 31, 2024, 01:05 PM',
    })
  })
})

test('the design beside tables is said to stay in the Facet file', () => {
  const notes = exportWorkbench(fullDesign).notes.map(({ message }) => message)
  expect(notes.join()).toMatch(
    /1 entity left out.*1 relation left out.*13 access patterns left out.*1 placement of an entity left out.*by-meaning of .* left out/,
  )
})
