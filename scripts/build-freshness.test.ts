import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildIsStale } from './build-freshness.ts'

const BUILT = [
  'out/main/index.js',
  'out/main/headless.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/engine/index.cjs',
]
let root = ''

/** A file that was last changed at this second; its folder counts as just as old. */
function write(path: string, second: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), '')
  for (const touched of [path, dirname(path)]) utimesSync(join(root, touched), second, second)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'facet-freshness-'))
  write('src-engine/dynamo/limits.ts', 100)
  utimesSync(join(root, 'src-engine'), 100, 100)
  for (const path of BUILT) write(path, 200)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('a build newer than every source is fresh', () => expect(buildIsStale(root)).toBe(false))

test.each(BUILT)('a build without %s is stale', path => {
  rmSync(dirname(join(root, path)), { recursive: true })
  expect(buildIsStale(root)).toBe(true)
})

test.each([
  'src-engine/dynamo/limits.ts',
  'src-renderer/app/App.vue',
  'electron.vite.config.ts',
  'package-lock.json',
])('a build older than %s is stale', path => {
  write(path, 201)
  expect(buildIsStale(root)).toBe(true)
})

test('a build is no older because of a changed test, or of a file that is no source of it', () => {
  write('src-engine/dynamo/limits.test.ts', 201)
  utimesSync(join(root, 'src-engine/dynamo'), 100, 100)
  write('docs/architecture.md', 201)
  expect(buildIsStale(root)).toBe(false)
})

test('a source that was taken away makes the build stale', () => {
  rmSync(join(root, 'src-engine/dynamo/limits.ts'))
  expect(buildIsStale(root)).toBe(true)
})
