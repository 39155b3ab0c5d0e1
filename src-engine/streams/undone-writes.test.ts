import { afterEach, expect, test, vi } from 'vitest'
import { StreamStore } from '../storage/stream-store.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { readStream, shardsOf, streamOf } from '../testing/stream-reader.ts'

const TableName = 'Undone'
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
}

afterEach(() => vi.restoreAllMocks())

test('a record that cannot be stored undoes its write, and those that came with it; later ones leave no gap', async () => {
  await using engine = freshEngine({ shardRecords: 3 })
  await engine.execute('CreateTable', TABLE)
  const arn = await streamOf(engine, TableName)
  const put = (pk: string) => engine.execute('PutItem', { TableName, Item: { pk: { S: pk } } })
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(put))
  // This group splits a shard before it fails.
  const broken = vi.spyOn(StreamStore.prototype, 'append').mockImplementation(id => {
    if (broken.mock.calls.length > 4) throw new Error(`no room for ${id}`)
  })
  const outcomes = await Promise.allSettled(['f', 'g', 'h', 'i', 'j'].map(put))
  broken.mockRestore()
  expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))

  await put('k')
  const { Items } = await engine.execute('Scan', { TableName })
  const names = (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).sort()
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'k'])
  const records = await readStream(engine, arn)
  expect(records.map(({ dynamodb }) => (dynamodb.Keys.pk as { S: string }).S).sort()).toEqual(names)
  const open = (await shardsOf(engine, arn)).filter(shard => !shard.SequenceNumberRange.EndingSequenceNumber)
  expect(open).toHaveLength(2)
})
