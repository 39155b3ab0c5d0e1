// One piece: every test drives the same mounted grid by keys and clipboard.
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import FDataGrid from './FDataGrid.vue'
import type { GridColumn } from './grid-column.ts'
import { giveElementsSize } from './grid-testing.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly age?: number
}
const columns: readonly GridColumn<Row>[] = [
  { id: 'id', title: 'id', sticky: true, cell: row => ({ text: row.id }) },
  {
    id: 'name',
    title: 'name',
    editable: true,
    sortable: true,
    cell: row => ({ text: row.name }),
    validate: (_row, text) => (text === '' ? 'A name is needed' : undefined),
  },
  {
    id: 'age',
    title: 'age',
    editable: true,
    cell: row => (row.age === undefined ? undefined : { text: String(row.age) }),
  },
]
const rows: readonly Row[] = [
  { id: 'a', name: 'Ada', age: 36 },
  { id: 'b', name: 'Bob' },
  { id: 'c', name: 'Cleo\tT', age: 7 },
]

let takeBack: () => void
let grid: VueWrapper
beforeEach(() => {
  takeBack = giveElementsSize()
})
afterEach(() => {
  grid.unmount()
  takeBack()
})

async function open(given: Record<string, unknown> = {}) {
  grid = mount(FDataGrid<Row>, {
    props: { columns, rows, rowKey: (row: Row) => row.id, label: 'People', ...given } as never,
    attachTo: document.body,
  })
  await nextTick()
  grid.element.focus()
}
async function press(key: string, more: KeyboardEventInit = {}) {
  const target = grid.find('input').exists() ? grid.find('input') : grid
  target.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await nextTick()
}
function cursorText() {
  return grid.find('.f-grid__cell--cursor').text()
}
function clipboard(kind: 'copy' | 'paste', text = ''): string {
  const data = new Map([['text/plain', text]])
  const event = new Event(kind, { bubbles: true, cancelable: true })
  Object.assign(event, {
    clipboardData: {
      getData: (type: string) => data.get(type) ?? '',
      setData: (type: string, value: string) => data.set(type, value),
    },
  })
  grid.element.dispatchEvent(event)
  return data.get('text/plain') ?? ''
}
function edits() {
  return ((grid.emitted('edit') ?? []) as [{ rowIndex: number; column: { id: string }; text: string }][]).map(
    ([{ rowIndex, column, text }]) => `${rowIndex}/${column.id}=${text}`,
  )
}

describe('cursor', () => {
  test('moves with the arrows and stops at the edges', async () => {
    await open()
    expect(cursorText()).toBe('a')
    await press('ArrowRight')
    await press('ArrowDown')
    expect(cursorText()).toBe('Bob')
    await press('ArrowUp')
    await press('ArrowUp')
    expect(cursorText()).toBe('Ada')
    await press('End', { ctrlKey: true })
    await press('ArrowRight')
    expect(cursorText()).toBe('7')
  })

  test('is told to assistive technology as the active descendant', async () => {
    await open()
    await press('ArrowRight')
    const active = grid.attributes('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.textContent).toContain('Ada')
    expect(grid.attributes('aria-rowcount')).toBe('4')
  })

  test('a cell without a value is named as such and drawn apart', async () => {
    await open()
    expect(grid.findAll('.f-grid__cell--absent').map(cell => cell.attributes('aria-label'))).toEqual(['no value'])
  })
})

describe('editing', () => {
  test('Enter opens, Enter commits and moves down', async () => {
    await open()
    await press('ArrowRight')
    await press('Enter')
    await grid.find('input').setValue('Ada L.')
    await press('Enter')
    expect(edits()).toEqual(['0/name=Ada L.'])
    expect(cursorText()).toBe('Bob')
    expect(document.activeElement).toBe(grid.element)
  })

  test('Esc reverts', async () => {
    await open()
    await press('ArrowRight')
    await press('F2')
    await grid.find('input').setValue('x')
    await press('Escape')
    expect(edits()).toEqual([])
    expect(cursorText()).toBe('Ada')
  })

  test('a letter starts anew with that letter', async () => {
    await open()
    await press('ArrowRight')
    await press('Z')
    expect((grid.find('input').element as HTMLInputElement).value).toBe('Z')
  })

  test('Tab commits and opens the next cell that can be typed into, over the end of the row', async () => {
    await open()
    await press('ArrowRight')
    await press('F2')
    await grid.find('input').setValue('A')
    await press('Tab')
    await grid.find('input').setValue('37')
    await press('Tab')
    expect(edits()).toEqual(['0/name=A', '0/age=37'])
    expect((grid.find('input').element as HTMLInputElement).value).toBe('Bob')
  })

  test('an entry that cannot be keeps the editor open and says why', async () => {
    await open()
    await press('ArrowRight')
    await press('F2')
    await grid.find('input').setValue('')
    await press('Enter')
    expect(grid.find('[role=alert]').text()).toBe('A name is needed')
    expect(edits()).toEqual([])
  })

  test('a cell that cannot be typed into is activated by Enter', async () => {
    await open()
    await press('Enter')
    expect(grid.find('input').exists()).toBe(false)
    expect(grid.emitted('activate')).toHaveLength(1)
  })
})

describe('clipboard', () => {
  test('copies the range as tab-separated text, an absent value as nothing', async () => {
    await open()
    await press('ArrowRight')
    await press('ArrowRight', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(clipboard('copy')).toBe('Ada\t36\nBob\t\n"Cleo\tT"\t7')
  })

  test('copies selected rows whole', async () => {
    await open({ selection: new Set(['b']) })
    expect(clipboard('copy')).toBe('b\tBob\t')
  })

  test('pastes into editable cells from the cursor on, the rest as new rows', async () => {
    await open()
    await press('ArrowDown')
    await press('ArrowDown')
    clipboard('paste', 'x\tNew\t8\ny\tMore\t9\n')
    expect(edits()).toEqual(['2/name=New', '2/age=8'])
    expect(grid.emitted('append')?.map(([rows]) => rows as unknown)).toEqual([[['y', 'More', '9']]])
  })

  test('one value fills the range', async () => {
    await open()
    await press('ArrowRight')
    await press('ArrowDown', { shiftKey: true })
    clipboard('paste', 'Same')
    expect(edits()).toEqual(['0/name=Same', '1/name=Same'])
  })
})

describe('rows', () => {
  test('Shift and Space select, Delete asks to remove what is selected', async () => {
    await open({ 'onUpdate:selection': (selection: unknown) => grid.setProps({ selection } as never) })
    await press('ArrowDown')
    await press(' ', { shiftKey: true })
    await press('Delete')
    const [[removed]] = grid.emitted('remove') as [[{ rows: Row[]; columns?: unknown }]]
    expect(removed.rows.map(row => row.id)).toEqual(['b'])
    expect(removed.columns).toBeUndefined()
  })

  test('Delete without selected rows names the cells', async () => {
    await open()
    await press('ArrowRight')
    await press('Delete')
    const [[removed]] = grid.emitted('remove') as [[{ rows: Row[]; columns: { id: string }[] }]]
    expect([removed.rows.map(row => row.id), removed.columns.map(column => column.id)]).toEqual([['a'], ['name']])
  })

  test('of 100,000 only those in sight are in the document', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => ({ id: String(at), name: `n${at}` }))
    await open({ rows: many })
    expect(grid.findAll('.f-grid__row').length).toBeLessThan(60)
    expect(grid.attributes('aria-rowcount')).toBe('100001')
  })

  test('groups stand under a header where their id changes', async () => {
    await open({
      groupOf: (row: Row) => ({ id: row.id === 'c' ? 'two' : 'one', label: row.id === 'c' ? 'Two' : 'One' }),
    })
    expect(grid.findAll('.f-grid__group').map(header => header.text())).toEqual(['One', 'Two'])
    await press('ArrowDown')
    await press('ArrowDown')
    expect(cursorText()).toBe('c')
  })
})

test('Alt and arrows sort and size the column under the cursor', async () => {
  await open()
  await press('ArrowRight')
  await press('ArrowDown', { altKey: true })
  expect(grid.emitted('sort')).toEqual([[{ column: 'name', descending: true }]])
  await press('ArrowRight', { altKey: true })
  expect(grid.emitted('update:widths')?.at(-1)).toEqual([{ name: 176 }])
})

test('Space shows the whole value, Escape gives the focus back', async () => {
  await open()
  await press(' ')
  await nextTick()
  const view = document.querySelector('.f-full-view')
  expect(view?.textContent).toContain('a')
  view?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await nextTick()
  await nextTick()
  expect(document.querySelector('.f-full-view')).toBeNull()
  expect(document.activeElement).toBe(grid.element)
})
