import { describe, expect, test } from 'vitest'
import { fullDesign } from '../testing/full-design.ts'
import { fullDocument } from '../testing/full-document.ts'
import type { ModelRecord } from './model-document.ts'
import { documentOf } from './new-model.ts'
import { parseModel } from './parse.ts'
import { serializeModel } from './serialize.ts'

describe('serializeModel', () => {
  test('prints tables with their indexes, facets and items, an item per line', () => {
    expect(serializeModel(fullDocument)).toBe(`{
  "format": "facet-model",
  "version": 1,
  "name": "Shop",
  "author": "Ada",
  "future": { "a": 1.0, "b": [] },
  "records": [
    {
      "kind": "table",
      "id": "table-1",
      "position": 1,
      "name": "Orders",
      "key": { "partition": [{ "name": "PK", "type": "S" }], "sort": [{ "name": "SK", "type": "N" }] },
      "attributes": [
        { "name": "GSI1-PK", "type": "S" },
        { "name": "note", "type": "M" }
      ],
      "billing": { "mode": "PROVISIONED", "throughput": { "read": 5, "write": 6 }, "readScaling": { "min": 1, "max": 10, "target": 70 } },
      "tableClass": "STANDARD_INFREQUENT_ACCESS",
      "stream": "NEW_IMAGE",
      "timeToLive": "expires",
      "deletionProtection": true,
      "pointInTimeRecovery": false,
      "tags": {
        "__proto__": "x",
        "team": "shop"
      },
      "later": true
    },
    {
      "kind": "index",
      "id": "index-1",
      "tableId": "table-1",
      "position": 1,
      "indexKind": "GSI",
      "name": "GSI1",
      "key": { "partition": [{ "name": "GSI1-PK", "type": "S" }], "sort": [] },
      "projection": { "type": "INCLUDE", "attributes": ["note"] }
    },
    {
      "kind": "facet",
      "id": "facet-1",
      "tableId": "table-1",
      "position": 1,
      "name": "order",
      "partitionKeyAlias": "orderId",
      "attributes": [
        "note"
      ]
    },
    { "kind": "item", "id": "item-2", "tableId": "table-1", "facetId": "facet-1", "position": 1, "item": { "PK": { "S": "o#1" }, "SK": { "N": "1" }, "note": { "M": { "a": { "S": "x" }, "b": { "L": [] } } } } },
    { "kind": "item", "id": "item-1", "tableId": "table-1", "position": 2, "item": { "PK": { "S": "o#1" }, "SK": { "N": "2" }, "1": { "BOOL": true }, "__proto__": { "NULL": true } }, "foreign": { "from": "x" } },
    { "kind": "holograms", "id": "h-1" }
  ]
}
`)
  })

  test('a design is read back as it was, entities and patterns before the tables', () => {
    const text = serializeModel(fullDesign)
    expect(parseModel(text)).toEqual({ document: fullDesign })
    const kinds = [...text.matchAll(/"kind": "(\w+)"/g)].map(([, kind]) => kind)
    expect(new Set(kinds)).toEqual(
      new Set([
        ...['entity', 'relation', 'pattern', 'table', 'index', 'vectorIndex', 'placement', 'facet', 'item'],
        'holograms',
      ]),
    )
  })

  test('equal documents give equal bytes, whatever the order in which they were made', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      const made = Object.create(null) as Record<string, unknown>
      for (const [name, member] of Object.entries(value).reverse()) made[name] = shuffled(member)
      return made
    }
    const records = Object.values(fullDocument.records)
      .reverse()
      .map(record => shuffled(record) as ModelRecord)
    expect(serializeModel(documentOf(records))).toBe(serializeModel(fullDocument))
  })

  test('reading the text back gives the same document', () => {
    expect(parseModel(serializeModel(fullDocument))).toEqual({ document: fullDocument })
  })

  test('keeps an item whose table is missing rather than dropping it', () => {
    const orphan = documentOf([
      { kind: 'model', id: 'model', position: 0, name: 'x' },
      { kind: 'item', id: 'item-1', tableId: 'gone', position: 1, item: { a: { S: 'kept' } } },
    ])
    expect(serializeModel(orphan)).toContain('"kept"')
  })
})
