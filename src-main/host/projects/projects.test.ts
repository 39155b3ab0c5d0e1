// Long because it proves one area of the contract, call by call, against one host.
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { absentEngine, outcomeOf, startTestHost, type TestHost } from '../../node/testing/test-host.ts'

let now = 1_000
let host: TestHost
beforeEach(async () => {
  now = 1_000
  const clock = { now: () => now, monotonic: () => now, sleep: () => Promise.resolve() }
  host = await startTestHost({ engine: absentEngine, clock })
})
afterEach(() => host[Symbol.asyncDispose]())
const projects = () => join(host.folder, 'projects')

describe('create', () => {
  test('makes the projects folder and a legal file name', async () => {
    const created = await host.api.projects.create({ name: 'Shop: 2026/11', text: '{"a":1}' })
    expect(created.path).toBe(join(projects(), 'Shop- 2026-11.facet.json'))
    expect(await readFile(created.path, 'utf8')).toBe('{"a":1}')
    expect(await host.api.projects.read({ path: created.path })).toEqual(created)
  })

  test('refuses a taken name and leaves that file alone', async () => {
    const { path } = await host.api.projects.create({ name: 'shop', text: 'first' })
    expect(await outcomeOf(host.api.projects.create({ name: 'shop', text: 'second' }))).toEqual({
      code: 'EXISTS',
      data: { path },
    })
    expect(await readFile(path, 'utf8')).toBe('first')
  })

  test('in a folder that was asked for', async () => {
    const folder = join(host.folder, 'elsewhere')
    const { path } = await host.api.projects.create({ name: 'shop', text: '{}', folder })
    expect(path).toBe(join(folder, 'shop.facet.json'))
  })

  test('where a part of the path is a file says which place cannot be used', async () => {
    await writeFile(join(host.folder, 'file'), '')
    const folder = join(host.folder, 'file', 'deeper')
    expect(await outcomeOf(host.api.projects.create({ name: 'shop', text: '{}', folder }))).toEqual({
      code: 'FILE_SYSTEM',
      data: { path: join(folder, 'shop.facet.json'), code: 'ENOTDIR' },
    })
  })
})

describe('save', () => {
  test('replaces the file and gives the revision for the next save', async () => {
    const { path, revision } = await host.api.projects.create({ name: 'shop', text: 'one' })
    const saved = await host.api.projects.save({ path, text: 'two', revision })
    const again = await host.api.projects.save({ path, text: 'three', revision: saved.revision })
    expect(await host.api.projects.read({ path })).toEqual({ path, text: 'three', revision: again.revision })
    expect(await readdir(projects())).toEqual(['shop.facet.json'])
  })

  test('refuses to write over what another program wrote, unless told to', async () => {
    const { path, revision } = await host.api.projects.create({ name: 'shop', text: 'one' })
    await writeFile(path, 'theirs')
    const theirs = (await host.api.projects.read({ path })).revision
    const attempt = { path, text: 'mine', revision }
    expect(await outcomeOf(host.api.projects.save(attempt))).toEqual({
      code: 'CONFLICT',
      data: { path, revision: theirs },
    })
    expect(await readFile(path, 'utf8')).toBe('theirs')
    await host.api.projects.save({ ...attempt, overwrite: true })
    expect(await readFile(path, 'utf8')).toBe('mine')
  })

  test('of two at the same time from one revision, one is a conflict', async () => {
    const { path, revision } = await host.api.projects.create({ name: 'shop', text: 'one' })
    const [first, second] = await Promise.all([
      outcomeOf(host.api.projects.save({ path, text: 'two', revision })),
      outcomeOf(host.api.projects.save({ path, text: 'three', revision })),
    ])
    expect(first).toHaveProperty('result')
    expect(second).toMatchObject({ code: 'CONFLICT' })
    expect(await readFile(path, 'utf8')).toBe('two')
  })

  test('of a file that was taken away says so; with overwrite it is back', async () => {
    const { path, revision } = await host.api.projects.create({ name: 'shop', text: 'one' })
    await rm(projects(), { recursive: true })
    expect(await outcomeOf(host.api.projects.save({ path, text: 'two', revision }))).toEqual({
      code: 'NOT_FOUND',
      data: { what: path },
    })
    await host.api.projects.save({ path, text: 'two', revision, overwrite: true })
    expect(await readFile(path, 'utf8')).toBe('two')
  })

  test.each(['relative.facet.json', '/etc/hosts', '/tmp/other.json'])('never writes to %s', async path => {
    const before = await stat(path).catch(() => undefined)
    expect(await outcomeOf(host.api.projects.save({ path, text: 'x', revision: '', overwrite: true }))).toMatchObject(
      {
        code: 'BAD_REQUEST',
      },
    )
    expect((await stat(path).catch(() => undefined))?.mtimeMs).toBe(before?.mtimeMs)
  })
})

describe('read', () => {
  test('takes the byte order mark off, and its bytes still count for the revision', async () => {
    await mkdir(projects(), { recursive: true })
    const path = join(projects(), 'a.facet.json')
    await writeFile(path, '\uFEFF{}')
    const withMark = await host.api.projects.read({ path })
    await writeFile(path, '{}')
    const without = await host.api.projects.read({ path })
    expect(withMark.text).toBe('{}')
    expect(withMark.revision).not.toBe(without.revision)
  })

  test('refuses what is not UTF-8', async () => {
    const path = join(host.folder, 'latin1.json')
    await writeFile(path, Buffer.from([0x7b, 0xe9, 0x7d]))
    expect(await outcomeOf(host.api.projects.read({ path }))).toEqual({
      code: 'FILE_SYSTEM',
      data: { path, code: 'EILSEQ' },
    })
  })

  test.each([
    ['/nowhere/at/all.json', 'NOT_FOUND'],
    ['/etc/passwd', 'BAD_REQUEST'],
    ['a.json', 'BAD_REQUEST'],
  ])('of %s is %s', async (path, code) => {
    expect(await outcomeOf(host.api.projects.read({ path }))).toMatchObject({ code })
  })
})

describe('list', () => {
  test('has opened ones first, newest first, then what else is in the projects folder', async () => {
    await mkdir(projects(), { recursive: true })
    const inFolder = async (name: string, seconds: number) => {
      const path = join(projects(), name)
      await writeFile(path, 'x')
      await utimes(path, seconds, seconds)
      return path
    }
    const old = await inFolder('old.facet.json', 100)
    const young = await inFolder('young.facet.json', 200)
    const opened = await inFolder('opened.facet.json', 50)
    await inFolder('no-model.json', 300)
    await mkdir(join(projects(), 'folder.facet.json'))
    const outside = join(host.folder, 'outside.facet.json')
    await writeFile(outside, 'xyz')
    await host.api.projects.read({ path: outside })
    now = 2_000
    await host.api.projects.read({ path: opened })
    expect(await host.api.projects.list()).toEqual([
      { path: opened, name: 'opened', modifiedAt: 50_000, sizeInBytes: 1, openedAt: 2_000 },
      expect.objectContaining({ path: outside, name: 'outside', sizeInBytes: 3, openedAt: 1_000 }),
      { path: young, name: 'young', modifiedAt: 200_000, sizeInBytes: 1 },
      { path: old, name: 'old', modifiedAt: 100_000, sizeInBytes: 1 },
    ])
  })

  test('is empty before there is anything, and leaves out what is gone or forgotten', async () => {
    expect(await host.api.projects.list()).toEqual([])
    const folder = join(host.folder, 'b')
    const gone = await host.api.projects.create({ name: 'gone', text: '{}', folder })
    const kept = await host.api.projects.create({ name: 'kept', text: '{}', folder })
    const forgotten = await host.api.projects.create({ name: 'forgotten', text: '{}', folder })
    await rm(gone.path)
    await host.api.projects.forget({ path: forgotten.path })
    expect((await host.api.projects.list()).map(({ path }) => path)).toEqual([kept.path])
    expect(await readdir(folder)).toEqual(['forgotten.facet.json', 'kept.facet.json'])
  })

  test('survives a broken list of recent projects, which is put aside', async () => {
    const settings = join(host.folder, 'settings')
    await mkdir(settings, { recursive: true })
    await writeFile(join(settings, 'recent-projects.json'), '{"projects":')
    expect(await host.api.projects.list()).toEqual([])
    expect(await readdir(settings)).toEqual(['recent-projects.broken-1000.json'])
    expect(host.logged).toHaveLength(1)
  })
})

describe('browse', () => {
  test('shows folders, models and JSON files, folders first, in natural order', async () => {
    const folder = join(host.folder, 'b')
    await mkdir(join(folder, 'zoo'), { recursive: true })
    await mkdir(join(folder, '.hidden'))
    for (const name of ['m10.facet.json', 'M2.facet.json', 'other.json', 'text.txt'])
      await writeFile(join(folder, name), '')
    expect(await host.api.projects.browse({ folder })).toEqual({
      folder,
      parent: host.folder,
      entries: [
        { name: 'zoo', path: join(folder, 'zoo'), kind: 'folder' },
        { name: 'M2.facet.json', path: join(folder, 'M2.facet.json'), kind: 'model' },
        { name: 'm10.facet.json', path: join(folder, 'm10.facet.json'), kind: 'model' },
        { name: 'other.json', path: join(folder, 'other.json'), kind: 'json' },
      ],
    })
  })

  test('starts in the projects folder, which is made; the root has no parent', async () => {
    expect((await host.api.projects.browse({})).folder).toBe(projects())
    expect(await host.api.projects.browse({ folder: '/' })).not.toHaveProperty('parent')
  })

  test('of a folder without permission says so', async () => {
    const folder = join(host.folder, 'closed')
    await mkdir(folder)
    await chmod(folder, 0)
    const asRoot = process.getuid?.() === 0
    expect(await outcomeOf(host.api.projects.browse({ folder }))).toMatchObject(
      asRoot ? { result: { entries: [] } } : { code: 'FILE_SYSTEM', data: { code: 'EACCES' } },
    )
    await chmod(folder, 0o700)
  })
})

describe('samples', () => {
  test('none without an index; with one, each in its own format', async () => {
    expect(await host.api.projects.samples()).toEqual([])
    const folder = join(host.folder, 'samples')
    await mkdir(folder)
    const about = { id: 'shop', title: 'Shop', description: 'Orders.', tables: 1, items: 2 }
    await writeFile(
      join(folder, 'index.json'),
      JSON.stringify([{ ...about, format: 'workbench', file: 'shop.json' }]),
    )
    await writeFile(join(folder, 'shop.json'), '{"ModelName":"Shop"}')
    const sample = { ...about, id: 'workbench/shop', group: 'workbench' }
    expect(await host.api.projects.samples()).toEqual([sample])
    expect(await host.api.projects.sample({ id: 'workbench/shop' })).toEqual({
      id: 'workbench/shop',
      format: 'workbench',
      text: '{"ModelName":"Shop"}',
    })

    const gallery = join(host.folder, 'gallery')
    await mkdir(gallery)
    await writeFile(
      join(gallery, 'index.json'),
      JSON.stringify([{ ...about, format: 'facet', file: 'shop.facet.json' }]),
    )
    await writeFile(join(gallery, 'shop.facet.json'), '{"format":"facet-model"}')
    expect(await host.api.projects.samples()).toEqual([{ ...about, id: 'gallery/shop', group: 'gallery' }, sample])
    expect(await host.api.projects.sample({ id: 'gallery/shop' })).toMatchObject({
      format: 'facet',
      text: '{"format":"facet-model"}',
    })
    expect(await outcomeOf(host.api.projects.sample({ id: 'other' }))).toEqual({
      code: 'NOT_FOUND',
      data: { what: 'other' },
    })
  })
})

test('chooseFile and saveAs are refused by a shell without dialogs', async () => {
  expect(await outcomeOf(host.api.projects.chooseFile())).toMatchObject({ code: 'NOT_IMPLEMENTED' })
  expect(await outcomeOf(host.api.files.saveAs({ suggestedName: 'a', text: '' }))).toMatchObject({
    code: 'NOT_IMPLEMENTED',
  })
  expect((await host.api.app.info()).nativeDialogs).toBe(false)
})

test('chooseFile and saveAs use the dialogs of a shell that has them, and know when they were cancelled', async () => {
  const answers: (string | undefined)[] = []
  const starts: string[] = []
  const dialogs = {
    openModel: (start: string) => {
      starts.push(start)
      return Promise.resolve(answers.shift())
    },
    saveText: () => Promise.resolve(answers.shift()),
  }
  await using withDialogs = await startTestHost({ engine: absentEngine, dialogs })
  const target = join(withDialogs.folder, 'out.yaml')
  answers.push('/somewhere/a.facet.json', undefined, target, undefined)
  expect(await withDialogs.api.projects.chooseFile()).toEqual({ path: '/somewhere/a.facet.json' })
  expect(await withDialogs.api.projects.chooseFile()).toEqual({})
  expect(starts).toEqual([join(withDialogs.folder, 'projects'), '/somewhere'])
  expect(await withDialogs.api.files.saveAs({ suggestedName: 'out.yaml', text: 'a: 1' })).toEqual({ path: target })
  expect(await readFile(target, 'utf8')).toBe('a: 1')
  expect(await withDialogs.api.files.saveAs({ suggestedName: 'out.yaml', text: '' })).toEqual({})
  const picture = join(withDialogs.folder, 'out.png')
  answers.push(picture)
  expect(await withDialogs.api.files.saveAs({ suggestedName: 'out.png', base64: '/wD+iVBO' })).toEqual({
    path: picture,
  })
  expect([...(await readFile(picture))]).toEqual([0xff, 0x00, 0xfe, 0x89, 0x50, 0x4e])
})
