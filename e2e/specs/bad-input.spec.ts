import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from '../support/facet-test.ts'
import { proveAll } from '../tasks/design.ts'
import { chooseImport, goTo, openSample } from '../tasks/models.ts'

/** Files that are no model, in the window: the place, the reason, the way out, and nothing written. */

const ORDERS = await readFile(
  join(import.meta.dirname, '..', '..', 'resources', 'gallery', 'orders.facet.json'),
  'utf8',
)

/** The gallery's orders with one text replaced, which has to be there. */
function orders(from: string | RegExp, to: string): string {
  expect(ORDERS).toMatch(from)
  return ORDERS.replace(from, to)
}

/** Bytes and time of a file. */
async function stateOf(path: string): Promise<string> {
  const { mtimeMs } = await stat(path)
  return `${mtimeMs} ${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}`
}

/** Opens a model from the list of the start screen. */
async function openListed(page: Page, path: string): Promise<void> {
  await goTo(page, 'Start')
  await page
    .getByRole('region', { name: 'Your models' })
    .getByRole('button', { name: new RegExp(`^${basename(path, '.facet.json')}`) })
    .click()
}

/** Opens a model from the list and waits until it is there. */
async function openGood(page: Page, path: string): Promise<void> {
  await openListed(page, path)
  await expect(page.getByRole('tree', { name: 'Tables' })).toBeVisible()
}

/** A notice in the corner; it is read out beside being shown. */
function notice(page: Page, text: RegExp) {
  return page
    .getByRole('region', { name: /^Notifications/ })
    .getByText(text)
    .first()
}

const BROKEN: readonly (readonly [name: string, content: string | Buffer, place: RegExp, reason: RegExp])[] = [
  ['Newer', orders('"version": 1', '"version": 7'), /Line 3, column 14/, /format version 7/],
  ['Truncated', ORDERS.slice(0, 1000), /Line \d+, column \d+/, /ends inside a string|the end of the text/],
  ['Doubled', orders('"id": "table-orders"', '"id": "order"'), /Line \d+, column 13/, /The id "order" is taken/],
  ['Dangling', orders('"tableId": "table-orders"', '"tableId": "gone"'), /Line \d+, column 18/, /no table with/],
  ['Enormous', orders(/"position": \d+/, '"position": 1e999'), /Line \d+, column 19/, /1e999 is too large/],
  ['Zeroed', orders('"records"', '\u0000"records"'), /Line \d+, column 3/, /found "\\u0000"/],
  ['Windows', orders('"version": 1', '"version": 7').replaceAll('\n', '\r\n'), /Line 3, column 14/, /version 7/],
  ['Marked', `\ufeff${orders('"version": 1', '"version": 7')}`, /Line 3, column 14/, /version 7/],
  ['Junk', Buffer.alloc(50 * 1024 * 1024, 'junk '), /Line 1, column 1\b/, /Expected a value, found "j"/],
]

test('a file that is no model is refused with the place, and stays as it is', async ({
  facet: { page, projects },
}) => {
  const paths = new Map(BROKEN.map(([name]) => [name, join(projects, `${name}.facet.json`)]))
  await mkdir(projects, { recursive: true })
  for (const [name, content] of BROKEN) {
    await writeFile(paths.get(name) ?? '', content)
    await utimes(paths.get(name) ?? '', 1_000_000_000, 1_000_000_000)
  }
  await page.reload()
  for (const [name, , place, reason] of BROKEN) {
    await test.step(name, async () => {
      const path = paths.get(name) ?? ''
      const before = await stateOf(path)
      await openListed(page, path)
      const alert = page.getByRole('alert').filter({ hasText: `${name}.facet.json cannot be opened` })
      await expect(alert.getByText(place).first()).toBeVisible({ timeout: 30_000 })
      await expect(alert.getByText(reason).first()).toBeVisible()
      await expect(alert.getByText(/Facet writes nothing to it/)).toBeVisible()
      // Read again finds the same; back leads to the list.
      await alert.getByRole('button', { name: 'Read again' }).click()
      await expect(alert.getByText(reason).first()).toBeVisible({ timeout: 30_000 })
      await alert.getByRole('button', { name: 'Back to the start' }).click()
      await expect(page.getByRole('button', { name: /^New model/ })).toBeVisible()
      expect(await stateOf(path)).toBe(before)
    })
  }
  await Promise.all([...paths.values()].map(path => rm(path)))
})

test('what cannot be read says why, and nothing is written in its place', async ({ facet: { page, projects } }) => {
  const path = join(projects, 'Unreadable.facet.json')
  await mkdir(projects, { recursive: true })
  await writeFile(path, Buffer.from(ORDERS.replace('"Orders"', '"Örders"'), 'latin1'))
  await page.reload()
  const before = await stateOf(path)
  await openListed(page, path)
  await expect(notice(page, /Unreadable\.facet\.json:\d+:\d+ cannot be used: it is not UTF-8 text/)).toBeVisible()
  expect(await stateOf(path)).toBe(before)

  await rm(path)
  await mkdir(path)
  await openListed(page, path)
  await expect(notice(page, /Unreadable\.facet\.json cannot be used: it is a folder/)).toBeVisible()
  expect(await readdir(path)).toEqual([])

  await rm(path, { recursive: true })

  const link = join(projects, 'Link.facet.json')
  await writeFile(link, ORDERS)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Your models' }).getByText('Link')).toBeVisible()
  await rm(link)
  await symlink(link, link)
  await openListed(page, link)
  await expect(notice(page, /Link\.facet\.json cannot be used: it is a link that leads back/)).toBeVisible()
  await rm(link)
})

test('a model whose file becomes a folder is not saved, says so, and is saved when the folder is gone', async ({
  facet: { page, projects },
}) => {
  const path = join(projects, 'Displaced.facet.json')
  await mkdir(projects, { recursive: true })
  await writeFile(path, ORDERS)
  await page.reload()
  await openGood(page, path)
  await rm(path)
  await mkdir(path)
  await page.keyboard.press('Control+Alt+a')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible()
  expect(await readdir(path)).toEqual([])
  await rm(path, { recursive: true })
  await writeFile(path, ORDERS)
  await page.keyboard.press('Escape')
  await page.getByText('Not saved', { exact: true }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect.poll(() => readFile(path, 'utf8')).toContain('NewTable')
})

test('an import that is no model creates nothing, wherever it is asked for', async ({
  facet: { page, projects },
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'facet-bad-import-'))
  const bad: readonly (readonly [file: string, content: string | Buffer, place: RegExp, reason: RegExp])[] = [
    ['latin1.json', Buffer.from('{\n "ModelName": "Zürich"}', 'latin1'), /Line 2, column 17/, /not UTF-8/],
    ['cut.json', '{"ModelName": "x", "DataModel": [{"Table', /Line 1, column 41/, /ends inside a string/],
    ['junk.json', Buffer.alloc(50 * 1024 * 1024, 'junk '), /Line 1, column 1\b/, /Expected a value/],
    ['keyless.json', '{"tables": [{"TableName": "T"}], "items": {}}', /Line 1, column 13/, /no partition key/],
    ['other.json', '{"a": 1}', /Line 1, column 1/, /not a NoSQL Workbench model/],
  ]
  await openSample(page, 'Orders', 'Gallery')
  const before = (await readdir(projects)).sort()
  for (const [file, content, place, reason] of bad) {
    await writeFile(join(folder, file), content)
    await chooseImport(page, join(folder, file))
    const alert = page.getByRole('alert').filter({ hasText: `${file} cannot be opened` })
    await expect(alert.getByText(place).first()).toBeVisible({ timeout: 30_000 })
    await expect(alert.getByText(reason).first()).toBeVisible()
    await expect(alert.getByText('Nothing was created.')).toBeVisible()
    await alert.getByRole('button', { name: 'Back to the start' }).click()
  }
  // By the key, from a model that is open: what is refused is seen there, too.
  await page.keyboard.press('Control+Alt+p')
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+Alt+i')
  await (await chooser).setFiles(join(folder, 'cut.json'))
  await expect(page.getByRole('alert').filter({ hasText: 'cut.json cannot be opened' })).toBeVisible()
  expect((await readdir(projects)).sort()).toEqual(before)
  await rm(folder, { recursive: true })
})

test('a byte order mark and CRLF do no harm, and opening writes nothing', async ({ facet: { page, projects } }) => {
  const path = join(projects, 'Carried over.facet.json')
  await mkdir(projects, { recursive: true })
  await writeFile(path, `\ufeff${ORDERS.replaceAll('\n', '\r\n')}`)
  await page.reload()
  const before = await stateOf(path)
  await openGood(page, path)
  expect(await proveAll(page)).toBe('8 of 8 proved')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await stateOf(path)).toBe(before)
})

test('steps in a circle are found, and proving ends', async ({ facet: { page, projects } }) => {
  const path = join(projects, 'Circle.facet.json')
  const step = (id: string, to: string) =>
    JSON.stringify({
      kind: 'pattern',
      id,
      position: 90,
      name: `Step ${id}`,
      operation: { type: 'steps', steps: [{ patternId: 'pattern-one-order' }, { patternId: to }] },
    })
  await mkdir(projects, { recursive: true })
  await writeFile(path, orders('"records": [', `"records": [${step('one', 'two')}, ${step('two', 'one')},`))
  await page.reload()
  await openGood(page, path)
  await page.getByRole('button', { name: /^Problems:/ }).click()
  const problem = page.getByRole('option', { name: /The steps of "Step one" lead back to it/ })
  await expect(problem).toBeVisible()
  expect(await proveAll(page)).toBe('8 of 10 proved')
  await expect(page.getByText('2 not provable')).toBeVisible()
})
