import { expect, test } from '../support/facet-test.ts'
import { runCommand } from '../tasks/keyboard.ts'
import { openSample } from '../tasks/models.ts'

/** Every view of a model is reached by its key and by the command palette, wherever one is. */

const VIEWS = [
  { tab: 'Overview', key: 'Control+Alt+o', command: 'show overview' },
  { tab: 'Access patterns', key: 'Control+Alt+p', command: 'show access patterns' },
  { tab: 'Entities', key: 'Control+Alt+s', command: 'show entities' },
  { tab: 'Planner', key: 'Control+Alt+r', command: 'show planner' },
  { tab: 'Diagram', key: 'Control+Alt+g', command: 'show diagram' },
  { tab: 'Orders', key: 'Control+Alt+b', command: 'show table, then' },
  { tab: 'Export', key: 'Control+Shift+x', command: 'model: export' },
]
const PARTS = [
  ['show keys and indexes', 'Keys and indexes'],
  ['show entities of the table', 'Entities'],
  ['show facets', 'Facets'],
  ['show table settings', 'Settings'],
  ['show items', 'Items'],
] as const

test('views, parts of a table and panels are reached without a mouse', async ({ facet: { page } }) => {
  const shown = (name: string) =>
    page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab', { name, exact: true, selected: true })
  await openSample(page, 'Orders', 'Gallery')

  for (const { tab, key, command } of VIEWS) {
    // From the start screen, which covers them all.
    await page.keyboard.press('Control+1')
    await expect(page.getByRole('heading', { name: 'Design a DynamoDB table, and prove it' })).toBeVisible()
    await page.keyboard.press(key)
    await expect(shown(tab), `${key} shows ${tab}`).toBeVisible()
    await page.keyboard.press('Alt+w')
    await runCommand(page, command)
    await expect(shown(tab), `"${command}" shows ${tab}`).toBeVisible()
  }

  await page.keyboard.press('Control+Alt+b')
  for (const [command, part] of PARTS) {
    await runCommand(page, command)
    const parts = page.getByRole('tablist', { name: 'Parts of Orders' })
    await expect(parts.getByRole('tab', { name: new RegExp(`^${part}`), selected: true })).toBeVisible()
  }

  const problems = page.getByRole('tab', { name: /^Problems/, selected: true })
  // The panel is as the specs before have left it.
  if (await problems.isVisible()) await page.keyboard.press('Control+Shift+1')
  await expect(problems).toBeHidden()
  await page.keyboard.press('Control+Shift+1')
  await expect(problems).toBeVisible()
  await page.keyboard.press('Control+Shift+1')
  await expect(problems).toBeHidden()
  await runCommand(page, 'view: problems')
  await expect(problems).toBeVisible()
})
