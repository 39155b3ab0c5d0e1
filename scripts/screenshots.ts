/**
 * `npm run screenshots`: the pictures of the README, taken of the built application with a built-in sample, so that they
 * show what a reader will see. Needs the build.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { BROWSER_ARGUMENTS, findBrowser } from '../e2e/support/browser.ts'
import { facetEnvironment } from '../e2e/support/run-settings.ts'
import { applyModel, goTo, openSample, openTable } from '../e2e/tasks/models.ts'

process.chdir(join(import.meta.dirname, '..'))
const folder = mkdtempSync(join(tmpdir(), 'facet-screenshots-'))
const host = spawn(process.execPath, ['out/main/headless.js', '--no-open', '--port', '0', '--memory'], {
  env: { ...process.env, ...facetEnvironment(folder) },
})
const executablePath = findBrowser()
const browser = await chromium.launch({
  args: [...BROWSER_ARGUMENTS],
  ...(executablePath === undefined ? {} : { executablePath }),
})
try {
  const address = await new Promise<string>(resolve => {
    let output = ''
    host.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /http:\/\/\S+token=\S+/.exec(output)
      if (found !== null) resolve(found[0])
    })
  })
  const page = await pageIn(browser, 'light')
  await page.goto(address)
  await openSample(page, 'Online shop')
  await openTable(page, 'OnlineShop')
  await take(page, 'model-light')

  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: 'Overview' }).click()
  await applyModel(page)
  await goTo(page, 'Data')
  await page.getByText('OnlineShop', { exact: true }).first().click()
  await page.getByRole('combobox', { name: 'Value for PK' }).fill('o#12345')
  await page.keyboard.press('Control+Enter')
  await page.getByText('10 items', { exact: true }).waitFor()
  await page.getByRole('button', { name: /panel/i }).first().click()
  await page.getByRole('tab', { name: /^Requests/ }).click()
  await take(page, 'query-dark')
} finally {
  await browser.close()
  host.kill('SIGTERM')
  await new Promise(resolve => host.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function pageIn(on: Browser, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await on.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, colorScheme })
  return context.newPage()
}

async function take(page: Page, name: string): Promise<void> {
  // Toasts and transitions have their time to end.
  await page.waitForTimeout(1000)
  await page.screenshot({ path: join('docs', 'images', `${name}.png`) })
  console.log(`docs/images/${name}.png`)
}
