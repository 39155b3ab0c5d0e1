import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import FTree from './FTree.vue'

test('keys move and open; with Control, Command or Alt they are left to the window', async () => {
  const nodes = ['a', 'b'].map(id => ({ id, label: id }))
  const tree = mount(FTree, { props: { label: 'Things', nodes, selected: 'a' } })
  const line = tree.get('[role=treeitem]')
  await line.trigger('keydown', { key: 'Enter' })
  expect(tree.emitted('open')).toHaveLength(1)
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
    for (const key of ['Enter', 'Delete', 'ArrowDown', 'b']) {
      const event = new KeyboardEvent('keydown', { key, [modifier]: true, cancelable: true })
      line.element.dispatchEvent(event)
      expect(event.defaultPrevented).toBe(false)
    }
  }
  expect(tree.emitted('open')).toHaveLength(1)
  expect(tree.emitted('delete')).toBeUndefined()
})
