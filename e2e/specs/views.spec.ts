import { expect, test } from '../support/facet-test.ts'
import { moveToColumn, patternGrid } from '../tasks/design.ts'
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

test('what follows from a pattern stays in sight at the right edge, as long as there is room', async ({
  facet: { page },
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page, 'Orders', 'Gallery')
  await page.keyboard.press('Control+Alt+p')
  const grid = patternGrid(page)
  const inSight = async (title: string) => {
    const header = grid.getByRole('columnheader', { name: title })
    if ((await header.count()) === 0) return false
    const [outer, inner] = await Promise.all([grid.boundingBox(), header.boundingBox()])
    if (outer === null || inner === null) return false
    return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width + 1
  }
  await grid.focus()
  for (const title of ['Operation', 'Average /s', 'Key condition']) {
    await moveToColumn(page, grid, title)
    for (const kept of ['Access pattern', title, 'Served by', 'Units per call', 'Per month'])
      await expect.poll(() => inSight(kept), { message: `${kept}, at ${title}` }).toBe(true)
  }
  // Too narrow for both: they scroll like the others, and the cursor finds them.
  await page.setViewportSize({ width: 900, height: 700 })
  await moveToColumn(page, grid, 'Operation')
  await expect.poll(() => inSight('Per month')).toBe(false)
  await moveToColumn(page, grid, 'Per month')
  await expect.poll(() => inSight('Per month')).toBe(true)
})
