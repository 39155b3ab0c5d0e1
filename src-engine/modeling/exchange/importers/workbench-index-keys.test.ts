import { expect, test } from 'vitest'
import type { ModelDocument } from '../../document/model-document.ts'
import { indexesOf } from '../../document/queries.ts'
import { exportWorkbench } from '../exporters/workbench-json.ts'
import { importWorkbench } from './workbench-json.ts'

/** Keys of indexes as generators of other projects write them: as in CreateTable. */

const KeySchema = [
  { AttributeName: 'owner', KeyType: 'HASH' },
  { AttributeName: 'at', KeyType: 'RANGE' },
]
const KeyAttributes = {
  PartitionKey: { AttributeName: 'owner', AttributeType: 'S' },
  SortKey: { AttributeName: 'at', AttributeType: 'N' },
}

const index = (key: object): object => ({ IndexName: 'GSI1', Projection: { ProjectionType: 'ALL' }, ...key })

function read(key: object) {
  const table = {
    TableName: 'Orders',
    KeyAttributes: { PartitionKey: { AttributeName: 'PK', AttributeType: 'S' } },
    NonKeyAttributes: [{ AttributeName: 'at', AttributeType: 'N' }],
    GlobalSecondaryIndexes: [index(key)],
  }
  const result = importWorkbench(JSON.stringify({ ModelName: 'm', DataModel: [table] }))
  if ('problems' in result) throw new Error(result.problems[0]?.reason)
  return result
}

function written(document: ModelDocument): unknown {
  const model = JSON.parse(exportWorkbench(document).files[0]?.text ?? '') as {
    DataModel: { GlobalSecondaryIndexes: unknown }[]
  }
  return model.DataModel[0]?.GlobalSecondaryIndexes
}

test('are read with the declared types, and written as the format has them', () => {
  const { document, report } = read({ KeySchema })
  expect(indexesOf(document, 'table-1').map(({ key }) => key)).toEqual([
    { partition: [{ name: 'owner', type: 'S' }], sort: [{ name: 'at', type: 'N' }] },
  ])
  expect(report.map(({ message }) => message)).toContainEqual(expect.stringContaining('was read, and is written as'))
  expect(written(document)).toEqual([index({ KeyAttributes })])
})

test('beside the key of the format they are kept, and not read', () => {
  const both = { KeyAttributes, KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] }
  const { document } = read(both)
  expect(indexesOf(document, 'table-1')[0]?.key.partition).toEqual([{ name: 'owner', type: 'S' }])
  expect(written(document)).toEqual([index(both)])
})
