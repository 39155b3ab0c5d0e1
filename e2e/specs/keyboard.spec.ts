import { expect, test } from '../support/facet-test.ts'
import { reach, runCommand } from '../tasks/keyboard.ts'

/** The designer's loop with the hands on the keys: nothing in here uses the mouse. */

test('from the start screen to a query without a mouse', async ({ facet: { page } }) => {
  // Start screen: the sample is opened as a copy of one's own.
  await expect(page.getByRole('button', { name: /^Complaint management/ })).toBeVisible()
  await page.keyboard.press('Control+1')
  await reach(page, 'Tab', /^button "Complaint management/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Apply to local engine' })).toBeVisible()

  // Table: out of the side list into the grid.
  await reach(page, 'Tab', /^treeitem ".*Complaint_management_system/)
  await page.keyboard.press('Enter')
  const tab = page.getByRole('tab', { name: 'Complaint_management_system', exact: true })
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await reach(page, 'Tab', /^grid "/)
  const items = page.getByRole('grid')

  // Edit: Enter opens the cell, Enter closes it; undo gives it back.
  await page.keyboard.press('Control+Home')
  const cell = page.locator(`[id="${await items.getAttribute('aria-activedescendant')}"]`)
  const before = ((await cell.textContent()) ?? '').trim()
  await page.keyboard.press('Enter')
  await expect(items.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('COMP#typed')
  await page.keyboard.press('Enter')
  await expect(items).toBeFocused()
  await expect(items.getByRole('gridcell', { name: 'COMP#typed', exact: true }).first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(items.getByRole('gridcell', { name: 'COMP#typed', exact: true })).toHaveCount(0)
  await expect(cell).toHaveText(before)

  // Apply: from the palette; while its dialog is open the palette stays away.
  await runCommand(page, 'apply to local')
  const dialog = page.getByRole('dialog', { name: 'Apply to local engine' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Command', exact: true })).toHaveCount(0)
  await expect(dialog).toBeVisible()
  await reach(page, 'Tab', /^button "Apply \d/, 20)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Applied 1 table/ })).toBeVisible()

  // Query: the dialog leads on, the form takes the value, Ctrl+Enter runs it.
  await reach(page, 'Tab', /^button "Query Complaint_management_system/, 20)
  await page.keyboard.press('Enter')
  await reach(page, 'Tab', /^\w+ "Value for PK/)
  await page.keyboard.type(before)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^[1-9]\d* items?$/)).toBeVisible()

  // Back: the tabs are closed one by one.
  await page.keyboard.press('Alt+w')
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('tab', { name: 'Complaint_management_system' })).toHaveCount(0)
})
