import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

/**
 * The list of conformance tests, kept in the repository: a test that disappears is a change that somebody sees and
 * answers for, so what "all of them pass" means cannot shrink silently.
 */

const ROOT = join(import.meta.dirname, '..')
const SUITE = join(ROOT, 'e2e', 'conformance')
export const TEST_LIST = join(SUITE, 'tests.txt')

/** The tests that are there, as `tier/operation/aspect: title`, sorted. @throws when they cannot be collected */
export async function collectConformanceTests(): Promise<string[]> {
  const report = join(ROOT, '.cache', `conformance-tests-${process.pid}.json`)
  const listed = await runStep({
    name: 'conformance list',
    command: process.execPath,
    // Titles of table tests are known when the files have run, not from their text.
    args: [installedTool('vitest'), 'list', '--project', 'conformance', '--no-static-parse', `--json=${report}`],
    cwd: ROOT,
    env: { FACET_CONFORMANCE_ENDPOINT: undefined, VITEST: undefined, VITEST_POOL_ID: undefined },
  })
  if (!listed.ok) throw new Error(`The conformance tests cannot be listed:\n${listed.output}`)
  const tests = JSON.parse(readFileSync(report, 'utf8')) as { name: string; file: string }[]
  return tests
    .map(({ name, file }) => ({ name, path: relative(SUITE, file).replaceAll('\\', '/') }))
    .filter(({ path }) => path.includes('/'))
    .map(({ name, path }) => `${path.replace(/[.]test[.]ts$/, '')}: ${name}`)
    .sort()
}

/** The list as it was last written. */
export function recordedConformanceTests(): string[] {
  return readFileSync(TEST_LIST, 'utf8').trimEnd().split('\n')
}

export function recordConformanceTests(tests: readonly string[]): void {
  writeFileSync(TEST_LIST, `${tests.join('\n')}\n`)
}
