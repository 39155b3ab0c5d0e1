import { existsSync, readFileSync } from 'node:fs'

/** How many tests of one runner ended how. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/** The part of Playwright's JSON report that is read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

/**
 * Counts from vitest's JSON report. A file that could not even be loaded counts as one failure: it has no tests that could.
 *
 * @param ok whether the runner itself ended well
 */
export function vitestCounts(reportPath: string, ok: boolean): Counts {
  const report = read(reportPath) as VitestReport | undefined
  if (!report) return broken(ok)
  const unloadable = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
  return honest(ok, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  })
}

/**
 * Counts from Playwright's JSON report. A test that passed on a second try passed; trouble outside of any test (the server
 * did not start) counts as a failure each.
 *
 * @param ok whether the runner itself ended well
 */
export function playwrightCounts(reportPath: string, ok: boolean): Counts {
  const report = read(reportPath) as PlaywrightReport | undefined
  if (!report) return broken(ok)
  const { expected, unexpected, flaky, skipped } = report.stats
  return honest(ok, { passed: expected + flaky, failed: unexpected + report.errors.length, skipped })
}

/** What a step that is not a test runner adds to the counts: nothing when it went well. */
export function stepCounts(ok: boolean): Counts {
  return { passed: 0, failed: ok ? 0 : 1, skipped: 0 }
}

/** Sum of counts. */
export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** `12 passed, 0 failed`, and `, 3 skipped` when there are any. */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A runner that left no report ended before its first test. */
function broken(ok: boolean): Counts {
  return { passed: 0, failed: ok ? 0 : 1, skipped: 0 }
}

/** A runner that failed for a reason no test shows must not read as a success. */
function honest(ok: boolean, counts: Counts): Counts {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function read(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
