import { readFile } from 'node:fs/promises'
import { expect, test } from '../support/facet-test.ts'
import { moveToColumn, patternGrid } from '../tasks/design.ts'
import { reach, runCommand } from '../tasks/keyboard.ts'
import { openSample } from '../tasks/models.ts'

/** Entity chart, planner for one pattern and diagram, on a model of the gallery. */

test('a key template typed in the entity chart takes the items along, and undo brings them back', async ({
  facet: { page },
}) => {
  await openSample(page, 'Online shop', 'Gallery')
  await page.keyboard.press('Control+Alt+b')
  await runCommand(page, 'show entities of the table')
  const chart = page.getByRole('grid', { name: /^Entities in / })
  await reach(page, 'Tab', /^grid "Entities in/)
  await moveToColumn(page, chart, 'PK')
  await page.keyboard.type('CLIENT#{customerId}')
  await page.keyboard.press('Enter')
  await expect(chart.getByText('CLIENT#').first()).toBeVisible()
  await runCommand(page, 'show items')
  const items = page.getByRole('grid', { name: /^Items of / })
  await expect(items.getByText('CLIENT#').first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(items.getByText('CLIENT#')).toHaveCount(0)
  await expect(items.getByText('CUSTOMER#').first()).toBeVisible()
})

test('ways to serve one more pattern are shown with what each adds to the bill', async ({ facet: { page } }) => {
  await openSample(page, 'Orders', 'Gallery')
  await page.keyboard.press('Control+Alt+p')
  await expect(patternGrid(page)).toBeFocused()
  await page.keyboard.press('Control+Enter')
  for (const text of ['Orders of a status', 'query', 'Order', 'Status', 'OrderId desc']) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await runCommand(page, 'plan one more access pattern')
  await expect(page.getByText('New index', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/\+\$[\d.,]+ a month/).first()).toBeVisible()
  await reach(page, 'Tab', /^button "Adopt"/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Alt+p')
  await expect(patternGrid(page).getByRole('row', { name: /Orders of a status/ })).toContainText('Status')
  await expect(page.getByText('not served: show only these')).toHaveCount(0)
})

test('the diagram is taken along as a picture', async ({ facet: { page } }) => {
  await openSample(page, 'Orders', 'Gallery')
  await page.keyboard.press('Control+Alt+g')
  await reach(page, 'Tab', /^button "Export"/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: /^SVG/ })).toBeFocused()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const svg = await readFile(await (await download).path(), 'utf8')
  expect(svg).toMatch(/^<svg xmlns=/)
  for (const text of ['CustomerId', 'One order', 'Order']) expect(svg).toContain(text)
  expect(svg).not.toContain('var(--')
})
