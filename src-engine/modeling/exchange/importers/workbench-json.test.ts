import { describe, expect, test } from 'vitest'
import { parseModel } from '../../document/parse.ts'
import { itemsOfTable, recordOfKind } from '../../document/queries.ts'
import { serializeModel } from '../../document/serialize.ts'
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

describe('refused', () => {
  test.each([
    ['{"a": 1,}', 'Expected a member name in double quotes, found "}"', '', 1, 9],
    ['[]', 'This is JSON, but not a NoSQL Workbench model', '', 1, 1],
    ['{"ModelName": "x"}', '"DataModel" is missing: this is not a NoSQL Workbench model', 'DataModel', 1, 1],
    ['{"DataModel": {}}', '"DataModel" is not a list of tables', 'DataModel', 1, 15],
    ['{"Resources": {}}', 'This is a CloudFormation template, not a NoSQL Workbench model', '', 1, 1],
    ['{"format": "facet-model", "records": []}', 'This is a Facet model', '', 1, 1],
    [
      '{"ModelMetadata": {"AWSService": "Amazon Keyspaces"}, "DataModel": []}',
      'This is a model for Amazon Keyspaces, not for Amazon DynamoDB',
      'ModelMetadata.AWSService',
      1,
      34,
    ],
    ['{"DataModel": [\n {}]}', 'The table has no "TableName"', 'DataModel[0].TableName', 2, 2],
    [
      '{"DataModel": [{"TableName": "x", "KeyAttributes": {}}]}',
      'The table has no partition key',
      'DataModel[0].KeyAttributes.PartitionKey',
      1,
      52,
    ],
  ])('%s', (text, reason, path, line, column) => {
    const result = importWorkbench(text)
    expect('problems' in result && result.problems[0]).toMatchObject({ reason, path, line, column })
  })
})

describe('read and written back equal', () => {
  test.each<[string, Plain]>([
    [
      'unknown members on every level',
      model(
        {
          Later: { x: [1.5] },
          TableFacets: [
            {
              FacetName: 'f',
              KeyAttributeAlias: { PartitionKeyAlias: 'id' },
              TableData: [],
              NonKeyAttributes: [],
              DataAccess: { MySql: {} },
              Colour: 'red',
            },
          ],
          GlobalSecondaryIndexes: [
            { IndexName: 'byPK', KeyAttributes: key, Projection: { ProjectionType: 'KEYS_ONLY' }, Note: null },
          ],
        },
        { ModelSchema: { __proto__: null, a: 1 } },
      ),
    ],
    [
      'a facet written by hand',
      {
        ...model({
          TableFacets: [{ FacetName: 'f', KeyAttributeAlias: { PartitionKeyAlias: 'id' }, NonKeyAttributes: [] }],
        }),
      },
    ],
    ['empty lists', model({ TableFacets: [], GlobalSecondaryIndexes: [] })],
    ['missing lists', { ModelName: 'm', DataModel: [{ TableName: 'Orders', KeyAttributes: key }] }],
    ['metadata with little in it', { ModelName: 'm', ModelMetadata: { Version: '9.9', Later: 1 }, DataModel: [] }],
    ['an SQL query', model({ DataAccess: { MySql: { sqlQuery: 'select 1' } } })],
    ['sample data formats', model({ SampleDataFormats: { id: ['Int'], x: ['identifiers', 'UUID'] } })],
    ['on-demand', model({ BillingMode: 'PAY_PER_REQUEST' })],
    ['a billing mode nobody knows', model({ BillingMode: 'FREE', ProvisionedCapacitySettings: { a: 1 } })],
    [
      'auto scaling off',
      model({
        BillingMode: 'PROVISIONED',
        ProvisionedCapacitySettings: { ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 } },
      }),
    ],
    [
      'damaged items',
      model({
        NonKeyAttributes: [
          attribute('n', 'N'),
          attribute('b', 'B'),
          attribute('x', 'NULL'),
          attribute('s', 'NS'),
          attribute('m', 'M'),
          attribute('d', 'M'),
        ],
        TableData: [
          { pk: { S: 'other case' } },
          { PK: { S: '' }, __id: {} },
          { PK: { S: '1' }, n: { N: 1 }, b: { B: 'AA==' }, x: { NULL: true }, s: { NS: ['1.0', '2'] } },
          {
            PK: { S: '1' },
            n: { N: '01.50' },
            m: { M: { a: [1, { b: null }] } },
            d: { M: { M: { HP: { N: '50' } } } },
          },
          { PK: { N: 'no number' } },
        ],
      }),
    ],
  ])('%s', (_name, file) => {
    // A third-party table may leave names undeclared; the writer declares them.
    const undeclared = new Set(['pk', '__id'])
    const expected = structuredClone(file) as { DataModel: Plain[] }
    const written = write(read(file).document) as { DataModel: Plain[] }
    for (const table of written.DataModel) {
      if (!Array.isArray(table.NonKeyAttributes)) continue
      table.NonKeyAttributes = table.NonKeyAttributes.filter(
        (declared: Plain) => !undeclared.has(String(declared.AttributeName)),
      )
    }
    expect(written).toEqual(expected)
  })

  test('with a byte order mark and CRLF', () => {
    const text = `\ufeff${JSON.stringify(model({}), null, 2).replaceAll('\n', '\r\n')}`
    expect(write(read(text).document)).toEqual(model({}))
  })

  test('digits that a JavaScript number would lose, through the Facet file too', () => {
    const text = JSON.stringify(
      model({
        Later: 'DIGITS',
        TableData: [{ PK: { S: '1' }, m: { M: { n: 'DIGITS' } } }],
        NonKeyAttributes: [attribute('m', 'M')],
      }),
      null,
      2,
    ).replaceAll('"DIGITS"', '1234567890123456789012.50')
    const { document } = read(text)
    expect(itemsOfTable(document, 'table-1')[0]?.item.m).toEqual({ M: { n: { N: '1234567890123456789012.5' } } })
    const parsed = parseModel(serializeModel(document))
    if ('problems' in parsed) throw new Error('refused')
    for (const each of [document, parsed.document]) {
      expect(exportWorkbench(each).files[0]?.text.match(/1234567890123456789012\.50/g)).toHaveLength(2)
    }
  })
})

describe('reported', () => {
  const notes = (file: Plain | string): readonly string[] =>
    read(file).report.map(({ severity, place, message }) => `${severity} ${place ?? ''}: ${message}`)

  test('a value without a reading: kept, but not in the item', () => {
    expect(notes(model({ TableData: [{ PK: { S: '1' } }, { PK: { S: '2' }, x: {} }] }))).toEqual([
      'warning table "Orders", item 2, attribute "x": The value cannot be read (Supplied AttributeValue is empty, must contain exactly one of the supported datatypes); it is kept, but not in the item',
    ])
  })

  test('an attribute declared with two types: the first counts', () => {
    const file = model({
      NonKeyAttributes: [
        attribute('a', 'S'),
        attribute('a', 'N'),
        attribute('b', 'S'),
        attribute('b', 'S'),
        attribute('c', 'X'),
      ],
    })
    expect(notes(file)).toEqual([
      'warning table "Orders": The attribute "a" is declared as S and as N; S was taken',
      'info table "Orders": The attribute "b" is declared twice',
      'warning table "Orders": The attribute "c" is declared without a type of DynamoDB; S was taken',
    ])
    expect(
      recordOfKind(read(file).document, 'table', 'table-1')?.attributes.map(({ name, type }) => name + type),
    ).toEqual(['aS', 'bS', 'cS'])
  })

  test('a doubled wrapper, a doubled member, a model without a name', () => {
    const text =
      '{"DataModel": [{"TableName": "T1x", "KeyAttributes": {"PartitionKey": {"AttributeName": "PK", "AttributeType": "X"}},\n"TableData": [{"PK": {"S": "1"}, "PK": {"S": "2"}, "d": {"M": {"M": {"a": {"S": ""}}}}}]}]}'
    expect(notes(text)).toEqual([
      'warning line 2: "PK" stands twice in one object; the last one was taken',
      'info : "ModelMetadata" is missing',
      'warning : The model has no name',
      'warning table "T1x": The key attribute "PK" has no key type; S was taken',
      'info table "T1x", item 1, attribute "d": A map pasted with its own "M" was read as the map',
    ])
  })

  test('items on the table beside items in facets are both read; an equal one once', () => {
    const facet = { FacetName: 'f', TableData: [{ PK: { S: '1' } }, { PK: { S: '2' } }] }
    const { document, report } = read(
      model({
        TableFacets: [facet],
        TableData: [{ PK: { S: '1' } }, { PK: { S: '2' }, a: { S: 'x' } }, { PK: { S: '3' } }],
      }),
    )
    expect(itemsOfTable(document, 'table-1').map(({ facetId, item }) => [facetId, item.PK])).toEqual([
      ['facet-1', { S: '1' }],
      ['facet-1', { S: '2' }],
      [undefined, { S: '2' }],
      [undefined, { S: '3' }],
    ])
    expect(report.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'table "Orders", item 1: The item stands in the file twice and was read once',
      'table "Orders", item 2: Another item has the same primary key',
    ])
    expect(write(document).DataModel).toMatchObject([{ TableData: [{ PK: { S: '2' } }, { PK: { S: '3' } }] }])
  })
})
