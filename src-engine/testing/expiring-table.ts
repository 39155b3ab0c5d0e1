import type { AttributeValue, Item } from '#dynamo'
import type { Engine } from '../engine.ts'

/** A table with time to live and an index, and a look at what is left of it. */

export const MINUTE = 60_000
/** Epoch seconds at which manual clocks begin. */
export const START = Date.UTC(2026, 10, 1) / 1000
export const TableName = 'Sessions'
export const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'owner', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-owner',
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

export const turnOn = (engine: Engine, AttributeName = 'expires', name = TableName) =>
  engine.execute('UpdateTimeToLive', {
    TableName: name,
    TimeToLiveSpecification: { Enabled: true, AttributeName },
  })
export const turnOff = (engine: Engine, AttributeName = 'expires') =>
  engine.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: false, AttributeName } })
export const at = (seconds: number | string): AttributeValue => ({ N: String(seconds) })
export const put = (engine: Engine, pk: string, expires?: AttributeValue, more: Item = {}) =>
  engine.execute('PutItem', {
    TableName,
    Item: { pk: { S: pk }, owner: { S: 'o' }, ...(expires === undefined ? {} : { expires }), ...more },
  })
/** Partition keys that are there, sorted. */
export async function left(engine: Engine, IndexName?: string, name = TableName): Promise<readonly string[]> {
  const { Items } = await engine.execute('Scan', { TableName: name, IndexName })
  return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).sort()
}
/** Makes the table, with time to live by `expires`. */
export async function expiring(engine: Engine): Promise<void> {
  await engine.execute('CreateTable', TABLE)
  await turnOn(engine)
}
