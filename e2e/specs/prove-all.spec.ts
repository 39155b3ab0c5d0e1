import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ModelDocument, parseModel, patternsOf, readAnyModel } from '#modeling'
import { MODEL_FILES } from '../shipping/models.ts'
import { expect, test } from '../support/facet-test.ts'
import { patternGrid, proveAll } from '../tasks/design.ts'
import { importModel, openSample } from '../tasks/models.ts'

/** Every model that comes with Facet and every one that is imported: all of its patterns are proved in the window. */

const GALLERY = join(import.meta.dirname, '..', '..', 'resources', 'gallery')
const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'models')
const IMPORTED = [
  'case-studies/code-hosting.facet.json',
  'case-studies/game-profiles.facet.json',
  'case-studies/online-store.facet.json',
  'agent-tools/parcels.mcp.json',
  'agent-tools/clinic.skill.json',
]
const samples = JSON.parse(readFileSync(join(GALLERY, 'index.json'), 'utf8')) as { title: string; file: string }[]

function countOf(read: { readonly document: ModelDocument } | { readonly problems: readonly unknown[] }): number {
  if (!('document' in read)) throw new Error('The model was refused')
  const count = patternsOf(read.document).length
  expect(count).toBeGreaterThan(0)
  return count
}

/** One page for all of them: what is kept of one model must not show in the next. */
test('the models of the gallery are proved', async ({ facet: { page } }) => {
  test.setTimeout(180_000)
  expect(samples.length).toBeGreaterThanOrEqual(12)
  for (const { title, file } of samples) {
    await test.step(title, async () => {
      const count = countOf(parseModel(readFileSync(join(GALLERY, file), 'utf8')))
      await openSample(page, title, 'Gallery')
      expect(await proveAll(page)).toBe(`${count} of ${count} proved`)
    })
  }
})

test('imported models with access patterns are proved', async ({ facet: { page } }) => {
  test.setTimeout(120_000)
  for (const file of IMPORTED) {
    await test.step(file, async () => {
      const count = countOf(readAnyModel(readFileSync(join(FIXTURES, file), 'utf8')))
      await importModel(page, file, `Proved ${basename(file)}`)
      expect(await proveAll(page)).toBe(`${count} of ${count} proved`)
    })
  }
})

test('of imported models without access patterns it is said that nothing is proved', async ({ facet: { page } }) => {
  test.setTimeout(120_000)
  for (const file of MODEL_FILES) {
    await test.step(file, async () => {
      await importModel(page, file, `Unproved ${file}`)
      await page.keyboard.press('Control+Alt+p')
      await expect(page.getByText('No access patterns: nothing is proved')).toBeVisible()
      await page.keyboard.press('Control+Shift+Enter')
      await expect(page.getByText('Nothing to prove', { exact: true }).first()).toBeVisible()
      await expect(page.getByText(/\d+ of \d+ proved/)).toHaveCount(0)
      await expect(patternGrid(page)).toHaveCount(0)
    })
  }
})
