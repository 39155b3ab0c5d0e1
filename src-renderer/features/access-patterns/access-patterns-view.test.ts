/** One file, though long: the view is one screen, and all its tests mount and drive it the same way. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import type { ProofEvent } from '#contract'
import { documentOf, emptyModel, entitiesOf, type ModelDocument, type PatternRecord, patternsOf } from '#modeling'
import { fakeHost } from '../../app/host/fake-host.ts'
import { useCommands } from '../../stores/commands.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import { type StoreTest, startStores, storeGlobals } from '../../stores/store-testing.ts'
import { giveElementsSize } from '../../ui/grid/grid-testing.ts'
import { shownToasts } from '../../ui/overlays/toasts.ts'
import AccessPatternsView from './AccessPatternsView.vue'
import { accessPatterns } from './index.ts'
import { usePatterns } from './patterns-store.ts'
import { useProof } from './proof/proof-store.ts'
import { openModel, SHOP } from './testing-orders.ts'

let stores: StoreTest
let view: VueWrapper | undefined
let takeBack: () => void
let events: () => AsyncIterable<ProofEvent>
let asked: unknown[]

beforeEach(() => {
  takeBack = giveElementsSize(3000, 600)
  asked = []
  const fake = fakeHost({
    prove: input => {
      asked.push({ ...input, text: '' })
      return events()
    },
  })
  stores = startStores(fake.host)
})
afterEach(() => {
  view?.unmount()
  view = undefined
  stores.end()
  takeBack()
})

async function show(document: ModelDocument): Promise<VueWrapper> {
  openModel(document)
  useSession().open('access-patterns')
  useCommands().register(accessPatterns.commands?.() ?? [])
  view = mount(AccessPatternsView, { global: storeGlobals(stores), attachTo: window.document.body })
  await settle()
  return view
}
async function settle() {
  await flushPromises()
  await nextTick()
}
function patterns(): readonly PatternRecord[] {
  const { document } = useModelDocument()
  return document ? patternsOf(document) : []
}
/** The texts of a row by the titles of the columns. */
function row(at: number): Readonly<Record<string, string>> {
  const titles = view?.findAll('.f-grid__title').map(title => title.text()) ?? []
  const cells = view?.find(`[data-row="${at}"]`).findAll('.f-grid__cell') ?? []
  return Object.fromEntries(cells.map((cell, column) => [titles[column] ?? '', cell.text()]))
}
async function goTo(at: number, title: string) {
  const titles = view?.findAll('.f-grid__title').map(found => found.text()) ?? []
  const cell = view?.find(`[data-row="${at}"]`).findAll('.f-grid__cell')[titles.indexOf(title)]
  await cell?.trigger('pointerdown', { button: 0 })
}
async function press(key: string) {
  const editor = view?.find('.f-grid__editor')
  const target = editor?.exists() ? editor : view?.find('.f-grid')
  target?.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await settle()
}
async function typeInto(at: number, title: string, text: string, then = 'Enter') {
  await goTo(at, title)
  await press('F2')
  await view?.find('.f-grid__editor').setValue(text)
  await press(then)
}
async function paste(text: string, into = '.f-grid') {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  view?.find(into).element.dispatchEvent(event)
  await settle()
}
const button = (name: string) => view?.findAll('button').find(found => found.text().includes(name))

describe('the grid', () => {
  test('shows live how each pattern is served', async () => {
    await show(SHOP)
    expect(row(0)).toMatchObject({
      'Access pattern': 'Orders of a customer',
      Operation: 'query',
      Entities: 'Order',
      By: 'customerId',
      Order: 'placedAt desc',
      'Average /s': '20',
      Verdict: 'Exact',
      'Served by': 'Shop',
      'Key condition': 'PK = CUSTOMER#{customerId} AND begins_with(SK, ORDER#)',
      'Units per call': expect.stringMatching(/read$/),
      'Per month': expect.stringMatching(/^\$/),
      Proof: 'Not proved yet',
    })
    expect(row(1)).toMatchObject({ Verdict: 'Not served', 'Per month': 'no rate' })
  })

  test('an edit is one command, everything follows, and undo takes it back', async () => {
    await show(SHOP)
    await typeInto(0, 'By', 'orderId')
    expect(patterns()[0]?.operation).toMatchObject({ by: [{ attribute: 'orderId' }] })
    expect(row(0).Verdict).not.toBe('Exact')
    useModelDocument().undo()
    await settle()
    expect(row(0)).toMatchObject({ By: 'customerId', Verdict: 'Exact' })
  })

  test('what cannot be read is said at the cell, which stays open', async () => {
    await show(SHOP)
    await typeInto(0, 'Order', 'placedAt sideways')
    expect(view?.find('[role=alert]').text()).toContain('asc or desc')
    expect(view?.find('.f-grid__editor').exists()).toBe(true)
    await press('Escape')
    expect(row(0).Order).toBe('placedAt desc')
  })

  test('typing on the last row adds a pattern', async () => {
    await show(SHOP)
    await typeInto(2, 'Access pattern', 'Order by id')
    await typeInto(2, 'Operation', 'GetItem')
    await typeInto(2, 'Entities', 'order')
    await typeInto(2, 'By', 'orderId')
    expect(patterns()[2]).toMatchObject({
      name: 'Order by id',
      operation: { type: 'get', entityId: 'order', by: [{ attribute: 'orderId' }] },
    })
    expect(row(3)['Access pattern']).toBe('New access pattern')
  })

  test('an entity that is not there waits in its cell and is created from what the pattern says', async () => {
    await show(SHOP)
    await typeInto(1, 'Entities', 'Invoice')
    expect(row(1).Entities).toBe('Invoice')
    await button('Create entity Invoice')?.trigger('click')
    await settle()
    const { document } = useModelDocument()
    const invoice = entitiesOf(document ?? SHOP).find(({ name }) => name === 'Invoice')
    expect(invoice).toMatchObject({ identity: ['email'], attributes: [{ name: 'email', type: 'S' }] })
    expect(patterns()[1]?.operation).toMatchObject({ entityId: invoice?.id })
    expect(button('Create entity Invoice')).toBeUndefined()
    useModelDocument().undo()
    expect(patterns()[1]?.operation).toMatchObject({ entityId: 'customer' })
  })

  test('Delete clears cells, or removes selected patterns', async () => {
    await show(SHOP)
    await goTo(0, 'Order')
    await press('Delete')
    expect(patterns()[0]?.operation).not.toHaveProperty('order')
    usePatterns().selection = new Set(['p1'])
    await settle()
    await press('Delete')
    expect(patterns().map(({ id }) => id)).toEqual(['p2'])
  })

  test('the order of the patterns is theirs to choose', async () => {
    await show(SHOP)
    await goTo(1, 'Operation')
    await useCommands().run('patterns.move-up')
    await settle()
    expect(patterns().map(({ id }) => id)).toEqual(['p2', 'p1'])
    expect(usePatterns().current).toBe('p2')
  })

  test('filters by text and by verdict, and the last row stays', async () => {
    await show(SHOP)
    usePatterns().verdicts = new Set(['not-served'])
    await settle()
    expect(row(0)['Access pattern']).toBe('Customer by email')
    expect(row(1)['Access pattern']).toBe('New access pattern')
  })
})

describe('a paste from a spreadsheet', () => {
  const BLOCK = [
    'Order by id\tapp\tget\tOrder\torderId',
    'Open orders\tbackoffice\tquery\tOrder\tcustomerId\tstatus = "OPEN"\tplacedAt desc\t20',
    'Invoices\t\tquery\tInvoice\tcustomerId',
  ].join('\n')

  test('on the last row adds patterns in one step of undo', async () => {
    await show(SHOP)
    await goTo(2, 'Access pattern')
    await paste(BLOCK)
    expect(patterns().map(({ name }) => name)).toEqual([
      'Orders of a customer',
      'Customer by email',
      'Order by id',
      'Open orders',
      'Invoices',
    ])
    expect(patterns()[2]).toMatchObject({ actor: 'app', operation: { type: 'get', entityId: 'order' } })
    expect(patterns()[3]?.operation).toMatchObject({
      where: [{ attribute: 'status', values: [{ S: 'OPEN' }] }],
      limit: 20,
    })
    expect(usePatterns().unknown).toEqual(['Invoice'])
    useModelDocument().undo()
    expect(patterns()).toHaveLength(2)
  })

  test('with titles is taken in by them, whatever their order', async () => {
    await show(SHOP)
    await paste('Rate\tAccess pattern\tEntity\tBy\n5/min\tOrders\tOrder\tcustomerId')
    expect(patterns()[2]).toMatchObject({ name: 'Orders', rate: { average: 0.0833333 } })
  })

  test('starts a model where there is none', async () => {
    await show(emptyModel('New'))
    await paste(BLOCK, '.no-patterns')
    expect(patterns()).toHaveLength(3)
    expect(row(0)['Access pattern']).toBe('Order by id')
    await button('Create 2 entities')?.trigger('click')
    const { document } = useModelDocument()
    expect(entitiesOf(document ?? SHOP).map(({ name }) => name)).toEqual(['Order', 'Invoice'])
  })
})

test('an empty model teaches with one sentence, one button, one sample', async () => {
  await show(documentOf([{ kind: 'model', id: 'model', position: 0, name: 'New' }]))
  await view?.find('.sample').trigger('click')
  await settle()
  expect(row(0)).toMatchObject({ Entities: 'Order', Order: 'placedAt desc', Limit: '20' })
  expect(button('Create entity Order')).toBeDefined()
})

describe('the explanation', () => {
  test('follows the cursor and shows every way with its reasons, and one can be chosen', async () => {
    await show(SHOP)
    await goTo(0, 'Operation')
    expect(view?.find('.detail__name').text()).toBe('Orders of a customer')
    expect(view?.findAll('.path').length).toBeGreaterThan(1)
    await button('Always use this')?.trigger('click')
    expect(patterns()[0]?.servedBy).toMatchObject({ tableId: 'shop' })
    await settle()
    await button('Take the best way again')?.trigger('click')
    expect(patterns()[0]).not.toHaveProperty('servedBy')
  })

  test('has an editor for the members of a transaction', async () => {
    await show(SHOP)
    await typeInto(0, 'Operation', 'transact write')
    await goTo(0, 'Operation')
    await button('Add write')?.trigger('click')
    await settle()
    const times = view?.findAll('[aria-label="How often"]').at(-1)
    await times?.setValue('3')
    await times?.trigger('focusout')
    expect(patterns()[0]?.operation).toEqual({
      type: 'transact-write',
      writes: [
        { operation: { type: 'put', entityId: 'order' } },
        { operation: { type: 'put', entityId: 'order' }, times: 3 },
      ],
    })
  })
})

describe('Prove', () => {
  const figures = { scanned: 2, returned: 2, readUnits: 0.5, writeUnits: 0, byTarget: { Shop: 0.5 } }
  const proven = (patternId: string, outcome: 'proved' | 'mismatch' | 'not-provable'): ProofEvent => ({
    kind: 'pattern',
    pattern: {
      patternId,
      name: patternId,
      outcome,
      calls: [
        {
          call: 'Query',
          request: '{"TableName":"Shop"}',
          predicted: figures,
          measured: outcome === 'mismatch' ? { ...figures, scanned: 3 } : figures,
        },
      ],
      ...(outcome === 'not-provable' ? { message: 'No way to serve it' } : {}),
    },
  })
  async function* run(...list: readonly ProofEvent[]): AsyncGenerator<ProofEvent> {
    yield { kind: 'start', patterns: list.length, items: { Shop: 2 } }
    yield* list
    yield { kind: 'done', durationMs: 5 }
  }

  test('all: outcomes in the rows, coverage, the comparison in the detail', async () => {
    await show(SHOP)
    events = () => run(proven('p1', 'mismatch'), proven('p2', 'not-provable'))
    await button('Prove all')?.trigger('click')
    await settle()
    expect(asked).toEqual([{ text: '', generate: { seed: 1, size: 5 } }])
    expect([row(0).Proof, row(1).Proof]).toEqual(['Mismatch', 'Not provable'])
    expect(view?.find('.proof-bar').text()).toContain('0 of 2 proved')
    expect(view?.findAll('.proof__line--differs td').map(cell => cell.text())).toEqual(['2', '3'])
  })

  test('a result is stale once what it spoke of has changed, and only then', async () => {
    await show(SHOP)
    events = () => run(proven('p1', 'proved'), proven('p2', 'proved'))
    await button('Prove all')?.trigger('click')
    await settle()
    await typeInto(0, 'Average /s', '7')
    expect([row(0).Proof, row(1).Proof]).toEqual(['Proved', 'Proved'])
    await typeInto(0, 'Limit', '3')
    expect([row(0).Proof, row(1).Proof]).toEqual(['Changed since', 'Proved'])
    expect(view?.find('.proof-bar').text()).toContain('1 of 2 proved')
    useModelDocument().undo()
    await settle()
    expect(row(0).Proof).toBe('Proved')
  })

  test('one: the pattern under the cursor; a run can be stopped', async () => {
    await show(SHOP)
    let end = () => {}
    events = async function* () {
      yield { kind: 'start', patterns: 1, items: {} }
      await new Promise<void>(resolve => {
        end = resolve
      })
      yield proven('p2', 'proved')
    }
    await goTo(1, 'Operation')
    void useCommands().run('patterns.prove')
    await settle()
    expect(asked).toMatchObject([{ patternIds: ['p2'] }])
    expect([row(0).Proof, row(1).Proof]).toEqual(['Not proved yet', 'Proving'])
    await button('Stop')?.trigger('click')
    end()
    await settle()
    expect(useProof().progress).toBeUndefined()
    expect(row(1).Proof).toBe('Not proved yet')
  })

  test('of a model without patterns nothing, and that is said', async () => {
    await show(documentOf(Object.values(SHOP.records).filter(({ kind }) => kind !== 'pattern')))
    expect(view?.text()).toContain('No access patterns: nothing is proved')
    await useCommands().run('patterns.prove-all')
    expect(asked).toEqual([])
    expect(shownToasts.value.at(-1)?.title).toBe('Nothing to prove')
  })

  test('a run that fails says why', async () => {
    await show(SHOP)
    events = () => {
      throw new Error('The engine is gone')
    }
    await button('Prove all')?.trigger('click')
    await settle()
    expect(view?.find('.f-banner--red').text()).toContain('The engine is gone')
  })
})
