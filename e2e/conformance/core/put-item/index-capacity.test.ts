import type { AttributeValue, Capacity, ConsumedCapacity } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { uniqueKey } from '../../names.ts'
import { tables } from '../../tables.ts'
import { db } from '../../target.ts'

/**
 * What a write costs on each index: entering and leaving cost the entry, moving costs both, a change of projected
 * attributes costs the larger, and everything else is free and not reported.
 */

let key: { pk: AttributeValue; sk: AttributeValue }
beforeEach(() => {
  key = { pk: { S: uniqueKey() }, sk: { S: 's' } }
})

const of = (report: Record<string, Capacity> | undefined) =>
  Object.fromEntries(Object.entries(report ?? {}).map(([name, { CapacityUnits }]) => [name, CapacityUnits]))

async function put(table: string, attributes: Record<string, AttributeValue>): Promise<ConsumedCapacity> {
  const { ConsumedCapacity } = await db.putItem({
    TableName: table,
    Item: { ...key, ...attributes },
    ReturnConsumedCapacity: 'INDEXES',
  })
  return ConsumedCapacity ?? {}
}

const text = (bytes: number): AttributeValue => ({ S: 'x'.repeat(bytes) })

describe('global indexes', () => {
  const put1 = (attributes: Record<string, AttributeValue>) => put(tables.global, attributes)
  const entered = { gpk: { S: 'g' }, gsk: { S: '1' } }

  test('an item without index keys touches none', async () => {
    const report = await put1({ a: { S: 'a' } })
    expect(report).not.toHaveProperty('GlobalSecondaryIndexes')
    expect(report.CapacityUnits).toBe(1)
  })

  test('an item enters the indexes whose keys it has, each with the size of its entry', async () => {
    const report = await put1({ ...entered, a: text(1500), other: text(2000) })
    // include has gpk alone as its key; by-number wants gnum as well.
    expect(of(report.GlobalSecondaryIndexes)).toEqual({ all: 4, include: 2, keys: 1 })
    expect(report.Table?.CapacityUnits).toBe(4)
    expect(report.CapacityUnits).toBe(11)
  })

  test('leaving an index costs the old entry', async () => {
    await put1({ ...entered, a: text(1500) })
    const report = await put1({ gpk: { S: 'g' }, a: text(1500) })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({ all: 2, keys: 1 })
  })

  test('a changed index key costs the old and the new entry', async () => {
    await put1({ ...entered, a: text(1500) })
    const report = await put1({ gpk: { S: 'g' }, gsk: { S: '2' }, a: text(100) })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({ all: 3, include: 2, keys: 2 })
  })

  test('a changed projected attribute costs the larger entry, in the indexes that hold it', async () => {
    await put1({ ...entered, a: text(1500) })
    const report = await put1({ ...entered, a: text(100) })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({ all: 2, include: 2 })
  })

  test('a changed attribute that only ALL holds touches only ALL', async () => {
    await put1({ ...entered, other: { S: 'x' } })
    const report = await put1({ ...entered, other: { S: 'y' } })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({ all: 1 })
  })

  test('the same item again touches no index', async () => {
    await put1({ ...entered, a: { S: 'a' } })
    const report = await put1({ ...entered, a: { S: 'a' } })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({})
    expect(report.CapacityUnits).toBe(1)
  })

  test('a set in another order is no change', async () => {
    await put1({ ...entered, a: { SS: ['x', 'y', 'z'] } })
    const report = await put1({ ...entered, a: { SS: ['z', 'x', 'y'] } })
    expect(of(report.GlobalSecondaryIndexes)).toEqual({})
  })
})

describe('local indexes', () => {
  const put1 = (attributes: Record<string, AttributeValue>) => put(tables.local, attributes)

  test('are reported apart from global ones, with what they cost', async () => {
    const report = await put1({ lsk: { S: '1' }, lnum: { N: '1' }, a: text(1500) })
    expect(report).not.toHaveProperty('GlobalSecondaryIndexes')
    expect(of(report.LocalSecondaryIndexes)).toEqual({ all: 2, include: 2, keys: 1 })
    expect(report.Table?.CapacityUnits).toBe(2)
    expect(report.CapacityUnits).toBe(7)
  })

  test('a changed sort key of the index costs twice', async () => {
    await put1({ lsk: { S: '1' } })
    const report = await put1({ lsk: { S: '2' } })
    expect(of(report.LocalSecondaryIndexes)).toEqual({ all: 2, keys: 2 })
  })

  test('TOTAL counts the indexes without naming them', async () => {
    const { ConsumedCapacity } = await db.putItem({
      TableName: tables.local,
      Item: { ...key, lsk: { S: '1' } },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(ConsumedCapacity).toEqual({ TableName: tables.local, CapacityUnits: 3 })
  })
})
