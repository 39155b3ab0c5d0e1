import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the build is made of. */
const SOURCES = [
  'src-engine',
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
/** One file of each part of the build: all of them must be there. */
const RESULTS = [
  'out/main/index.js',
  'out/main/headless.js',
  'out/preload',
  'out/renderer/index.html',
  'out/engine/index.cjs',
]

/** Whether `out/` is missing, incomplete or older than a source under `root`. Tests are no sources of it. */
export function buildIsStale(root: string): boolean {
  if (!RESULTS.every(path => existsSync(join(root, path)))) return true
  const builtAt = Math.min(...RESULTS.map(path => statSync(join(root, path)).mtimeMs))
  return SOURCES.some(path => changedSince(join(root, path), builtAt))
}

function changedSince(path: string, time: number): boolean {
  if (!existsSync(path)) return false
  const state = statSync(path)
  if (!state.isDirectory()) return state.mtimeMs > time && !path.endsWith('.test.ts')
  // The folder's own time tells of files that were taken away.
  return state.mtimeMs > time || readdirSync(path).some(name => changedSince(join(path, name), time))
}
