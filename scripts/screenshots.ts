/**
 * `npm run screenshots`: the pictures of the README, taken of the built application with a built-in sample, so that they
 * show what a reader will see. Needs the build.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { applyModel, goTo, openSample, openTable } from '../e2e/tasks/models.ts'
import { openHeadlessWindow } from './headless-window.ts'

process.chdir(join(import.meta.dirname, '..'))
const folder = mkdtempSync(join(tmpdir(), 'facet-screenshots-'))
const window = await openHeadlessWindow(folder, { endpointPort: 8000 })
try {
  const page = await pageIn(window.browser, 'light')
  await page.goto(window.address)
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
  await window.stop()
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
