import { documentOf, type ItemRecord, type ModelRecord, serializeModel, type TableRecord } from '#modeling'

/** A model file of 5 tables with an index each and 100 items each. */
export function largeModel(): string {
  const records: ModelRecord[] = [{ kind: 'model', id: 'model', position: 0, name: 'Large' }]
  for (let t = 0; t < 5; t++) {
    const table: TableRecord = {
      kind: 'table',
      id: `table:${t}`,
      position: t,
      name: `Table${t}`,
      key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'S' }] },
      attributes: [
        { name: 'status', type: 'S' },
        { name: 'total', type: 'N' },
      ],
    }
    records.push(table, {
      kind: 'index',
      id: `index:${t}`,
      tableId: table.id,
      position: 0,
      indexKind: 'GSI',
      name: 'ByStatus',
      key: { partition: [{ name: 'status', type: 'S' }], sort: [] },
      projection: { type: 'ALL' },
    })
    for (let n = 0; n < 100; n++) {
      const item: ItemRecord = {
        kind: 'item',
        id: `item:${t}-${n}`,
        tableId: table.id,
        position: n,
        item: {
          pk: { S: `CUSTOMER#${t}-${Math.floor(n / 10)}` },
          sk: { S: `ORDER#${String(n).padStart(4, '0')}` },
          status: { S: n % 2 ? 'open' : 'paid' },
          total: { N: String(n * 1.25) },
        },
      }
      records.push(item)
    }
  }
  return serializeModel(documentOf(records))
}
