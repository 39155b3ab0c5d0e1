import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { expect, test } from '../support/facet-test.ts'
import { applyModel, goTo, importModel, openTable } from '../tasks/models.ts'
import { showPanel } from '../tasks/panels.ts'

/** What a person does in the window, beside the main job. */

const credentials = { accessKeyId: 'any', secretAccessKey: 'key' }

test('a model is created, edited, saved by itself, undone, and opened again', async ({
  facet: { page, projects },
}) => {
  const file = join(projects, 'Library.facet.json')
  await goTo(page, 'Start')
  await page.getByRole('button', { name: /^New model/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('Library')
  await dialog.getByRole('button', { name: 'Create model' }).click()
  await expect(page.getByRole('button', { name: 'Library' }).first()).toBeVisible()
  const empty = await readFile(file, 'utf8')

  await page.getByRole('button', { name: 'Add table' }).first().click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect.poll(() => readFile(file, 'utf8')).toContain('"kind": "table"')

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Overview' }).click()
  await page.keyboard.press('Control+z')
  await expect.poll(() => readFile(file, 'utf8'), 'undo gives the same bytes back').toBe(empty)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => readFile(file, 'utf8')).toContain('"kind": "table"')

  await page.reload()
  await goTo(page, 'Start')
  await page.getByRole('button', { name: /^Library/ }).click()
  await expect(page.getByRole('button', { name: 'Library' }).first()).toBeVisible()
  await expect(page.getByRole('tree', { name: 'Tables' }).getByRole('treeitem').first()).toBeVisible()
})

test('a broken model file is refused with the place and stays as it is', async ({ facet: { page, projects } }) => {
  const file = join(projects, 'Broken.facet.json')
  const text = '{\n  "format": "facet",\n  "version": 1,\n  "records": [ oops ]\n}\n'
  await writeFile(file, text)
  await page.reload()
  await goTo(page, 'Start')
  await page.getByText('Broken', { exact: true }).first().click()
  const main = page.getByRole('main')
  await expect(main.getByText(/line 4/i).first()).toBeVisible()
  await expect(main.getByText(/oops/).first()).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(text)
})

test('a table is queried by form, and what the endpoint served is listed live', async ({
  facet: { page, endpoint },
}) => {
  await importModel(page, 'AnOnlineShop_facets.json', 'Queried shop')
  await applyModel(page)
  await goTo(page, 'Data')
  await page.getByText('OnlineShop', { exact: true }).first().click()
  await page.getByRole('combobox', { name: 'Value for PK' }).fill('o#12345')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('10 items', { exact: true })).toBeVisible()
  await expect(page.getByText('10 evaluated')).toBeVisible()
  await expect(page.getByText('0.5 read units')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'pmn#33224' }).first()).toBeVisible()

  await page.getByRole('radio', { name: 'Scan' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('20 items', { exact: true })).toBeVisible()

  await showPanel(page, 'Requests')
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials })
  await client.send(
    new PutItemCommand({ TableName: 'OnlineShop', Item: { PK: { S: 'live#1' }, SK: { S: 'live#1' } } }),
  )
  await expect(
    client.send(new GetItemCommand({ TableName: 'NoSuchTable', Key: { PK: { S: 'x' } } })),
  ).rejects.toThrow()
  client.destroy()
  const panel = page.getByRole('tabpanel').last()
  await expect(panel.getByText('PutItem').first()).toBeVisible()
  await expect(panel.getByText('NoSuchTable').first()).toBeVisible()
})

test('the exports are shown before they are taken', async ({ facet: { page } }) => {
  await importModel(page, 'ComplaintManagementSchema.json', 'Exported complaints')
  await page
    .getByRole('button', { name: /^Export/ })
    .first()
    .click()
  await expect(page.getByText('AWS::DynamoDB::Table').first()).toBeVisible({ timeout: 20_000 })
  await page.getByRole('radio', { name: 'Terraform' }).click()
  await expect(page.getByText('aws_dynamodb_table').first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const path = await (await download).path()
  expect(await readFile(path, 'utf8')).toMatch(/^resource "aws_dynamodb_table"/m)
})

test('an item is edited in place and the problem it causes is found', async ({ facet: { page } }) => {
  await importModel(page, 'ComplaintManagementSchema.json', 'Edited complaints')
  await openTable(page, 'Complaint_management_system')
  const status = page.getByRole('button', { name: /^Problems:/ })
  await expect(status).toHaveAccessibleName('Problems: 0 errors, 0 warnings')

  const items = page.getByRole('grid')
  const atCursor = async () => page.locator(`[id="${await items.getAttribute('aria-activedescendant')}"]`)
  await items.focus()
  await page.keyboard.press('Control+Home')
  const cell = await atCursor()
  const before = ((await cell.textContent()) ?? '').trim()
  expect(before).not.toBe('')
  await page.keyboard.press('F2')
  await expect(items.getByRole('textbox')).toHaveValue(before)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await expect(items.getByRole('textbox')).toBeHidden()
  await expect(status).toHaveAccessibleName('Problems: 1 error, 0 warnings')
  await page.keyboard.press('Control+Home')

  await status.click()
  const problems = page.getByRole('listbox', { name: 'Problems' })
  await expect(problems.getByRole('option', { name: /^error/ })).toHaveCount(1)
  await page.getByRole('button', { name: 'Overview' }).click()
  await expect(items).toBeHidden()
  const shownInSide = page.getByRole('treeitem', { selected: true })
  await expect(shownInSide, 'the side list follows the tab').toHaveCount(0)
  await problems.focus()
  await page.keyboard.press('Enter')
  await expect(items, 'the jump gives the focus to the table').toBeFocused()
  await expect(shownInSide).toHaveAccessibleName(/Complaint_management_system/)
  await expect(await atCursor()).toHaveAttribute('aria-invalid', 'true')

  await page.keyboard.press('Control+z')
  await expect(status).toHaveAccessibleName('Problems: 0 errors, 0 warnings')
  await expect(problems.getByRole('option', { name: /^error/ })).toHaveCount(0)
  await expect(cell).toHaveText(before)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})

test('everything is reached from the command palette, in light and dark', async ({ facet: { page } }) => {
  await goTo(page, 'Start')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').or(palette.getByRole('textbox')).first().fill('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').or(palette.getByRole('textbox')).first().fill('same as system')
  await page.keyboard.press('Enter')
})

test('nothing is asked of any other machine', async ({ facet: { page } }) => {
  const elsewhere: string[] = []
  page.on('request', request => {
    const url = new URL(request.url())
    if (!['127.0.0.1', ''].includes(url.hostname)) elsewhere.push(request.url())
  })
  await importModel(page, 'RecurringPaymentsSchema.json', 'Private payments')
  await page
    .getByRole('button', { name: /^Export/ })
    .first()
    .click()
  await expect(page.getByText('AWS::DynamoDB::Table').first()).toBeVisible({ timeout: 20_000 })
  expect(elsewhere).toEqual([])
})
