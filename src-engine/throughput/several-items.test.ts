import { describe, expect, test } from 'vitest'
import type { Item } from '#dynamo'
import { freshEngine } from '../testing/fresh-engine.ts'
import {
  ARN,
  definition,
  item,
  PROVISIONED_TEXT,
  put,
  refusalOf,
  TableName,
  units,
  until,
} from '../testing/metered-table.ts'

describe('batches', () => {
  test('BatchWriteItem leaves what has to wait, and refuses when that is everything', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 3) }))
    const requests = ['a', 'b', 'c', 'd', 'e'].map(pk => ({ PutRequest: { Item: item(pk) } }))
    const answer = await engine.execute('BatchWriteItem', {
      RequestItems: { [TableName]: requests },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(answer).toMatchObject({
      UnprocessedItems: { [TableName]: requests.slice(3) },
      ConsumedCapacity: [{ CapacityUnits: 3 }],
    })
    const again = { RequestItems: answer.UnprocessedItems }
    expect(await refusalOf(engine.execute('BatchWriteItem', again))).toMatchObject({
      code: 'ProvisionedThroughputExceededException',
      members: { ThrottlingReasons: [{ reason: 'TableWriteProvisionedThroughputExceeded', resource: ARN }] },
    })
    engine.ports.advance(1000)
    expect(await engine.execute('BatchWriteItem', again)).toEqual({ UnprocessedItems: {} })
    expect(await engine.execute('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 5 })
  })

  test('BatchGetItem does so by key', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(2, 10) }))
    for (const pk of ['a', 'b', 'c']) await put(engine, item(pk))
    const Keys = ['a', 'b', 'c'].map(pk => ({ pk: { S: pk } }))
    const asked = { Keys, ConsistentRead: true, ProjectionExpression: 'pk' }
    const answer = await engine.execute('BatchGetItem', { RequestItems: { [TableName]: asked } })
    expect(answer).toEqual({
      Responses: { [TableName]: Keys.slice(0, 2) },
      UnprocessedKeys: { [TableName]: { ...asked, Keys: Keys.slice(2) } },
    })
    const again = { RequestItems: answer.UnprocessedKeys }
    expect(await refusalOf(engine.execute('BatchGetItem', again))).toMatchObject({ message: PROVISIONED_TEXT })
    engine.ports.advance(1)
    expect(await engine.execute('BatchGetItem', again)).toEqual({
      Responses: { [TableName]: Keys.slice(2) },
      UnprocessedKeys: {},
    })
  })

  test('a batch over two tables is refused only when neither gave anything', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 1) }))
    await engine.execute('CreateTable', { ...definition({ BillingMode: 'PAY_PER_REQUEST' }), TableName: 'Other' })
    await put(engine, item('p'))
    const request = { PutRequest: { Item: item('p') } }
    expect(
      await engine.execute('BatchWriteItem', { RequestItems: { [TableName]: [request], Other: [request] } }),
    ).toEqual({ UnprocessedItems: { [TableName]: [request] } })
  })
})

describe('transactions', () => {
  const puts = (...items: Item[]) => ({ TransactItems: items.map(Item => ({ Put: { TableName, Item } })) })

  test('the reason is that of the action whose table has to wait, and nothing is written', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 2) }))
    await engine.execute('CreateTable', { ...definition({ BillingMode: 'PAY_PER_REQUEST' }), TableName: 'Other' })
    await put(engine, item('p', 2))
    const other = { Put: { TableName: 'Other', Item: item('o') } }
    const refusal = await refusalOf(
      engine.execute('TransactWriteItems', { TransactItems: [other, ...puts(item('q')).TransactItems] }),
    )
    expect(refusal).toMatchObject({
      code: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ProvisionedThroughputExceeded]',
      members: {
        CancellationReasons: [{ Code: 'None' }, { Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED_TEXT }],
      },
    })
    expect(await engine.execute('Scan', { TableName: 'Other' })).toMatchObject({ Count: 0 })
  })

  test('writes and reads of a transaction cost double', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(8, 8) }))
    expect((await until(n => engine.execute('TransactWriteItems', puts(item(`p${n}`))))).count).toBe(4)
    const Get = { TableName, Key: { pk: { S: 'p0' } } }
    const { count, refusal } = await until(() => engine.execute('TransactGetItems', { TransactItems: [{ Get }] }))
    expect(count).toBe(4)
    expect(refusal.members).toEqual({
      CancellationReasons: [{ Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED_TEXT }],
    })
  })

  test('a cancelled transaction is paid for', async () => {
    await using engine = freshEngine({ throttling: true })
    await engine.execute('CreateTable', definition({ ProvisionedThroughput: units(1, 4) }))
    const Check = { TableName, Key: { pk: { S: 'p' } }, ConditionExpression: 'attribute_exists(pk)' }
    const cancelled = { TransactItems: [{ ConditionCheck: Check }, ...puts(item('q')).TransactItems] }
    expect(await refusalOf(engine.execute('TransactWriteItems', cancelled))).toMatchObject({
      members: { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }] },
    })
    await refusalOf(put(engine, item('p')))
  })

  test('on demand the reason is ThrottlingError', async () => {
    await using engine = freshEngine({ throttling: true })
    const OnDemandThroughput = { MaxWriteRequestUnits: 1 }
    await engine.execute('CreateTable', definition({ BillingMode: 'PAY_PER_REQUEST', OnDemandThroughput }))
    await put(engine, item('p'))
    expect((await refusalOf(engine.execute('TransactWriteItems', puts(item('q'))))).members).toEqual({
      CancellationReasons: [
        {
          Code: 'ThrottlingError',
          Message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index',
        },
      ],
    })
  })
})
