import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { CustomAttributeType, Entity, Service } from 'electrodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedEngine, serveEngine } from './served-engine.ts'

/** ElectroDB: several entities in one table, keys composed of attributes, collections over a shared index. */

const table = 'electro'

const Employee = new Entity({
  model: { entity: 'employee', version: '1', service: 'taskapp' },
  attributes: {
    id: { type: 'string', required: true },
    team: { type: ['red', 'blue'] as const, required: true },
    name: { type: 'string', required: true },
    salary: { type: 'number', default: 100 },
    manager: { type: 'string' },
    skills: { type: 'set', items: 'string' },
    notes: { type: 'list', items: { type: 'map', properties: { text: { type: 'string' } } } },
    address: { type: 'map', properties: { city: { type: 'string' }, zip: { type: 'string' } } },
    anything: { type: CustomAttributeType<{ readonly deep: readonly number[] }>('any') },
    hired: { type: 'number', readOnly: true, default: () => 20_200_101 },
  },
  indexes: {
    employee: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
    coworkers: {
      index: 'gsi1',
      collection: 'workplaces',
      pk: { field: 'gsi1pk', composite: ['team'] },
      sk: { field: 'gsi1sk', composite: ['name', 'id'] },
    },
  },
})

const Task = new Entity({
  model: { entity: 'task', version: '1', service: 'taskapp' },
  attributes: {
    task: { type: 'string', required: true },
    team: { type: ['red', 'blue'] as const, required: true },
    points: { type: 'number', required: true },
    closed: { type: 'boolean', default: false },
  },
  indexes: {
    task: { pk: { field: 'pk', composite: ['task'] }, sk: { field: 'sk', composite: [] } },
    assigned: {
      index: 'gsi1',
      collection: 'workplaces',
      pk: { field: 'gsi1pk', composite: ['team'] },
      sk: { field: 'gsi1sk', composite: ['task'] },
    },
  },
})

let served: ServedEngine
const app = new Service({ employees: Employee, tasks: Task }, { table })

beforeAll(async () => {
  served = await serveEngine()
  app.setClient(served.client)
  const key = (hash: string, range: string): { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[] => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]
  await served.client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(AttributeName => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: key('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi1', KeySchema: key('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  )
  const names = ['ann', 'bob', 'cid', 'dan', 'eve']
  await Employee.put(
    names.map((name, n) => ({ id: `e${n}`, name, team: n < 4 ? ('red' as const) : ('blue' as const) })),
  ).go()
  await Task.put([1, 2, 3].map(n => ({ task: `t${n}`, team: 'red' as const, points: n }))).go()
})
afterAll(() => served[Symbol.asyncDispose]())

describe('one entity', () => {
  test('create refuses what is there already, and get finds it by its parts', async () => {
    const made = { id: 'new', name: 'fay', team: 'blue' as const, skills: ['ts'], anything: { deep: [1] } }
    await Employee.create(made).go()
    await expect(Employee.create(made).go()).rejects.toThrow(/The conditional request failed/)
    const { data } = await Employee.get({ id: 'new' }).go()
    expect(data).toEqual({ ...made, salary: 100, hired: 20_200_101 })
    expect((await Employee.get({ id: 'nobody' }).go()).data).toBeNull()
  })

  test('update sets, adds, appends, removes and deletes from sets in one request', async () => {
    await Employee.put({ id: 'u', name: 'uma', team: 'red', skills: ['a', 'b'], manager: 'm', notes: [] }).go()
    const { data } = await Employee.update({ id: 'u' })
      .set({ address: { city: 'Bonn', zip: '53111' } })
      .add({ salary: 11 })
      .append({ notes: [{ text: 'first' }] })
      .delete({ skills: ['a'] })
      .remove(['manager'])
      .go({ response: 'all_new' })
    expect(data).toMatchObject({ salary: 111, notes: [{ text: 'first' }], skills: ['b'], address: { zip: '53111' } })
    expect(data).not.toHaveProperty('manager')
    const nested = await Employee.update({ id: 'u' })
      .data(({ address, notes, salary }, { set, append, subtract }) => {
        set(address.zip, '53113')
        append(notes, [{ text: 'second' }])
        subtract(salary, 1)
      })
      .where(({ salary }, { eq }) => eq(salary, 111))
      .go({ response: 'updated_new' })
    expect(nested.data).toMatchObject({ address: { zip: '53113' }, salary: 110 })
  })

  test('patch refuses what is not there, upsert makes it', async () => {
    await expect(Employee.patch({ id: 'absent' }).set({ salary: 1 }).go()).rejects.toThrow(
      /conditional request failed/,
    )
    const { data } = await Employee.upsert({ id: 'ups', name: 'ulf', team: 'blue', salary: 5 }).go({
      response: 'all_new',
    })
    expect(data).toMatchObject({ id: 'ups', salary: 5 })
  })

  test('remove deletes only what fits its condition', async () => {
    await Employee.put({ id: 'r', name: 'ron', team: 'blue' }).go()
    const removal = Employee.remove({ id: 'r' }).where(({ salary }, { gt }) => gt(salary, 1000))
    await expect(removal.go()).rejects.toThrow(/conditional request failed/)
    const { data } = await Employee.remove({ id: 'r' }).go({ response: 'all_old' })
    expect(data).toMatchObject({ name: 'ron' })
  })
})

describe('queries', () => {
  test('an index by its beginning, between, in both directions', async () => {
    const names = async (query: {
      go(options: { order?: 'asc' | 'desc' }): Promise<{ data: { name: string }[] }>
    }) => ({
      up: (await query.go({})).data.map(({ name }) => name),
      down: (await query.go({ order: 'desc' })).data.map(({ name }) => name),
    })
    expect(
      await names(Employee.query.coworkers({ team: 'red' }).between({ name: 'bob' }, { name: 'dan', id: 'e3' })),
    ).toEqual({
      up: ['bob', 'cid', 'dan'],
      down: ['dan', 'cid', 'bob'],
    })
    expect(await names(Employee.query.coworkers({ team: 'red' }).begins({ name: 'c' }))).toMatchObject({
      up: ['cid'],
    })
  })

  test('pages by cursor, and all pages at once', async () => {
    const found: string[] = []
    let cursor: string | null = null
    let pages = 0
    do {
      const page: { data: { id: string }[]; cursor: string | null } = await Employee.query
        .coworkers({ team: 'red' })
        .where(({ salary }, { gte }) => gte(salary, 100))
        .go({ cursor, limit: 2 })
      found.push(...page.data.map(({ id }) => id))
      cursor = page.cursor
      pages++
    } while (cursor !== null)
    const whole = await Employee.query.coworkers({ team: 'red' }).go({ pages: 'all', limit: 1 })
    expect(found).toEqual(whole.data.map(({ id }) => id))
    expect(found.length).toBeGreaterThanOrEqual(4)
    expect(pages).toBeGreaterThan(1)
  })

  test('a collection answers both entities from one index', async () => {
    const { data } = await app.collections.workplaces({ team: 'red' }).go()
    expect(data.tasks.map(({ task }) => task)).toEqual(['t1', 't2', 't3'])
    expect(data.employees.map(({ name }) => name)).toEqual(expect.arrayContaining(['ann', 'bob', 'cid', 'dan']))
  })

  test('scan with a filter finds the entity alone', async () => {
    const { data } = await Task.scan.where(({ points }, { gt }) => gt(points, 1)).go({ pages: 'all' })
    expect(data.map(({ task }) => task).sort()).toEqual(['t2', 't3'])
  })
})

describe('several at once', () => {
  test('batches get, put and delete', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => ({ id: `batch${n}` }))
    const { unprocessed } = await Employee.put(ids.map(({ id }) => ({ id, name: id, team: 'blue' as const }))).go({
      concurrent: 2,
    })
    expect(unprocessed).toEqual([])
    const { data } = await Employee.get(ids).go({ preserveBatchOrder: true })
    expect(data.map(one => one?.id)).toEqual(ids.map(({ id }) => id))
    await Employee.delete(ids).go()
    expect((await Employee.get(ids).go()).data).toEqual([])
  })

  test('a transaction happens whole, or says which part did not', async () => {
    const { canceled } = await app.transaction
      .write(({ employees, tasks }) => [
        employees.patch({ id: 'e0' }).add({ salary: 10 }).commit(),
        tasks.create({ task: 't9', team: 'blue', points: 9 }).commit(),
        tasks
          .check({ task: 't1' })
          .where(({ points }, { eq }) => eq(points, 1))
          .commit(),
      ])
      .go()
    expect(canceled).toBe(false)
    const again = await app.transaction
      .write(({ employees, tasks }) => [
        employees.patch({ id: 'e0' }).add({ salary: 10 }).commit(),
        tasks.create({ task: 't9', team: 'blue', points: 9 }).commit({ response: 'all_old' }),
      ])
      .go()
    expect(again.canceled).toBe(true)
    expect(again.data).toMatchObject([
      { rejected: false, code: 'None' },
      { rejected: true, code: 'ConditionalCheckFailed', item: { points: 9 } },
    ])
    const { data } = await app.transaction
      .get(({ employees, tasks }) => [employees.get({ id: 'e0' }).commit(), tasks.get({ task: 'none' }).commit()])
      .go()
    expect(data).toMatchObject([{ item: { salary: 110 } }, { item: null }])
  })
})
