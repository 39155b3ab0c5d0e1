import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/facet-test.ts'
import { explanation, moveToColumn, patternGrid, proveAll } from '../tasks/design.ts'
import { pressTimes, putOnClipboard, reach, runCommand } from '../tasks/keyboard.ts'

/** From nothing to a proved design and its exports: the designer's loop by keyboard alone. */

/** Ten rows as a spreadsheet copies them, titles first. */
const SPREADSHEET = [
  ['Access pattern', 'Operation', 'Entity', 'By', 'Order', 'Limit', 'Average', 'Attributes'],
  ['Customer by id', 'get', 'Customer', 'customerId', '', '', '20'],
  ['Customer by email', 'get', 'Customer', 'email', '', '', '5'],
  ['Register a customer', 'put', 'Customer', '', '', '', '0.5'],
  ['Order by id', 'get', 'Order', 'orderId', '', '', '10'],
  ['Latest orders of a customer', 'query', 'Order', 'customerId', 'placedAt desc', '20', '15'],
  ['Open orders by time', 'query', 'Order', 'status', 'placedAt asc', '50', '1'],
  ['Place an order', 'put', 'Order', '', '', '', '3'],
  ['Change an order', 'update', 'Order', 'orderId', '', '', '3', 'status'],
  ['Lines of an order', 'query', 'Line', 'orderId', '', '', '8'],
  ['Add a line', 'put', 'Line', '', '', '', '6'],
]

/** Where there is nothing to take back, the key does nothing. */
const MORE_STEPS_THAN_TAKEN = 40

test('a model is designed, proved, exported and undone without a mouse', async ({ facet: { page, projects } }) => {
  test.setTimeout(120_000)
  const file = join(projects, 'Keyed shop.facet.json')
  const saved = () => readFile(file, 'utf8')

  // A new model.
  await page.keyboard.press('Control+Alt+n')
  await expect(page.getByRole('dialog', { name: 'New model' }).getByRole('textbox')).toBeFocused()
  await page.keyboard.type('Keyed shop')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  const empty = await saved()

  // Ten access patterns out of a spreadsheet; the entities they name are made of what they say.
  await page.keyboard.press('Control+Alt+p')
  await putOnClipboard(page, SPREADSHEET.map(line => line.join('\t')).join('\n'))
  await page.keyboard.press('Control+v')
  const grid = patternGrid(page)
  await expect(grid).toHaveAttribute('aria-rowcount', '12')
  await runCommand(page, 'create the entities')
  await expect(page.getByText('The model has no entities')).toBeHidden()

  // One more is typed, cell by cell.
  await page.keyboard.press('Control+Enter')
  await expect(grid.getByRole('textbox')).toBeFocused()
  for (const text of ['Customer with orders', 'query', 'Customer, Order', 'customerId']) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await expect(grid).toHaveAttribute('aria-rowcount', '13')

  // The entities: what no pattern says is typed here, such as the number of a line.
  await page.keyboard.press('Control+Alt+s')
  await reach(page, 'Tab', /^treeitem "Customer/)
  await page.keyboard.press('End')
  const attributes = page.getByRole('grid', { name: 'Attributes of Line' })
  await expect(attributes).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(attributes.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('line')
  await page.keyboard.press('Tab')
  await page.keyboard.type('N')
  await page.keyboard.press('Enter')
  await reach(page, 'Shift+Tab', /^combobox "Add attribute to the identity"/)
  await page.keyboard.type('line')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove line' })).toBeVisible()

  // Why a pattern is not served, in its explanation, and back.
  await page.keyboard.press('Control+Alt+p')
  await expect(grid).toBeFocused()
  await moveToColumn(page, grid, 'Verdict')
  await page.keyboard.press('Enter')
  await expect(explanation(page)).toBeFocused()
  await expect(explanation(page)).toContainText('lies in no table yet')
  await page.keyboard.press('Escape')
  await expect(grid).toBeFocused()

  // The planner: the best of its designs is adopted.
  await page.keyboard.press('Control+Alt+r')
  await runCommand(page, 'plan designs')
  await expect(page.getByText('Best', { exact: true })).toBeVisible({ timeout: 30_000 })
  await reach(page, 'Tab', /^button "Adopt /)
  await page.keyboard.press('Enter')
  await expect(page.getByText('In the model', { exact: true })).toBeVisible()

  // Sample data from a seed.
  await page.keyboard.press('Control+Alt+f')
  await reach(page, 'Tab', /^textbox "Seed"/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Wrote \d+ items into \d+ table/)).toBeVisible()

  // The single-table view: an attribute is changed, and the keys that are made of it follow.
  await page.keyboard.press('Control+Alt+b')
  const items = page.getByRole('grid', { name: /^Items of / })
  await reach(page, 'Tab', /^grid "Items of/)
  await moveToColumn(page, items, 'customerId')
  await page.keyboard.type('ada')
  await page.keyboard.press('Enter')
  await expect(items.getByRole('gridcell', { name: 'ada', exact: true })).toBeVisible()
  await expect(items.getByRole('gridcell', { name: 'CUSTOMER#ada', exact: true }).first()).toBeVisible()

  // All of it is proved, and the report says so.
  expect(await proveAll(page)).toBe('11 of 11 proved')
  await reach(page, 'Shift+Tab', /^button "Save report"/)
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const report = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
    coverage: { proved: number; total: number }
    patterns: { state: string; calls: { predicted: unknown; measured: unknown }[] }[]
  }
  expect(report.coverage).toMatchObject({ proved: 11, total: 11 })
  for (const { predicted, measured } of report.patterns.flatMap(({ calls }) => calls))
    expect(measured).toEqual(predicted)

  // The exports, before they are taken.
  await page.keyboard.press('Control+Shift+x')
  await expect(page.getByText('AWS::DynamoDB::Table').first()).toBeVisible({ timeout: 20_000 })
  await runCommand(page, 'export as terraform')
  await expect(page.getByText('aws_dynamodb_table').first()).toBeVisible()

  // Back to the beginning, to the byte, and all the way again.
  await page.keyboard.press('Control+Alt+o')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const designed = await saved()
  expect(designed).toContain('"kind": "placement"')
  await pressTimes(page, 'Control+z', MORE_STEPS_THAN_TAKEN)
  await expect.poll(saved, 'undo gives the same bytes back').toBe(empty)
  await pressTimes(page, 'Control+Shift+z', MORE_STEPS_THAN_TAKEN)
  await expect.poll(saved, 'redo gives the same bytes back').toBe(designed)
})
