import type { ListTablesCommandOutput } from '@aws-sdk/client-dynamodb'
import { beforeAll, expect, test } from 'vitest'
import { uniqueTable } from '../../names.ts'
import { attributes, createTable, keys } from '../../tables.ts'
import { db } from '../../target.ts'

/** Tables whose names begin alike, so that others between them do not disturb. */
const prefix = uniqueTable('list')
const NAMES = ['-B', '-a', '-a.1', '-a1', '-aa', '-b', '.x', '_x'].map(end => prefix + end)
beforeAll(async () => {
  for (const TableName of [...NAMES].reverse()) {
    await createTable({ TableName, AttributeDefinitions: attributes({ pk: 'S' }), KeySchema: keys(['pk']) })
  }
})

async function all(Limit?: number): Promise<string[]> {
  const names: string[] = []
  let ExclusiveStartTableName: string | undefined = prefix
  do {
    const answer: ListTablesCommandOutput = await db.listTables({
      ExclusiveStartTableName,
      ...(Limit === undefined ? {} : { Limit }),
    })
    names.push(...(answer.TableNames ?? []))
    if (Limit !== undefined) expect(answer.TableNames?.length).toBeLessThanOrEqual(Limit)
    ExclusiveStartTableName = answer.LastEvaluatedTableName
  } while (ExclusiveStartTableName?.startsWith(prefix))
  return names.filter(name => name.startsWith(prefix))
}

test('answers names in the order of their bytes', async () => {
  expect(await all()).toEqual(NAMES)
})

test.each([1, 3, 100])('Limit %i: pages hold every name once, in order', async Limit => {
  expect(await all(Limit)).toEqual(NAMES)
})

test('begins behind the start name, whether or not there is such a table', async () => {
  const firstAfter = async (name: string) =>
    (await db.listTables({ ExclusiveStartTableName: prefix + name, Limit: 1 })).TableNames
  expect(await firstAfter('-a1')).toEqual([`${prefix}-aa`])
  expect(await firstAfter('-a0')).toEqual([`${prefix}-a1`])
})

test('LastEvaluatedTableName is the last name of the page, when there are more', async () => {
  const answer: ListTablesCommandOutput = await db.listTables({ ExclusiveStartTableName: prefix, Limit: 2 })
  expect(answer.TableNames).toEqual(NAMES.slice(0, 2))
  expect(answer.LastEvaluatedTableName).toBe(NAMES[1])
})

test('the last page has no LastEvaluatedTableName', async () => {
  const answer: ListTablesCommandOutput = await db.listTables({ ExclusiveStartTableName: 'zzzzzzzzzzzzzzzzzz' })
  expect(answer.TableNames).toEqual([])
  expect(answer).not.toHaveProperty('LastEvaluatedTableName')
})
