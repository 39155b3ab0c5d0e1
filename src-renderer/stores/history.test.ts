import { expect, test } from 'vitest'
import { type Diff, emptyDiff, type ModelRecord } from '#modeling'
import { History } from './history.ts'

function renamed(from: string, to: string): Diff {
  const record = (name: string): ModelRecord => ({ kind: 'model', id: 'model', position: 0, name })
  return { ...emptyDiff(), updated: { model: [record(from), record(to)] } }
}
const nameAfter = (diff: Diff | undefined) => {
  const to = diff?.updated.model?.[1]
  return to?.kind === 'model' ? to.name : undefined
}

test('undo gives the reversed diff, redo the diff', () => {
  const history = new History()
  history.add({ title: 'Rename model', diff: renamed('a', 'b') })
  expect(nameAfter(history.undo())).toBe('a')
  expect(nameAfter(history.redo())).toBe('b')
  expect(history.redo()).toBeUndefined()
})

test('a new edit forgets what was taken back', () => {
  const history = new History()
  history.add({ title: 'one', diff: renamed('a', 'b') })
  history.undo()
  history.add({ title: 'two', diff: renamed('a', 'c') })
  expect(history.redo()).toBeUndefined()
  expect(history.last?.title).toBe('two')
})

test('edits that join are one step, until a mark', () => {
  const history = new History()
  history.add({ title: 'Rename model', diff: renamed('a', 'ab') }, 'name')
  history.add({ title: 'Rename model', diff: renamed('ab', 'abc') }, 'name')
  history.mark()
  history.add({ title: 'Rename model', diff: renamed('abc', 'abcd') }, 'name')
  expect(nameAfter(history.undo())).toBe('abc')
  expect(nameAfter(history.undo())).toBe('a')
  expect(history.undo()).toBeUndefined()
})

test('after undo the next edit does not join what is left', () => {
  const history = new History()
  history.add({ title: 'one', diff: renamed('a', 'b') }, 'name')
  history.mark()
  history.add({ title: 'two', diff: renamed('b', 'c') }, 'name')
  history.undo()
  history.add({ title: 'three', diff: renamed('b', 'd') }, 'name')
  expect(nameAfter(history.undo())).toBe('b')
  expect(nameAfter(history.undo())).toBe('a')
})

test('typed there and back again leaves nothing to undo', () => {
  const history = new History()
  history.add({ title: 'Rename model', diff: renamed('a', 'b') }, 'name')
  history.add({ title: 'Rename model', diff: renamed('b', 'a') }, 'name')
  expect(history.last).toBeUndefined()
})

test('an edit that changes nothing is no step and keeps what can be redone', () => {
  const history = new History()
  history.add({ title: 'one', diff: renamed('a', 'b') })
  history.undo()
  history.add({ title: 'nothing', diff: emptyDiff() })
  expect(history.next?.title).toBe('one')
})
