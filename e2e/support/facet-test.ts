/**
 * Playwright's `test` for Facet: specs write `import { expect, test } from '../support/facet-test.ts'` and run unchanged
 * in the browser and in the desktop window.
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright'
import { test as base } from 'playwright/test'
import { electronBinary, noElectronBecause } from '../../scripts/electron-binary.ts'
import { facetEnvironment, freePort, runSettings } from './run-settings.ts'

export { expect } from 'playwright/test'

/** A running Facet as a test meets it. */
export interface Facet {
  /** The application's window, at its start screen. */
  readonly page: Page
  /** Address of its DynamoDB endpoint. */
  readonly endpoint: string
  /** Folder in which new models are put. */
  readonly projects: string
}

const ROOT = join(import.meta.dirname, '..', '..')

export const test = base.extend<{ facet: Facet; shellAvailable: undefined }, { shell: 'headless' | 'electron' }>({
  shell: ['headless', { option: true, scope: 'worker' }],

  /** Comes before everything a test asks for, so that a skipped one starts no program. */
  shellAvailable: [
    async ({ shell }, use, testInfo) => {
      const reason = shell === 'electron' ? noElectronBecause() : undefined
      testInfo.skip(reason !== undefined, `The desktop window was not tested: ${reason}.`)
      await use(undefined)
    },
    { auto: true },
  ],

  /** In the browser all tests of a run share one host, as windows of one person do; a desktop window is new for each. */
  facet: async ({ shell, context }, use) => {
    const settings = await runSettings()
    if (shell === 'headless') {
      const page = await context.newPage()
      await page.goto('/')
      const { FACET_PROJECTS = '' } = facetEnvironment(settings.folder)
      await use({ page, endpoint: `http://127.0.0.1:${settings.endpointPort}`, projects: FACET_PROJECTS })
      return
    }
    const folder = mkdtempSync(join(settings.folder, 'electron-'))
    const environment = facetEnvironment(folder)
    const { FACET_PROJECTS = '' } = environment
    mkdirSync(FACET_PROJECTS, { recursive: true })
    const endpointPort = await freePort()
    const application = await _electron.launch({
      executablePath: electronBinary() ?? '',
      args: [ROOT, '--endpoint-port', String(endpointPort)],
      env: { ...(process.env as Record<string, string>), ...environment },
    })
    const page = await application.firstWindow()
    await use({ page, endpoint: `http://127.0.0.1:${endpointPort}`, projects: FACET_PROJECTS })
    await application.close()
  },
})
