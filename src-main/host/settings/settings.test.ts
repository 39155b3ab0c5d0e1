import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../node/node-files.ts'
import { absentEngine, startTestHost, type TestHost } from '../../node/testing/test-host.ts'
import { SettingsStore } from './settings-store.ts'

let host: TestHost
const clock = { now: () => 77, monotonic: () => 0, sleep: () => Promise.resolve() }
beforeEach(async () => {
  host = await startTestHost({ engine: absentEngine, clock })
})
afterEach(() => host[Symbol.asyncDispose]())

const folder = () => join(host.folder, 'settings')
const file = () => join(folder(), 'settings.json')
/** The settings as the next start of the application finds them. */
const reopened = () =>
  new SettingsStore({ fileSystem: nodeFiles, clock, log: message => host.logged.push(message) }, folder()).read()
async function given(text: string) {
  await mkdir(folder(), { recursive: true })
  await writeFile(file(), text)
}

test('defaults before anything was chosen, without writing a file', async () => {
  expect(await host.api.settings.read()).toEqual({ theme: 'system', rowHeight: 'normal', window: {} })
  expect(await readdir(host.folder)).toEqual([])
})

test('changes are merged, the window one level deep, and survive a restart', async () => {
  await host.api.settings.change({ theme: 'dark', window: { left: 200, tabs: { open: ['a'] } } })
  const settings = await host.api.settings.change({ window: { tabs: { last: 'b' } } })
  expect(settings).toEqual({ theme: 'dark', rowHeight: 'normal', window: { left: 200, tabs: { last: 'b' } } })
  expect(await reopened()).toEqual(settings)
})

test('changes at the same time all arrive', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => host.api.settings.change({ window: { [`panel${n}`]: n } })))
  expect(Object.keys((await reopened()).window)).toHaveLength(20)
})

test('a value of another version costs only itself, and members unknown here are kept', async () => {
  await given(JSON.stringify({ theme: 'sepia', rowHeight: 'compact', future: { a: 1 } }))
  expect(await host.api.settings.read()).toEqual({ theme: 'system', rowHeight: 'compact', window: {} })
  await host.api.settings.change({ window: { a: 1 } })
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ future: { a: 1 }, theme: 'sepia' })
})

test.each(['{"theme": "dark",', '[]', 'null', ''])(
  'a broken file %j is put aside, reported, and not lost',
  async text => {
    await given(text)
    expect((await host.api.settings.read()).theme).toBe('system')
    await host.api.settings.change({ theme: 'light' })
    expect(await readFile(join(folder(), 'settings.broken-77.json'), 'utf8')).toBe(text)
    expect((await reopened()).theme).toBe('light')
    expect(host.logged).toHaveLength(1)
    expect(host.logged[0]).toContain('settings.broken-77.json')
  },
)

test('a change that cannot be written is an error and does not hold', async () => {
  await writeFile(folder(), 'a file where the folder should be')
  await expect(host.api.settings.change({ theme: 'dark' })).rejects.toMatchObject({ code: 'FILE_SYSTEM' })
  expect((await host.api.settings.read()).theme).toBe('system')
})

test('listeners learn of every change', async () => {
  const store = new SettingsStore({ fileSystem: nodeFiles, clock, log: () => {} }, folder())
  const themes: string[] = []
  const stop = store.onChange(({ theme }) => themes.push(theme))
  await store.change({ theme: 'dark' })
  stop()
  await store.change({ theme: 'light' })
  expect(themes).toEqual(['dark'])
})
