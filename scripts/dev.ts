/**
 * `npm run dev`: the application while it is worked on. The window reloads by module, the rest is rebuilt and restarted on
 * every save. In Electron where it can run (`--browser` says otherwise), else as headless host behind Vite's server.
 * Uses folders of its own, so that nobody's models and tables are at stake.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { noDisplayBecause } from './electron-binary.ts'
import { fetchElectron } from './fetch-electron.ts'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const root = join(import.meta.dirname, '..')
process.chdir(root)

const args = process.argv.slice(2)
const rest = args.filter(argument => argument !== '--browser')
const inBrowser = args.includes('--browser')
const reason = inBrowser ? undefined : (noDisplayBecause() ?? (await fetchElectron()))
const headless = inBrowser || reason !== undefined
if (reason !== undefined) console.log(`Facet opens in the browser, because ${reason}.`)

const folders = {
  FACET_HOME: process.env.FACET_HOME ?? join(root, '.facet-data/home'),
  FACET_PROJECTS: process.env.FACET_PROJECTS ?? join(root, '.facet-data/projects'),
}
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })

const entry = headless ? ['--entry', 'out/main/headless.js', '--', '--no-open', ...rest] : ['--', ...rest]
const result = await runStep({
  name: 'dev',
  command: process.execPath,
  args: [installedTool('electron-vite'), 'dev', '--watch', ...entry],
  env: {
    ...folders,
    // electron-vite starts whatever this names with the entry; a fixed session keeps the browser signed in over restarts.
    ...(headless && { ELECTRON_EXEC_PATH: process.execPath, FACET_SESSION: randomBytes(32).toString('base64url') }),
  },
  streamed: true,
})
process.exitCode = result.ok ? 0 : 1
