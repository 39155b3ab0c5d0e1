/**
 * `npm run screenshots`: the pictures of the README, taken of the built application with a model of its gallery, so that they
 * show what a reader will see. Needs the build.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { applyModel, goTo, openSample, openTable } from '../e2e/tasks/models.ts'
import { showPanel } from '../e2e/tasks/panels.ts'
import { openHeadlessWindow } from './headless-window.ts'

process.chdir(join(import.meta.dirname, '..'))
const folder = mkdtempSync(join(tmpdir(), 'facet-screenshots-'))
const window = await openHeadlessWindow(folder, { endpointPort: 8000 })
try {
  const page = await pageIn(window.browser, 'light')
  await page.goto(window.address)
  await openSample(page, 'Online shop', 'Gallery')
  await page.keyboard.press('Control+Alt+p')
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByText(/^(\d+) of \1 proved$/).waitFor()
  await take(page, 'patterns-light')

  await page.keyboard.press('Control+Alt+r')
  await page.getByRole('button', { name: 'Plan designs' }).click()
  await page.getByText('Table per aggregate').first().waitFor()
  await take(page, 'planner-light')

  await page.emulateMedia({ colorScheme: 'dark' })
  await openTable(page, 'Shop')
  await take(page, 'items-dark')

  await page
    .getByRole('treeitem', { name: 'Overview' })
    .or(page.getByRole('button', { name: 'Overview' }))
    .first()
    .click()
  await applyModel(page)
  await goTo(page, 'Data')
  await page.getByText('Shop', { exact: true }).first().click()
  await page.getByRole('combobox', { name: 'Value for PK' }).fill('CUSTOMER#c-0001')
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/^\d+ items$/)
    .first()
    .waitFor()
  await showPanel(page, 'Requests')
  await take(page, 'query-dark')
} finally {
  await window.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function pageIn(on: Browser, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await on.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5, colorScheme })
  return context.newPage()
}

async function take(page: Page, name: string): Promise<void> {
  // Toasts and transitions have their time to end.
  await page.waitForTimeout(1000)
  await page.screenshot({ path: join('docs', 'images', `${name}.png`) })
  console.log(`docs/images/${name}.png`)
}
