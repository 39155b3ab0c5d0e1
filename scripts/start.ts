/**
 * `npm start`: builds what is not built yet, then opens the desktop window; where Electron cannot run, the same
 * application for the browser, with one line that says why.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { HEADLESS_HELP } from '../src-main/headless/headless-options.ts'
import { build } from './build.ts'
import { buildIsStale } from './build-freshness.ts'
import { electronBinary, noDisplayBecause } from './electron-binary.ts'
import { fetchElectron } from './fetch-electron.ts'

const USAGE = `Usage: npm start -- [options]

Opens Facet in a desktop window. Where Electron cannot run, the same application is served for the browser on
127.0.0.1 and its address is printed.

  --browser           serve it for the browser even where Electron can run
  --help              this text

Environment:
  FACET_HOME          folder for settings and the local engine's tables
  FACET_PROJECTS      folder in which new models are put

`

const root = join(import.meta.dirname, '..')
/** An Electron that ends this soon, and not by anyone's wish, never showed a window. */
const STILLBORN_MS = 5000
/** Exit codes of an end that was wished for: its own, and by SIGHUP, SIGINT and SIGTERM. */
const WISHED = new Set([0, 129, 130, 143])

process.chdir(root)
const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(USAGE + HEADLESS_HELP)
} else {
  process.exitCode = await start()
}

async function start(): Promise<number> {
  if (buildIsStale(root)) {
    process.stdout.write('Building Facet.\n')
    if (!(await build()).ok) return 1
  }
  const rest = args.filter(argument => argument !== '--browser')
  return args.includes('--browser') ? await openInBrowser(rest) : await openWindow(rest)
}

/** @returns the exit code of whichever shell ran in the end. */
async function openWindow(rest: readonly string[]): Promise<number> {
  const reason = noDisplayBecause() ?? (await fetchElectron())
  const program = electronBinary()
  if (reason !== undefined || program === undefined) return await openInBrowser(rest, reason)
  const startedAt = performance.now()
  const code = await untilEnd(spawn(program, ['.', ...rest], { stdio: 'inherit' }))
  if (WISHED.has(code) || performance.now() - startedAt > STILLBORN_MS) return code
  return await openInBrowser(rest, `Electron ended with code ${code} as it started`)
}

async function openInBrowser(rest: readonly string[], reason?: string): Promise<number> {
  if (reason !== undefined) process.stdout.write(`Facet opens in the browser, because ${reason}.\n`)
  return await untilEnd(spawn(process.execPath, ['out/main/headless.js', ...rest], { stdio: 'inherit' }))
}

/** Passes on the signals that ask this process to end, waits, and gives the exit code as a shell would state it. */
function untilEnd(child: ChildProcess): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  // Ctrl+C reaches the whole group already; a second SIGINT would cut the child's orderly end short.
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise(resolve => {
    const end = (code: number) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code)
    }
    child.on('error', error => {
      process.stderr.write(`${error.message}\n`)
      end(1)
    })
    child.on('close', (code, signal) => end(code ?? (signal ? 128 + constants.signals[signal] : 1)))
  })
}
