import { describe, expect, test } from 'vitest'
import { CapacityMeter } from './consumed-capacity.ts'

function meter(): CapacityMeter {
  const counted = new CapacityMeter('Music')
  counted.addTable(1)
  counted.addTable(2)
  counted.addIndex('byYear', 'GSI', 1)
  counted.addIndex('byYear', 'GSI', 1)
  counted.addIndex('byTitle', 'LSI', 3)
  return counted
}

describe('CapacityMeter', () => {
  test('reports nothing unless asked', () => {
    expect(meter().report('NONE')).toBeUndefined()
    expect(meter().report(undefined)).toBeUndefined()
  })

  test('TOTAL is the sum over table and indexes', () => {
    expect(meter().total).toBe(8)
    expect(meter().report('TOTAL')).toEqual({ TableName: 'Music', CapacityUnits: 8 })
  })

  test('INDEXES names the touched indexes by kind', () => {
    expect(meter().report('INDEXES')).toEqual({
      TableName: 'Music',
      CapacityUnits: 8,
      Table: { CapacityUnits: 3 },
      LocalSecondaryIndexes: { byTitle: { CapacityUnits: 3 } },
      GlobalSecondaryIndexes: { byYear: { CapacityUnits: 2 } },
    })
  })

  test('an index query leaves the table at 0, a table read names no index', () => {
    const index = new CapacityMeter('Music')
    index.addIndex('byYear', 'GSI', 0.5)
    expect(index.report('INDEXES')).toEqual({
      TableName: 'Music',
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0 },
      GlobalSecondaryIndexes: { byYear: { CapacityUnits: 0.5 } },
    })
    const table = new CapacityMeter('Music')
    table.addTable(0.5)
    expect(Object.keys(table.report('INDEXES') ?? {})).toEqual(['TableName', 'CapacityUnits', 'Table'])
  })

  test('transactions repeat the number by direction at every level', () => {
    expect(meter().report('TOTAL', 'write')).toEqual({ TableName: 'Music', CapacityUnits: 8, WriteCapacityUnits: 8 })
    expect(meter().report('INDEXES', 'read')).toMatchObject({
      ReadCapacityUnits: 8,
      Table: { CapacityUnits: 3, ReadCapacityUnits: 3 },
      GlobalSecondaryIndexes: { byYear: { CapacityUnits: 2, ReadCapacityUnits: 2 } },
    })
  })
})
