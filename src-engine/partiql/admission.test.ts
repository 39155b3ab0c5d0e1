import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { definition, item, PROVISIONED_TEXT, put, TableName, units } from '../testing/metered-table.ts'

/** Statements wait for throughput as the operations do that they stand for. */

const THROTTLED = { code: 'ProvisionedThroughputExceededException' }

/** A table of three items whose next read, or write, is its last for a while. */
async function busy(engine: Engine, of: 'Read' | 'Write'): Promise<void> {
  await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
  for (const pk of ['a', 'b', 'c']) await put(engine, item(pk, 4))
  engine.setThrottling(TableName, true)
  if (of === 'Write') return
  await engine.execute('GetItem', { TableName, Key: { pk: { S: 'a' } } })
}

const run = (engine: Engine, Statement: string, more: object = {}) =>
  engine.execute('ExecuteStatement', { Statement, ...more }) as Promise<{
    Items: { pk: { S: string } }[]
    NextToken?: string
  }>

describe('reads', () => {
  test('of several partitions answer what they got, and go on later', async () => {
    await using engine = freshEngine()
    await busy(engine, 'Read')
    const select = `SELECT pk FROM ${TableName} WHERE pk IN ['a', 'b', 'c']`
    const found: string[] = []
    let NextToken: string | undefined
    for (let page = 0; page < 10 && (page === 0 || NextToken !== undefined); page++) {
      const answer = await run(engine, select, NextToken === undefined ? {} : { NextToken })
      found.push(...answer.Items.map(({ pk }) => pk.S))
      NextToken = answer.NextToken
      if (NextToken === undefined) break
      await expect(run(engine, select, { NextToken })).rejects.toMatchObject(THROTTLED)
      engine.ports.advance(1000)
    }
    expect(found).toEqual(['a', 'b', 'c'])
  })

  test('that find no unit wait', async () => {
    await using engine = freshEngine()
    await busy(engine, 'Read')
    const select = `SELECT pk FROM ${TableName} WHERE pk = 'a'`
    await run(engine, select)
    await expect(run(engine, select)).rejects.toMatchObject({ ...THROTTLED, message: PROVISIONED_TEXT })
    await expect(run(engine, `SELECT pk FROM ${TableName}`)).rejects.toMatchObject(THROTTLED)
  })

  test('of a batch wait one by one', async () => {
    await using engine = freshEngine()
    await busy(engine, 'Read')
    const Statements = ['a', 'b'].map(pk => ({ Statement: `SELECT pk FROM ${TableName} WHERE pk = '${pk}'` }))
    const answer = await engine.execute('BatchExecuteStatement', { Statements, ReturnConsumedCapacity: 'TOTAL' })
    expect(answer).toEqual({
      Responses: [
        { TableName, Item: { pk: { S: 'a' } } },
        { TableName, Error: { Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED_TEXT } },
      ],
      ConsumedCapacity: [{ TableName, CapacityUnits: 0.5 }],
    })
  })
})

describe('writes', () => {
  test('wait, also those that would be refused', async () => {
    await using engine = freshEngine()
    await busy(engine, 'Write')
    await run(engine, `DELETE FROM ${TableName} WHERE pk = 'a'`)
    await expect(run(engine, `DELETE FROM ${TableName} WHERE pk = 'b'`)).rejects.toMatchObject(THROTTLED)
    await expect(run(engine, `UPDATE ${TableName} SET v = 1 WHERE pk = 'a'`)).rejects.toMatchObject(THROTTLED)
    await expect(run(engine, `INSERT INTO ${TableName} VALUE {'pk': 'b'}`)).rejects.toMatchObject(THROTTLED)
    const { Item } = await engine.execute('GetItem', { TableName, Key: { pk: { S: 'b' } }, ConsistentRead: true })
    expect(Item).toBeDefined()
  })

  test('of a transaction have their reasons', async () => {
    await using engine = freshEngine()
    await busy(engine, 'Write')
    await run(engine, `DELETE FROM ${TableName} WHERE pk = 'a'`)
    const transaction = engine.execute('ExecuteTransaction', {
      TransactStatements: [{ Statement: `DELETE FROM ${TableName} WHERE pk = 'b'` }],
    })
    await expect(transaction).rejects.toMatchObject({
      members: { CancellationReasons: [{ Code: 'ProvisionedThroughputExceeded' }] },
    })
  })
})
