/**
 * `npm run e2e`: the end-to-end tests in a real browser, and in the desktop window where Electron can run. Arguments go on
 * to Playwright: `npm run e2e -- specs/query.spec.ts`.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserForTests } from '../e2e/support/install-browser.ts'
import { build } from './build.ts'
import { buildIsStale } from './build-freshness.ts'
import { noElectronBecause } from './electron-binary.ts'
import { installedTool } from './installed-tool.ts'
import { runStep, type StepResult } from './run-step.ts'

/** Where the counts of the last run are: Playwright empties its own folder, `test-results`, at every start. */
export const E2E_REPORT = '.cache/reports/e2e.json'

/** Finds or installs the browser, then runs the specs against the build in `out/`. */
export async function runEndToEnd(args: readonly string[]): Promise<StepResult> {
  try {
    process.env.CHROME_PATH = browserForTests(line => console.log(line))
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error)
    console.log(output)
    return { name: 'end to end', ok: false, seconds: 0, output }
  }
  const reason = noElectronBecause()
  if (reason !== undefined) console.log(`The desktop window's tests are skipped, because ${reason}.`)
  const colours = process.stdout.isTTY && !process.env.NO_COLOR
  return await runStep({
    name: 'end to end',
    command: process.execPath,
    args: [installedTool('playwright'), 'test', ...args],
    // Playwright forces colours on its workers, and Node warns in each of them when NO_COLOR says otherwise.
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: E2E_REPORT, NO_COLOR: undefined, ...(colours ? {} : { FORCE_COLOR: '0' }) },
    streamed: true,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(import.meta.dirname, '..')
  process.chdir(root)
  const built = !buildIsStale(root) || (await build()).ok
  process.exitCode = built && (await runEndToEnd(process.argv.slice(2))).ok ? 0 : 1
}
