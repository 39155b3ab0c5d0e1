import { ORPCError } from '@orpc/client'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { Item } from '#dynamo'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useCommands } from '../../stores/commands.ts'
import { useSession } from '../../stores/session.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { giveElementsSize } from '../../ui/grid/grid-testing.ts'
import { query } from './index.ts'
import QueryView from './QueryView.vue'
import { useQueryTabs } from './query-tabs.ts'

const DESCRIPTION = {
  TableName: 'Orders',
  TableStatus: 'ACTIVE',
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'PK', AttributeType: 'S' },
    { AttributeName: 'SK', AttributeType: 'N' },
  ],
  ItemCount: 3,
  TableSizeBytes: 300,
}
const ITEMS: readonly Item[] = [
  { PK: { S: 'c#1' }, SK: { N: '1' }, total: { N: '9.50' } },
  { PK: { S: 'c#1' }, SK: { N: '2' }, status: { S: 'open' } },
]

let stores: StoreTest
let view: VueWrapper
let takeBack: () => void
let sent: { operation: string; input: Record<string, unknown> }[]
let answer: (input: Record<string, unknown>) => Record<string, unknown>

beforeEach(async () => {
  takeBack = giveElementsSize()
  sent = []
  answer = () => ({
    Items: ITEMS,
    Count: 2,
    ScannedCount: 2,
    ConsumedCapacity: { TableName: 'Orders', CapacityUnits: 0.5 },
  })
  const fake = fakeHost({
    execute: (operation, input) => {
      if (operation === 'DescribeTable') return { Table: DESCRIPTION }
      sent.push({ operation, input })
      return answer(input)
    },
  })
  stores = startStores(fake.host)
  useSession().open('query', { table: 'Orders' })
  useCommands().register(query.commands?.() ?? [])
  view = mount(QueryView, {
    props: { params: { table: 'Orders' } },
    global: storeGlobals(stores),
    attachTo: document.body,
  })
  await flushPromises()
})
afterEach(() => {
  view.unmount()
  stores.end()
  takeBack()
})

async function fill(label: string, text: string) {
  await view.find<HTMLInputElement>(`input[aria-label="${label}"]`).setValue(text)
}
async function run() {
  const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true })
  view.find('input').element.dispatchEvent(event)
  await new Promise(resolve => setTimeout(resolve))
  await flushPromises()
}
const button = (name: string) => view.findAll('button').find(found => found.text().startsWith(name))

describe('running', () => {
  test('a query by key, with the keys of the run command, from within a field', async () => {
    await fill('Value for PK', 'c#1')
    await run()
    expect(sent).toEqual([
      {
        operation: 'Query',
        input: {
          TableName: 'Orders',
          KeyConditionExpression: '#n0 = :v0',
          ExpressionAttributeNames: { '#n0': 'PK' },
          ExpressionAttributeValues: { ':v0': { S: 'c#1' } },
          ReturnConsumedCapacity: 'INDEXES',
        },
      },
    ])
    expect(view.findAll('.f-grid__title').map(title => title.text().replace(/\s+/g, ' '))).toEqual(
      expect.arrayContaining([expect.stringContaining('PK'), expect.stringContaining('total')]),
    )
    expect(view.find('[role=status]').text()).toContain('2 items')
    expect(view.text()).toContain('0.5 read units')
    expect(view.text()).toContain('All pages read')
  })

  test('what is missing is said, once it was tried, and nothing is sent', async () => {
    expect(view.find('[role=alert]').exists()).toBe(false)
    await run()
    expect(view.find('[role=alert]').text()).toBe('Enter a value for PK.')
    expect(sent).toEqual([])
  })

  test('what is wrong is said at once', async () => {
    await fill('Value for SK', 'ten')
    expect(view.find('[role=alert]').text()).toContain('is not a number')
  })

  test('the next page starts where the last one ended', async () => {
    const last = { PK: { S: 'c#1' }, SK: { N: '2' } }
    answer = input => ({
      Items: ITEMS,
      ScannedCount: 2,
      ...(input.ExclusiveStartKey === undefined && { LastEvaluatedKey: last }),
    })
    await fill('Value for PK', 'c#1')
    await run()
    await button('Next page')?.trigger('click')
    await flushPromises()
    expect(sent[1]?.input.ExclusiveStartKey).toEqual(last)
    expect(view.find('[role=status]').text()).toContain('4 items')
    expect(button('Next page')).toBeUndefined()
  })

  test('a result says when the form was changed since', async () => {
    await fill('Value for PK', 'c#1')
    await run()
    expect(view.text()).not.toContain('form changed since')
    await fill('Value for PK', 'c#2')
    expect(view.text()).toContain('form changed since')
  })

  test('an empty screen offers a first look', async () => {
    await button('Scan 100 items')?.trigger('click')
    await flushPromises()
    expect(sent[0]).toMatchObject({ operation: 'Scan', input: { Limit: 100 } })
  })
})

test('a refusal has DynamoDB’s name and message, and what to do', async () => {
  answer = () => {
    const data = {
      name: 'ProvisionedThroughputExceededException',
      message: 'Throughput exceeds the current capacity',
    }
    throw new ORPCError('DYNAMODB', { defined: true, status: 400, message: data.message, data })
  }
  await fill('Value for PK', 'c#1')
  await run()
  const banner = view.find('.f-banner--red').text()
  expect(banner).toContain('ProvisionedThroughputExceededException')
  expect(banner).toContain('Throughput exceeds the current capacity')
  expect(banner).toContain('Wait a moment')
})

test('the state of a tab outlives its component, and goes with the tab', async () => {
  const tabs = useQueryTabs()
  await fill('Value for PK', 'c#1')
  view.unmount()
  const before = tabs.of({ table: 'Orders' })
  expect(before.form.value.keys[0]?.value).toBe('c#1')
  useSession().closeWhere(() => true)
  await nextTick()
  expect(tabs.of({ table: 'Orders' })).not.toBe(before)
})

test('one more tab for a table is one more', () => {
  const session = useSession()
  const tabs = useQueryTabs()
  tabs.open('Orders')
  expect(session.tabs).toHaveLength(1)
  tabs.open('Orders', { another: true })
  tabs.open('Orders', { another: true })
  expect(session.tabs.map(tab => tab.params.copy)).toEqual([undefined, '2', '3'])
})
