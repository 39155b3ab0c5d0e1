import { beforeEach, expect, test } from 'vitest'
import { fakeHost } from '../app/host/fake-host.ts'
import { layoutFrom, START_LAYOUT } from './layout.ts'
import { useSession } from './session.ts'
import { startStores } from './store-testing.ts'

let session: ReturnType<typeof useSession>
beforeEach(() => {
  startStores(fakeHost().host)
  session = useSession()
})
const types = () => session.tabs.map(tab => tab.type).join(' ')

test('the same thing is opened once', () => {
  session.open('table', { id: 'a', view: 'items' })
  session.open('query')
  session.open('table', { view: 'items', id: 'a' })
  expect(types()).toBe('table query')
  expect(session.active?.type).toBe('table')
})

test('a new tab opens right of the active one', () => {
  session.open('a')
  session.open('b')
  session.show(session.tabs[0]?.id ?? '')
  session.open('c')
  expect(types()).toBe('a c b')
})

test('closing goes back to the tab that was used before', () => {
  for (const type of ['a', 'b', 'c']) session.open(type)
  session.show(session.tabs[0]?.id ?? '')
  session.close(session.activeId ?? '')
  expect(session.active?.type).toBe('c')
  session.closeWhere(() => true)
  expect([session.tabs.length, session.activeId]).toEqual([0, undefined])
})

test('steps around the ends and moves before another', () => {
  for (const type of ['a', 'b', 'c']) session.open(type)
  session.step(1)
  expect(session.active?.type).toBe('a')
  session.step(-1)
  expect(session.active?.type).toBe('c')
  session.move('c', 'a')
  expect(types()).toBe('c a b')
  session.move('c', undefined)
  expect(types()).toBe('a b c')
})

test('choosing the shown activity folds the side list', () => {
  session.chooseActivity('query')
  expect([session.layout.activity, session.layout.sideOpen]).toEqual(['query', true])
  session.chooseActivity('query')
  expect(session.layout.sideOpen).toBe(false)
})

test('a kept layout is taken member by member, nonsense left out', () => {
  expect(layoutFrom({ sideWidth: 300, bottomHeight: 'tall', panel: 3, unknown: true })).toEqual({
    ...START_LAYOUT,
    sideWidth: 300,
  })
  expect(layoutFrom({ sideWidth: -5 })).toEqual(START_LAYOUT)
  expect(layoutFrom('nothing')).toEqual(START_LAYOUT)
})
