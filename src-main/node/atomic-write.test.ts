import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFile, replaceFile } from './atomic-write.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => Buffer.from(text)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: NodeJS.ErrnoException) => error.code,
  )

describe('replaceFile', () => {
  test('replaces the content and leaves nothing else behind', async () => {
    const path = join(folder, 'a.json')
    await writeFile(path, 'old')
    await replaceFile(path, bytes('new'))
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  test('keeps the mode of the file', async () => {
    const path = join(folder, 'a.json')
    await writeFile(path, 'old')
    await chmod(path, 0o660)
    await replaceFile(path, bytes('new'))
    expect((await stat(path)).mode & 0o777).toBe(0o660)
  })

  test('writes through a link instead of replacing it', async () => {
    const path = join(folder, 'real.json')
    await writeFile(path, 'old')
    await symlink(path, join(folder, 'link.json'))
    await replaceFile(join(folder, 'link.json'), bytes('new'))
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['link.json', 'real.json'])
  })

  test('a failing rename leaves the old content and no temporary file', async () => {
    const path = join(folder, 'folder.json')
    await mkdir(path)
    await writeFile(join(path, 'inside'), 'kept')
    expect(await codeOf(replaceFile(path, bytes('new')))).toMatch(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
    expect(await readdir(folder)).toEqual(['folder.json'])
    expect(await readdir(path)).toEqual(['inside'])
  })

  test('a failing write leaves the old content and no temporary file', async () => {
    const path = join(folder, 'a.json')
    await writeFile(path, 'old')
    const notBytes = { not: 'bytes' } as unknown as Uint8Array
    expect(await codeOf(replaceFile(path, notBytes))).toBe('ERR_INVALID_ARG_TYPE')
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  test('a missing folder is ENOENT', async () => {
    expect(await codeOf(replaceFile(join(folder, 'missing', 'a.json'), bytes('new')))).toBe('ENOENT')
  })
})

describe('createFile', () => {
  test('writes a new file', async () => {
    await createFile(join(folder, 'a.json'), bytes('new'))
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  test('refuses a taken name and leaves the file as it was', async () => {
    await writeFile(join(folder, 'a.json'), 'old')
    expect(await codeOf(createFile(join(folder, 'a.json'), bytes('new')))).toBe('EEXIST')
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  test('of many writers of one name exactly one wins', async () => {
    const path = join(folder, 'a.json')
    const codes = await Promise.all(Array.from({ length: 8 }, (_, n) => codeOf(createFile(path, bytes(String(n))))))
    expect(codes.filter(code => code === 'no error')).toHaveLength(1)
    expect(codes.filter(code => code === 'EEXIST')).toHaveLength(7)
    expect(await readFile(path, 'utf8')).toBe(String(codes.indexOf('no error')))
  })
})
