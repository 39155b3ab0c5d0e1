#!/usr/bin/env node
/**
 * The `facet` command. Plain JavaScript that any Node from 20 on runs: where that Node is too old for the sources and
 * for SQLite's native module, the project's own takes over. It runs the sources, or the build where that is the same
 * and starts faster; a package has only the build.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const OWN_NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const SOURCE = join(ROOT, 'src-main', 'cli', 'main.ts')
const BUILT = join(ROOT, 'out', 'main', 'cli.js')

const [major, minor] = process.versions.node.split('.').map(Number)
const fromSource = existsSync(SOURCE) && !buildIsFresh()
// Type stripping without a flag came with 22.18; the native module needs 22.12.
const isModern = major > 22 || (major === 22 && minor >= (fromSource ? 18 : 12))

if (isModern) {
  // Compiled code is kept between runs: later ones start in half the time.
  module.enableCompileCache?.()
  await import(pathToFileURL(fromSource ? SOURCE : BUILT).href)
} else if (process.env.FACET_OWN_NODE || !existsSync(OWN_NODE)) {
  process.stderr.write(
    `facet needs Node 22.18 or newer and runs on ${process.versions.node}. Run npm ci in ${ROOT}, which brings one, or install a newer Node.\n`,
  )
  process.exitCode = 1
} else {
  const child = spawn(OWN_NODE, [import.meta.filename ?? process.argv[1], ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, FACET_OWN_NODE: '1' },
    shell: process.platform === 'win32',
  })
  // The terminal sends its signals to both; one that was sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

/** Whether nothing the command is made of is newer than the build; a folder's own time tells of files taken away. */
function buildIsFresh() {
  const builtAt = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const newer = path => {
    if (path.endsWith('.test.ts')) return false
    const state = statSync(path)
    if (state.mtimeMs > builtAt) return true
    return state.isDirectory() && readdirSync(path).some(name => newer(join(path, name)))
  }
  return builtAt > 0 && !['package.json', 'src-engine', 'src-main'].some(path => newer(join(ROOT, path)))
}
