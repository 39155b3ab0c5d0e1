import { expect, test } from 'vitest'
import type { EngineHandle } from '../../ports.ts'
import { prepareTable } from './prepare-tables.ts'

const TableName = 'shop'
const input = { TableName } as Parameters<typeof prepareTable>[2]['input']
const index = (IndexStatus: string) => [{ IndexName: 'by-g', IndexStatus }]

/** Prepares a table that is described as told, one answer after the other; returns what the engine was asked. */
async function prepared(action: 'created' | 'kept', answers: readonly object[]): Promise<string[]> {
  const asked: string[] = []
  const engine: Pick<EngineHandle, 'execute'> = {
    execute: operation => {
      asked.push(operation)
      const described = { TableName, ...answers[asked.filter(each => each === 'DescribeTable').length - 1] }
      return Promise.resolve(JSON.stringify(operation === 'DescribeTable' ? { Table: described } : {}))
    },
  }
  let now = 0
  const clock = {
    monotonic: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
  await prepareTable(engine as EngineHandle, clock as Parameters<typeof prepareTable>[1], { input, action })
  return asked
}

test('a table that is kept is ready when an index of it is filled', async () => {
  expect(
    await prepared('kept', [
      { TableStatus: 'UPDATING', GlobalSecondaryIndexes: index('CREATING') },
      { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: index('CREATING') },
      { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: index('ACTIVE'), VectorIndexes: index('CREATING') },
      { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: index('ACTIVE'), VectorIndexes: index('ACTIVE') },
    ]),
  ).toEqual(['DescribeTable', 'DescribeTable', 'DescribeTable', 'DescribeTable'])
})

test('an index that stays as it is ends the waiting, and is told of', async () => {
  const stuck = Array.from({ length: 4_000 }, () => ({
    TableStatus: 'ACTIVE',
    GlobalSecondaryIndexes: index('CREATING'),
  }))
  await expect(prepared('created', stuck)).rejects.toThrow('The table shop stays CREATING.')
})
