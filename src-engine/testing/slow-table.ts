import { onTestFinished } from 'vitest'
import type { Engine } from '../engine.ts'
import { freshEngine } from './fresh-engine.ts'

/** A table whose states last for a time, and what tests of them need. */

export const DELAY = 1000
export const TableName = 'Slow'
export const NOT_FOUND = { code: 'ResourceNotFoundException', message: 'Requested resource not found' }
export const busy = (doing: string) => ({
  code: 'ResourceInUseException',
  message: `Attempt to change a resource which is still in use: Table is being ${doing}: ${TableName}`,
})

const index = (name: string, attribute: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
})
export const definition = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'a', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [index('by-a', 'a')],
}
export const item = (pk: string) => ({ pk: { S: pk }, a: { S: 'a' }, b: { S: 'b' } })
export const put = (engine: Engine, pk = 'p') => engine.execute('PutItem', { TableName, Item: item(pk) })
export const createIndex = (engine: Engine) =>
  engine.execute('UpdateTable', {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'b', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [{ Create: index('by-b', 'b') }],
  })
export const deleteIndex = (engine: Engine, IndexName: string) =>
  engine.execute('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] })

interface Described {
  readonly TableStatus: string
  readonly AttributeDefinitions: readonly { readonly AttributeName: string }[]
  readonly GlobalSecondaryIndexes?: readonly {
    readonly IndexName: string
    readonly IndexStatus: string
    readonly Backfilling?: boolean
  }[]
}

export async function described(engine: Engine): Promise<Described> {
  return (await engine.execute('DescribeTable', { TableName })).Table as Described
}

/** TableStatus, then each index with its status and whether it is being filled. */
export async function states(engine: Engine): Promise<string[]> {
  const { TableStatus, GlobalSecondaryIndexes } = await described(engine)
  const indexes = GlobalSecondaryIndexes ?? []
  return [
    TableStatus,
    ...indexes.map(each =>
      [each.IndexName, each.IndexStatus, each.Backfilling].filter(x => x !== undefined).join(' '),
    ),
  ]
}

export async function active(behavior: object = {}): Promise<ReturnType<typeof freshEngine>> {
  const engine = freshEngine({ tableDelay: DELAY, ...behavior })
  onTestFinished(() => engine.close())
  await engine.execute('CreateTable', definition)
  engine.ports.advance(DELAY)
  return engine
}

export const turn = () => new Promise(resolve => setImmediate(resolve))
