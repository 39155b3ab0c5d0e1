import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyModel, parseModel, runCommand, serializeModel } from '#modeling'
import { type FakeHost, fakeHost } from '../app/host/fake-host.ts'
import { useModelDocument } from './model-document.ts'
import { type StoreTest, startStores } from './store-testing.ts'

const PATH = '/home/ada/Facet/shop.facet.json'
let fake: FakeHost
let stores: StoreTest
let model: ReturnType<typeof useModelDocument>

beforeEach(async () => {
  vi.useFakeTimers()
  fake = fakeHost({ files: { [PATH]: serializeModel(emptyModel('Shop')) } })
  stores = startStores(fake.host)
  model = useModelDocument()
  await model.open(PATH)
})
afterEach(() => {
  stores.end()
  vi.useRealTimers()
})

const saves = () => fake.calls.filter(call => call === 'projects.save').length
function nameInFile(): string {
  const read = parseModel(fake.files.get(PATH) ?? '')
  const info = 'document' in read ? read.document.records.model : undefined
  return info?.kind === 'model' ? info.name : 'unreadable'
}
const rename = (name: string, join?: string) =>
  model.apply('rename-model', { name }, join === undefined ? {} : { join })

describe('undo and redo', () => {
  test('an edit is taken back and done again, with its title', () => {
    rename('Store')
    expect([model.name, model.undoTitle, model.redoTitle]).toEqual(['Store', 'Rename model', undefined])
    model.undo()
    expect([model.name, model.undoTitle, model.redoTitle]).toEqual(['Shop', undefined, 'Rename model'])
    model.redo()
    expect(model.name).toBe('Store')
  })

  test('typing is one step', () => {
    rename('S', 'name')
    rename('St', 'name')
    rename('Sto', 'name')
    model.undo()
    expect(model.name).toBe('Shop')
  })

  test('several edits at once are one step; one refused takes all back', () => {
    const edits = [
      (document: NonNullable<typeof model.document>) => runCommand(document, 'rename-model', { name: 'A' }),
      (document: NonNullable<typeof model.document>) => runCommand(document, 'change-model-info', { author: 'Ada' }),
    ]
    model.applyAll('Describe model', edits)
    expect(model.undoTitle).toBe('Describe model')
    model.undo()
    expect(model.name).toBe('Shop')
    const refused = model.applyAll('Spoil', [
      ...edits,
      document => runCommand(document, 'remove-table', { tableId: 'nowhere' }),
    ])
    expect('problems' in refused).toBe(true)
    expect(model.name).toBe('Shop')
  })

  test('opening a model starts a history of its own', async () => {
    rename('Store')
    await model.close()
    await model.open(PATH)
    expect(model.undoTitle).toBeUndefined()
    expect(model.name).toBe('Store')
  })
})

describe('saving', () => {
  test('waits for the hands to rest, then writes once', async () => {
    rename('A')
    await vi.advanceTimersByTimeAsync(500)
    rename('AB')
    await vi.advanceTimersByTimeAsync(599)
    expect([model.saveState, saves()]).toEqual(['unsaved', 0])
    await vi.advanceTimersByTimeAsync(1)
    expect([model.saveState, saves(), nameInFile()]).toEqual(['saved', 1, 'AB'])
  })

  test('an edit during a write is written too', async () => {
    rename('A')
    const flushed = model.flush()
    rename('B')
    expect(await flushed).toBe(true)
    expect(nameInFile()).toBe('B')
  })

  test('what was undone before it was written costs no write', async () => {
    rename('A')
    model.undo()
    await vi.advanceTimersByTimeAsync(600)
    expect([model.saveState, saves()]).toEqual(['saved', 0])
  })

  test('closing writes what is unsaved', async () => {
    rename('A')
    expect(await model.close()).toBe(true)
    expect([model.document, nameInFile()]).toEqual([undefined, 'A'])
  })

  test('a failed write is said, keeps the model open, and is tried again at the next edit', async () => {
    rename('A')
    fake.files.delete(PATH)
    expect(await model.close()).toBe(false)
    expect([model.saveState, model.saveFault?.code, model.name]).toEqual(['failed', 'NOT_FOUND', 'A'])
    fake.files.set(PATH, serializeModel(emptyModel('Shop')))
    rename('B')
    await vi.advanceTimersByTimeAsync(600)
    expect([model.saveState, nameInFile()]).toEqual(['saved', 'B'])
  })
})

describe('a file that another program changed', () => {
  beforeEach(async () => {
    rename('Mine')
    fake.files.set(PATH, serializeModel(emptyModel('Theirs')))
    await vi.advanceTimersByTimeAsync(600)
  })

  test('is not overwritten: the person is asked', () => {
    expect([model.saveState, nameInFile()]).toEqual(['conflict', 'Theirs'])
  })

  test('is left alone by further edits until the person has chosen', async () => {
    const before = saves()
    rename('Mine too')
    await vi.advanceTimersByTimeAsync(2000)
    expect([saves(), model.saveState]).toEqual([before, 'conflict'])
    expect(await model.close()).toBe(false)
  })

  test('overwrite writes the latest edit and goes on', async () => {
    rename('Mine too')
    expect(await model.overwrite()).toBe(true)
    expect(nameInFile()).toBe('Mine too')
    rename('More')
    await vi.advanceTimersByTimeAsync(600)
    expect([model.saveState, nameInFile()]).toEqual(['saved', 'More'])
  })

  test('reload takes the content of the file', async () => {
    expect(await model.reload()).toBe(true)
    expect([model.name, model.saveState, model.undoTitle]).toEqual(['Theirs', 'saved', undefined])
  })
})

test('a broken file is not opened, and its places are kept', async () => {
  await model.close()
  fake.files.set(PATH, '{ "format": "facet-model",\n  oops }')
  expect(await model.open(PATH)).toBe(false)
  expect(model.document).toBeUndefined()
  expect(model.broken?.problems[0]).toMatchObject({ line: 2, column: 3 })
  expect(saves()).toBe(0)
})

test('a refused edit changes nothing', () => {
  const before = model.document
  const result = model.apply('remove-table', { tableId: 'nowhere' })
  expect('problems' in result).toBe(true)
  expect(model.document).toBe(before)
  expect(model.undoTitle).toBeUndefined()
})
