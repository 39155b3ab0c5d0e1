import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { facetEnvironment } from '../e2e/support/run-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'facet-start-'))
const OPTIONS = ['--port', '0', '--endpoint-port', '0', '--memory', '--no-open']
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

interface Ended {
  readonly output: string
  readonly code: number | null
}

/** Runs `scripts/start.ts` without a display and, once its output matches, asks it to end by `signal`. */
function startUntil(pattern: RegExp, signal: NodeJS.Signals, ...args: string[]): Promise<Ended> {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
  const started = spawn(process.execPath, [join(import.meta.dirname, 'start.ts'), ...args], {
    cwd: folder,
    env: { ...environment, ...facetEnvironment(folder) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  return new Promise(resolve => {
    let output = ''
    let asked = false
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (!asked && pattern.test(output)) asked = started.kill(signal)
    }
    started.stdout.on('data', read)
    started.stderr.on('data', read)
    started.once('close', code => resolve({ output, code }))
  })
}

// Other systems always have a display.
describe.runIf(process.platform === 'linux')('npm start without a display', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'opens in the browser, says why in one line, and ends by %s',
    async signal => {
      const { output, code } = await startUntil(/works once/, signal, ...OPTIONS)
      const reasons = output.split('\n').filter(line => line.includes('because'))
      expect(reasons).toEqual(['Facet opens in the browser, because this machine has no display.'])
      expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/session\?token=/)
      expect(code).toBe(0)
    },
  )

  test('asked for the browser, it gives no reasons', async () => {
    const { output, code } = await startUntil(/works once/, 'SIGTERM', '--browser', ...OPTIONS)
    expect(output).not.toContain('because')
    expect(code).toBe(0)
  })

  test('an option that does not exist is its failure too, with a sentence', async () => {
    const { output, code } = await startUntil(/works once/, 'SIGTERM', '--browser', '--colour')
    expect(output).toContain('--colour')
    expect(output).not.toContain('    at ')
    expect(code).toBe(1)
  })
})
