import { basename, resolve } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'

const FIXTURES = resolve(import.meta.dirname, '..', 'fixtures', 'models')

/** Goes to one of the areas of the activity bar. */
export async function goTo(page: Page, area: 'Start' | 'Model' | 'Data'): Promise<void> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('button', { name: area, exact: true }).click()
}

/** Chooses a file to import from the start screen: one of the fixtures, or any by its path. */
export async function chooseImport(page: Page, file: string): Promise<void> {
  await goTo(page, 'Start')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /Import NoSQL Workbench/ }).click()
  await (await chooser).setFiles(resolve(FIXTURES, file))
}

/** Imports one of the fixtures, of whatever format, as a new model of the given name. */
export async function importModel(page: Page, file: string, name: string): Promise<void> {
  await chooseImport(page, file)
  const dialog = page.getByRole('dialog', { name: `Import ${basename(file)}` })
  await dialog.getByLabel('Name of the new model').fill(name)
  await dialog.getByRole('button', { name: 'Create model' }).click()
  await expect(page.getByRole('button', { name: 'Apply to local engine' })).toBeVisible()
}

/** Opens a sample from the start screen: of NoSQL Workbench, or a model of the gallery. */
export async function openSample(page: Page, title: string, of: 'Samples' | 'Gallery' = 'Samples'): Promise<void> {
  await goTo(page, 'Start')
  const list = page.getByRole('region', { name: new RegExp(`^${of}`) })
  await list.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  await expect(page.getByRole('button', { name: 'Apply to local engine' })).toBeVisible()
}

/** Opens a table of the open model in a tab, from the side list. */
export async function openTable(page: Page, table: string): Promise<void> {
  await page.getByRole('treeitem', { name: table }).first().click()
  await expect(page.getByRole('tablist', { name: 'Open tabs' }).getByText(table, { exact: true })).toBeVisible()
}

/** Applies the open model to the local engine and waits for its end; returns the heading that says what was done. */
export async function applyModel(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Apply to local engine' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Apply \d/ }).click()
  const heading = dialog.getByRole('heading', { name: /^Applied/ })
  await expect(heading).toBeVisible()
  const said = (await heading.textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  return said
}
