import { mkdirSync } from 'node:fs'
import { defineConfig } from 'playwright/test'
import { BROWSER_ARGUMENTS, findBrowser } from './e2e/support/browser.ts'
import { facetEnvironment, runSettings } from './e2e/support/run-settings.ts'
import { requireModernNode } from './scripts/require-modern-node.ts'

requireModernNode('playwright')

const { folder, windowPort, endpointPort, session } = await runSettings()
const environment = facetEnvironment(folder)
for (const path of Object.values(environment)) mkdirSync(path, { recursive: true })
const executablePath = findBrowser()

/** The same specs in two shells: the browser with the headless host, and the desktop window where Electron can run. */
export default defineConfig<object, { shell: 'headless' | 'electron' }>({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // The tests of a run share one host and its tables.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '.cache/reports/e2e.json' }],
  ],
  use: {
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...BROWSER_ARGUMENTS] },
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
  },
  projects: [
    {
      name: 'headless',
      use: {
        shell: 'headless',
        browserName: 'chromium',
        baseURL: `http://127.0.0.1:${windowPort}`,
        storageState: {
          cookies: [
            {
              name: `facet-session-${windowPort}`,
              value: session,
              domain: '127.0.0.1',
              path: '/',
              expires: -1,
              httpOnly: true,
              secure: false,
              sameSite: 'Strict',
            },
          ],
          origins: [],
        },
      },
    },
    { name: 'electron', use: { shell: 'electron' } },
  ],
  webServer: {
    command: `"${process.execPath}" out/main/headless.js --port ${windowPort} --endpoint-port ${endpointPort} --no-open`,
    env: { ...environment, FACET_SESSION: session },
    wait: { stdout: /works once/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    timeout: 30_000,
  },
})
