import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

/** The parts of the designer's screens that specs look at. */

/** The grid of the access patterns. */
export function patternGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Access patterns' })
}

/** The explanation beside the grid. */
export function explanation(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Explanation of the access pattern' })
}

/** The cell under a grid's cursor. */
export async function cellAtCursor(page: Page, grid: Locator): Promise<Locator> {
  return page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`)
}

/** Moves a grid's cursor along its row to a column, by its title. */
export async function moveToColumn(page: Page, grid: Locator, title: string): Promise<void> {
  await page.keyboard.press('Home')
  for (let step = 0; step < 40; step += 1) {
    const cell = await cellAtCursor(page, grid)
    const at = (await cell.getAttribute('aria-colindex')) ?? ''
    const head = grid.locator(`[role="columnheader"][aria-colindex="${at}"]`)
    if (((await head.textContent()) ?? '').includes(title)) return
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`The grid has no column ${title}`)
}

/** Proves all access patterns with the keys, in whatever view they are, and waits for the end. */
export async function proveAll(page: Page): Promise<string> {
  await page.keyboard.press('Control+Alt+p')
  await expect(patternGrid(page)).toBeVisible()
  await page.keyboard.press('Control+Shift+Enter')
  const sum = page.getByText(/^\d+ of \d+ proved$/)
  await expect(sum).toBeVisible({ timeout: 30_000 })
  return (await sum.textContent()) ?? ''
}
