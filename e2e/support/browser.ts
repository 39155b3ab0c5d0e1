import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * How every test starts a Chromium: no graphics card, and none of the look-ups a browser makes on its own account, so that
 * a request that leaves this machine is the application's doing and a test may fail on it.
 */
export const BROWSER_ARGUMENTS: readonly string[] = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

/**
 * The Chromium, Chrome or Edge of this machine, or undefined. `CHROME_PATH` decides when it is set.
 *
 * @throws when `CHROME_PATH` names something that does not start: silently taking another browser would hide it.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.CHROME_PATH
  if (chosen) {
    if (starts(chosen)) return chosen
    throw new Error(`CHROME_PATH is ${chosen}, which does not start. Correct it, or unset it to have one looked for.`)
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const inPath = COMMANDS.flatMap(command => folders.map(folder => join(folder, command)))
  return [...PLACES, ...inPath, chromium.executablePath()].find(path => existsSync(path) && starts(path))
}

/** A file may be there and still not be a browser: Ubuntu's `chromium` package outside of snap only prints a sentence. */
function starts(path: string): boolean {
  // Chrome for Windows opens a window when asked for its version.
  if (process.platform === 'win32') return existsSync(path)
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return status === 0 && /\d+\.\d+/.test(stdout)
}
