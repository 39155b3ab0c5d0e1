import { describe, expect, test } from 'vitest'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'
import { callStreams, disable, streamingTable, streams, streamsRefusalOf } from '../streams.ts'

test('the stream of a table, with the label that ends its ARN', async () => {
  const { TableName, arn } = await streamingTable()
  const { Streams, LastEvaluatedStreamArn } = await streams.listStreams({ TableName })
  expect(Streams).toEqual([{ StreamArn: arn, TableName, StreamLabel: arn.split('/stream/')[1] }])
  expect(LastEvaluatedStreamArn).toBeUndefined()
})

test('a table without a stream has none', async () => {
  const { json } = await callStreams('ListStreams', { TableName: tables.hash })
  expect(json).toEqual({ Streams: [] })
})

test('pages of one name every stream once', async () => {
  const made = await Promise.all([streamingTable(), streamingTable('KEYS_ONLY')])
  const seen: string[] = []
  let ExclusiveStartStreamArn: string | undefined
  do {
    const page = await streams.listStreams({ Limit: 1, ExclusiveStartStreamArn })
    expect(page.Streams?.length).toBeLessThanOrEqual(1)
    seen.push(...(page.Streams ?? []).map(({ StreamArn = '' }) => StreamArn))
    ExclusiveStartStreamArn = page.LastEvaluatedStreamArn
    if (ExclusiveStartStreamArn !== undefined) expect(ExclusiveStartStreamArn).toBe(seen.at(-1))
  } while (ExclusiveStartStreamArn !== undefined)
  for (const { arn } of made) expect(seen.filter(other => other === arn)).toHaveLength(1)
})

test('a disabled stream stays listed beside the new one', async () => {
  const table = await streamingTable('KEYS_ONLY')
  await disable(table)
  const { TableName } = table
  await db.updateTable({ TableName, StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } })
  const { Table } = await db.describeTable({ TableName })
  expect(Table?.LatestStreamArn).not.toBe(table.arn)
  const { Streams } = await streams.listStreams({ TableName })
  expect(Streams?.map(({ StreamArn }) => StreamArn).sort()).toEqual([table.arn, Table?.LatestStreamArn].sort())
})

test('the stream of a deleted table stays listed', async () => {
  const { TableName, arn } = await streamingTable()
  await db.deleteTable({ TableName })
  const { Streams } = await streams.listStreams({ TableName })
  expect(Streams?.map(({ StreamArn }) => StreamArn)).toEqual([arn])
})

describe('is refused', () => {
  test.each([0, 101])('with a limit of %i', async Limit => {
    expect((await streamsRefusalOf(streams.listStreams({ Limit }))).name).toBe('ValidationException')
  })

  test('with a start that is no ARN', async () => {
    const ExclusiveStartStreamArn = 'not-an-arn'.repeat(5)
    expect((await streamsRefusalOf(streams.listStreams({ ExclusiveStartStreamArn }))).name).toBe(
      'ValidationException',
    )
  })
})
