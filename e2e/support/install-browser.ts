import { spawnSync } from 'node:child_process'
import { installedTool } from '../../scripts/installed-tool.ts'
import { findBrowser } from './browser.ts'

/**
 * Path of a browser for the tests; installs one when this machine has none: Debian's package first, because it brings the
 * libraries it needs, then Playwright's own build.
 *
 * @throws with what to do by hand, when neither can be had.
 */
export function browserForTests(say: (line: string) => void): string {
  const found = findBrowser()
  if (found) return found
  const failures: string[] = []
  for (const attempt of [installFromDebian, installFromPlaywright]) {
    const failure = attempt(say)
    const installed = findBrowser()
    if (installed) return installed
    failures.push(failure ?? 'it was installed but does not start')
  }
  throw new Error(
    [
      'The end-to-end tests need Chromium or Chrome, and it could not be installed.',
      ...failures.map(failure => `  ${failure}`),
      'Install one by hand and run the tests again. CHROME_PATH names one in an unusual place.',
    ].join('\n'),
  )
}

/** @returns why it did not work, or undefined. */
function installFromDebian(say: (line: string) => void): string | undefined {
  if (spawnSync('apt-get', ['--version']).status !== 0) return 'apt-get: not on this machine'
  const root = process.getuid?.() === 0
  // -n: a question for a password would wait for ever in a test run.
  const [command, ...before] = root ? ['apt-get'] : ['sudo', '-n', 'apt-get']
  if (command === undefined) return undefined
  if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0)
    return 'apt-get: needs root, and sudo asks for a password'
  say('No Chromium here: installing it with apt-get.')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) => spawnSync(command, [...before, ...args], { encoding: 'utf8', env: environment })
  const update = run('update')
  const install = run('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation')
  if (install.status === 0) return undefined
  const reason = lastLine(install.stderr) || lastLine(update.stderr) || install.error?.message
  return `apt-get install chromium: ${reason}`
}

/** @returns why it did not work, or undefined. */
function installFromPlaywright(say: (line: string) => void): string | undefined {
  say("Fetching Playwright's own Chromium.")
  const args = [installedTool('playwright'), 'install', 'chromium']
  const install = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 300_000 })
  return install.status === 0 ? undefined : `playwright install chromium: ${lastLine(install.stderr)}`
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
