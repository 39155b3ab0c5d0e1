import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '../engine.ts'
import { openDatabase } from '../storage/database.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { ManualPorts } from '../testing/manual-ports.ts'
import { readStream, shardsOf, streamOf } from '../testing/stream-reader.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TableName = 'Kept'
const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' }
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification,
}
const put = (engine: Engine, pk: string, size = 1) =>
  engine.execute('PutItem', { TableName, Item: { pk: { S: pk }, v: { S: 'x'.repeat(size) } } })
const keys = async (engine: Engine, arn: string) =>
  (await readStream(engine, arn)).map(({ dynamodb }) => (dynamodb.Keys.pk as { S: string }).S)
const listed = async (engine: Engine, input: object = {}) =>
  ((await engine.execute('ListStreams', input)).Streams as { StreamArn: string }[]).map(({ StreamArn }) => StreamArn)

let made: string | undefined
afterEach(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true })
  made = undefined
})

test('records can be read for a day, to the millisecond', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arn = await streamOf(engine, TableName)
  await put(engine, 'a')
  engine.ports.advance(HOUR)
  await put(engine, 'b')
  engine.ports.advance(DAY - HOUR - 1)
  expect(await keys(engine, arn)).toEqual(['a', 'b'])
  engine.ports.advance(1)
  expect(await keys(engine, arn)).toEqual(['b'])
  engine.ports.advance(HOUR)
  expect(await keys(engine, arn)).toEqual([])
})

test('closed shards go when their day is over, and children go on naming them', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arn = await streamOf(engine, TableName)
  await put(engine, 'a')
  const [first] = await shardsOf(engine, arn)
  engine.ports.advance(4 * HOUR + DAY - 1)
  expect((await shardsOf(engine, arn))[0]).toMatchObject({ ShardId: first?.ShardId })
  engine.ports.advance(MINUTE)
  const [second] = await shardsOf(engine, arn)
  expect(second?.ParentShardId).toBe(first?.ShardId)
  engine.ports.advance(30 * DAY)
  // One every four hours, for a day, and the open one.
  expect(await shardsOf(engine, arn)).toHaveLength(7)
})

test('what is over leaves the store, in slices, while others write', async () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-streams-'))
  made = path
  const ports = new ManualPorts()
  const engine = createEngine({ storage: { kind: 'directory', path }, ports })
  await engine.execute('CreateTable', TABLE)
  // More than one turn removes, by number and by bytes.
  await Promise.all(Array.from({ length: 2500 }, (_, n) => put(engine, `key-${n}`)))
  await Promise.all(Array.from({ length: 20 }, (_, n) => put(engine, `large-${n}`, 300_000)))
  ports.advance(DAY + HOUR)
  await put(engine, 'young')
  expect(await keys(engine, await streamOf(engine, TableName))).toEqual(['young'])
  await engine.close()
  const db = openDatabase({ kind: 'directory', path })
  expect(db.prepare('SELECT count(*) FROM stream_records').pluck().get()).toBe(1)
  db.close()
})

test('a disabled stream is closed, can be read for a day, and is gone then', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arn = await streamOf(engine, TableName)
  await put(engine, 'a')
  await engine.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } })
  await put(engine, 'unseen')

  const { StreamDescription } = await engine.execute('DescribeStream', { StreamArn: arn })
  expect(StreamDescription).toMatchObject({ StreamStatus: 'DISABLED', StreamViewType: 'NEW_AND_OLD_IMAGES' })
  for (const { SequenceNumberRange } of await shardsOf(engine, arn)) {
    expect(SequenceNumberRange.EndingSequenceNumber).toBeDefined()
  }
  expect(await listed(engine, { TableName })).toEqual([arn])
  expect(await keys(engine, arn)).toEqual(['a'])
  // DescribeTable goes on naming it, but has no specification any more.
  expect(await streamOf(engine, TableName)).toBe(arn)
  const { Table } = await engine.execute('DescribeTable', { TableName })
  expect(Table).not.toHaveProperty('StreamSpecification')

  engine.ports.advance(DAY - 1)
  expect(await listed(engine)).toEqual([arn])
  engine.ports.advance(MINUTE)
  expect(await listed(engine)).toEqual([])
  await expect(engine.execute('DescribeStream', { StreamArn: arn })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    message: `Requested resource not found: Stream: ${arn} not found`,
  })
})

test('the stream of a deleted table can be read for a day', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arn = await streamOf(engine, TableName)
  await put(engine, 'a')
  await engine.execute('DeleteTable', { TableName })
  expect(await listed(engine, { TableName })).toEqual([arn])
  const { StreamDescription } = await engine.execute('DescribeStream', { StreamArn: arn })
  expect(StreamDescription).toMatchObject({ StreamStatus: 'DISABLED', TableName, KeySchema: TABLE.KeySchema })
  expect(await keys(engine, arn)).toEqual(['a'])
  engine.ports.advance(DAY + MINUTE)
  expect(await listed(engine)).toEqual([])
})

test('each enabling makes a stream of its own, even within a millisecond', async () => {
  await using engine = freshEngine()
  await engine.execute('CreateTable', TABLE)
  const arns = [await streamOf(engine, TableName)]
  await put(engine, 'first')
  for (const pk of ['second', 'third']) {
    await engine.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } })
    await engine.execute('UpdateTable', {
      TableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    })
    arns.push(await streamOf(engine, TableName))
    await put(engine, pk)
  }
  await engine.execute('DeleteTable', { TableName })
  await engine.execute('CreateTable', TABLE)
  arns.push(await streamOf(engine, TableName))
  await put(engine, 'fourth')
  expect(new Set(arns).size).toBe(4)
  expect(await listed(engine)).toEqual(arns)
  for (const [i, pk] of ['first', 'second', 'third', 'fourth'].entries()) {
    expect(await keys(engine, arns[i] ?? '')).toEqual([pk])
  }
})

test('streams are listed by table, in pages', async () => {
  await using engine = freshEngine()
  const names = ['beta', 'alpha', 'delta', 'gamma']
  for (const name of names) await engine.execute('CreateTable', { ...TABLE, TableName: name })
  await engine.execute('CreateTable', { ...TABLE, TableName: 'none', StreamSpecification: undefined })
  const all = await listed(engine)
  expect(all.map(arn => arn.split('/')[1])).toEqual(['alpha', 'beta', 'delta', 'gamma'])
  const pages: string[] = []
  let ExclusiveStartStreamArn: unknown
  do {
    const page = await engine.execute('ListStreams', { Limit: 3, ExclusiveStartStreamArn })
    pages.push(...(page.Streams as { StreamArn: string }[]).map(({ StreamArn }) => StreamArn))
    ExclusiveStartStreamArn = page.LastEvaluatedStreamArn
  } while (ExclusiveStartStreamArn !== undefined)
  expect(pages).toEqual(all)
  expect(await listed(engine, { TableName: 'none' })).toEqual([])
  expect(await listed(engine, { TableName: 'never' })).toEqual([])
})

test('a store whose stream was enabled before there were records gets it', async () => {
  const path = mkdtempSync(join(tmpdir(), 'facet-streams-'))
  made = path
  const ports = new ManualPorts()
  const open = (): Engine => createEngine({ storage: { kind: 'directory', path }, ports })
  const before = open()
  await before.execute('CreateTable', TABLE)
  const arn = await streamOf(before, TableName)
  await before.close()
  const db = openDatabase({ kind: 'directory', path })
  db.exec('DELETE FROM streams; DELETE FROM shards')
  db.close()

  const after = open()
  await put(after, 'a')
  expect(await keys(after, arn)).toEqual(['a'])
  expect(await listed(after)).toEqual([arn])
  await after.close()
})
