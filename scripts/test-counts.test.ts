import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'
import { addCounts, describeCounts, playwrightCounts, stepCounts, vitestCounts } from './test-counts.ts'

const folder = mkdtempSync(join(tmpdir(), 'facet-counts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const missing = join(folder, 'no-report.json')

describe('vitest', () => {
  test('passed, failed, skipped, to do, and a file that does not load', async () => {
    const report = join(folder, 'vitest.json')
    writeFileSync(
      join(folder, 'a.test.js'),
      `test('a', () => {}); test('b', () => { throw new Error('b') }); test.skip('c', () => {}); test.todo('d')`,
    )
    writeFileSync(join(folder, 'b.test.js'), `throw new Error('does not load')`)
    writeFileSync(join(folder, 'vitest.config.js'), 'export default { test: { globals: true } }')
    const args = [installedTool('vitest'), 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`]
    const { ok } = await runStep({ name: 'planted', command: process.execPath, args })
    expect(ok).toBe(false)
    expect(vitestCounts(report, ok)).toEqual({ passed: 1, failed: 2, skipped: 2 })
  })

  test('a runner that failed although every test passed is a failure', () => {
    const report = join(folder, 'green.json')
    const green = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
    writeFileSync(report, JSON.stringify(green))
    expect(vitestCounts(report, true)).toEqual({ passed: 3, failed: 0, skipped: 0 })
    expect(vitestCounts(report, false)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  })

  test('a runner without a report failed', () => {
    expect(vitestCounts(missing, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('playwright', () => {
  const report = join(folder, 'playwright.json')
  const write = (expected: number, unexpected: number, flaky: number, skipped: number, errors: unknown[] = []) =>
    writeFileSync(report, JSON.stringify({ stats: { expected, unexpected, flaky, skipped }, errors }))

  test('flaky passed, errors outside of tests failed', () => {
    write(4, 1, 2, 3, [{ message: 'the server did not start' }])
    expect(playwrightCounts(report, false)).toEqual({ passed: 6, failed: 2, skipped: 3 })
  })

  test('a runner that failed although every test passed is a failure', () => {
    write(4, 0, 0, 0)
    expect(playwrightCounts(report, false).failed).toBe(1)
    expect(playwrightCounts(report, true).failed).toBe(0)
    expect(playwrightCounts(missing, false).failed).toBe(1)
  })
})

test('the last line', () => {
  const counts = addCounts([{ passed: 5, failed: 0, skipped: 0 }, stepCounts(true), stepCounts(false)])
  expect(describeCounts(counts)).toBe('5 passed, 1 failed')
  expect(describeCounts({ ...counts, skipped: 2 })).toBe('5 passed, 1 failed, 2 skipped')
})
