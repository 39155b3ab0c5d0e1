// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OneTable's own templates look like JavaScript's
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { Table } from 'dynamodb-onetable'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedEngine, serveEngine } from './served-engine.ts'

/** OneTable: makes its table itself, composes keys by template, keeps attributes unique by transactions. */

const Schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: {
    primary: { hash: 'pk', sort: 'sk' },
    gs1: { hash: 'gs1pk', sort: 'gs1sk', project: 'all' },
    ls1: { type: 'local', sort: 'balance', project: 'all' },
  },
  models: {
    Account: {
      pk: { type: String, value: 'account:${id}' },
      sk: { type: String, value: 'account:' },
      id: { type: String, required: true },
      name: { type: String, required: true, unique: true },
      status: { type: String, default: 'active' },
    },
    User: {
      pk: { type: String, value: 'account:${accountId}' },
      sk: { type: String, value: 'user:${email}' },
      accountId: { type: String, required: true },
      email: { type: String, required: true },
      name: { type: String },
      balance: { type: Number, default: 0 },
      address: { type: Object, schema: { city: { type: String }, zip: { type: String } } },
      roles: { type: Set },
      joined: { type: Date },
      gs1pk: { type: String, value: 'user-email:${email}' },
      gs1sk: { type: String, value: 'user:' },
    },
  },
  params: { isoDates: true, timestamps: true },
} as const

let served: ServedEngine
let table: Table<typeof Schema>

beforeAll(async () => {
  served = await serveEngine()
  table = new Table({ client: served.client, name: 'OneTable', schema: Schema, partial: true })
  await table.createTable()
  const User = table.getModel('User')
  for (let n = 0; n < 12; n++) {
    await User.create({
      accountId: 'a',
      email: `u${String(n).padStart(2, '0')}@x.org`,
      name: `user ${n}`,
      balance: n * 10,
    })
  }
})
afterAll(() => served[Symbol.asyncDispose]())

describe('tables', () => {
  test('the table it made exists, with both kinds of index', async () => {
    expect(await table.exists()).toBe(true)
    expect(await table.getKeys()).toMatchObject({
      primary: { hash: 'pk', sort: 'sk' },
      gs1: { hash: 'gs1pk', sort: 'gs1sk' },
      ls1: { hash: 'pk', sort: 'balance' },
    })
  })

  test('an index is added, used and removed, and the table deleted', async () => {
    const other = new Table({ client: served.client, name: 'Other', schema: Schema, partial: true })
    await other.createTable()
    const indexes = async (): Promise<unknown> => {
      const { Table: made } = await served.client.send(new DescribeTableCommand({ TableName: 'Other' }))
      return made?.GlobalSecondaryIndexes?.map(index => index.IndexName)
    }
    await other.updateTable({ create: { hash: 'kind', sort: 'sk', name: 'gs2' } })
    expect(await indexes()).toEqual(['gs1', 'gs2'])
    await other.updateTable({ remove: { name: 'gs2' } })
    expect(await indexes()).toEqual(['gs1'])
    await other.deleteTable('DeleteTableForever')
    expect(await other.exists()).toBe(false)
  })
})

describe('items', () => {
  test('create, get, update and remove by properties', async () => {
    const User = table.getModel('User')
    const joined = new Date('2026-11-01T12:00:00.000Z')
    const email = 'items@x.org'
    await User.create({
      accountId: 'b',
      email,
      joined,
      roles: new Set(['admin', 'dev']),
      address: { city: 'Bonn', zip: '1' },
    })
    await expect(User.create({ accountId: 'b', email })).rejects.toThrow(/exists|Conditional/)
    const user = await User.get({ accountId: 'b', email })
    expect(user).toMatchObject({ email, balance: 0, joined, address: { city: 'Bonn', zip: '1' } })
    expect(user?.roles).toEqual(new Set(['admin', 'dev']))
    const updated = await User.update(
      { accountId: 'b', email, address: { zip: '2' } },
      { add: { balance: 5 }, delete: { roles: new Set(['dev']) }, remove: ['joined'], return: 'get' },
    )
    expect(updated).toMatchObject({ balance: 5, address: { city: 'Bonn', zip: '2' } })
    expect(updated).not.toHaveProperty('joined')
    await User.remove({ accountId: 'b', email })
    expect(await User.get({ accountId: 'b', email })).toBeUndefined()
  })

  test('upsert makes what is not there, update refuses it', async () => {
    const User = table.getModel('User')
    await expect(User.update({ accountId: 'c', email: 'none@x.org', name: 'n' })).rejects.toThrow(
      /update|Conditional/i,
    )
    const made = await User.upsert({ accountId: 'c', email: 'up@x.org', name: 'up' })
    expect(made).toMatchObject({ name: 'up' })
  })

  test('a unique attribute is refused twice and free after its change', async () => {
    const Account = table.getModel('Account')
    await Account.create({ id: '1', name: 'Acme' })
    await expect(Account.create({ id: '2', name: 'Acme' })).rejects.toThrow(/unique/i)
    await Account.update({ id: '1', name: 'Bolts' })
    await Account.create({ id: '2', name: 'Acme' })
    expect((await Account.get({ id: '2' }))?.name).toBe('Acme')
  })
})

describe('queries', () => {
  test('find by beginning, by filter, and through both indexes', async () => {
    const User = table.getModel('User')
    expect(await User.find({ accountId: 'a', sk: { begins: 'user:u0' } })).toHaveLength(10)
    const rich = await User.find({ accountId: 'a' }, { where: '${balance} > {80} and ${name} <> {user 9}' })
    expect(rich.map(user => user.balance)).toEqual([100, 110])
    expect(await User.get({ email: 'u03@x.org' }, { index: 'gs1', follow: true })).toMatchObject({ name: 'user 3' })
    const byBalance = await User.find({ accountId: 'a', balance: { '>=': 90 } }, { index: 'ls1', reverse: true })
    expect(byBalance.map(user => user.balance)).toEqual([110, 100, 90])
  })

  test('pages forward and back again', async () => {
    const User = table.getModel('User')
    const first = await User.find({ accountId: 'a' }, { limit: 5 })
    const second = await User.find(
      { accountId: 'a' },
      { limit: 5, ...(first.next === undefined ? {} : { next: first.next }) },
    )
    expect(second.map(user => user.balance)).toEqual([50, 60, 70, 80, 90])
    const back = await User.find(
      { accountId: 'a' },
      { limit: 5, ...(second.prev === undefined ? {} : { prev: second.prev }) },
    )
    expect(back.map(user => user.balance)).toEqual([0, 10, 20, 30, 40])
    expect(await User.scan({}, { count: true })).toMatchObject({ count: expect.any(Number) })
  })
})

describe('several at once', () => {
  test('a batch writes and reads', async () => {
    const User = table.getModel('User')
    const batch = {}
    for (const n of [1, 2, 3]) await User.create({ accountId: 'batch', email: `${n}@x.org` }, { batch })
    await table.batchWrite(batch)
    const read = {}
    for (const n of [1, 3]) await User.get({ accountId: 'batch', email: `${n}@x.org` }, { batch: read })
    const found = await table.batchGet<{ email: string }>(read, { parse: true, hidden: false })
    expect(found.map(user => user.email).sort()).toEqual(['1@x.org', '3@x.org'])
  })

  test('a transaction happens whole or not at all', async () => {
    const User = table.getModel('User')
    const transaction = {}
    await User.create({ accountId: 't', email: 'one@x.org', balance: 1 }, { transaction })
    await User.update({ accountId: 'a', email: 'u00@x.org', balance: 7 }, { transaction })
    await table.transact('write', transaction)
    const failing = {}
    await User.create({ accountId: 't', email: 'two@x.org' }, { transaction: failing })
    await User.create({ accountId: 't', email: 'one@x.org' }, { transaction: failing })
    await expect(table.transact('write', failing)).rejects.toThrow(/Conditional|Transaction|unique/i)
    expect(await User.get({ accountId: 't', email: 'two@x.org' })).toBeUndefined()
    expect(await User.get({ accountId: 'a', email: 'u00@x.org' })).toMatchObject({ balance: 7 })
  })
})
