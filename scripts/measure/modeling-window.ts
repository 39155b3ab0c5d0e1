import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { serializeModel } from '#modeling'
import { freePort } from '../../e2e/support/run-settings.ts'
import { largeModel } from '../../src-engine/modeling/testing/large-model.ts'
import { openHeadlessWindow } from '../headless-window.ts'

const ROUNDS = 10
/** Edits that are not counted: the browser compiles. */
const WARM = 4
/** Table1 of the large model, whose items lie in four tables. */
const TABLE = 'Table1'

/** What it takes to show all that follows from an edit that was typed into a grid. */
export interface TypedEdit {
  readonly where: string
  readonly items: number
  /** Medians, in ms: from the press of Enter to the painted result, and processor time of the window's thread meanwhile. */
  readonly paintedMs: number
  readonly processorMs: number
  readonly slowestMs: number
}

/** Opens the large model (100 entities, 300 patterns) with so many sample items and types into its grids. */
export async function measureModelingWindow(folder: string, items: number): Promise<readonly TypedEdit[]> {
  const projects = join(folder, `modeling-${items}`)
  mkdirSync(projects, { recursive: true })
  // A name of its own: what was opened before is offered first.
  const name = `Designed with ${items} items`
  writeFileSync(join(projects, `${name}.facet.json`), serializeModel(largeModel(items)))
  const window = await openHeadlessWindow(folder, { endpointPort: await freePort(), projects })
  try {
    const page = await window.browser.newPage({ viewport: { width: 1600, height: 1000 } })
    await page.goto(window.address)
    await page.getByText(name, { exact: true }).first().click()
    const tree = page.getByRole('treeitem')
    await tree.filter({ hasText: TABLE }).first().waitFor()
    const watch = await watchPresses(page)
    const found: TypedEdit[] = []
    const type = async (where: string, texts: readonly [string, string]): Promise<void> => {
      found.push({ where, items, ...(await typeAgain(page, watch, texts)) })
    }
    await page
      .getByRole('button', { name: /^Access patterns/ })
      .first()
      .click()
    await page.getByRole('gridcell', { name: 'status', exact: true }).first().click()
    await type('by of an access pattern', ['status', 'ownerEmail'])
    await tree.filter({ hasText: TABLE }).first().click()
    await page.getByRole('tab', { name: /^Entities/ }).click()
    await page.getByRole('gridcell', { name: '{createdAt}#{e42Id}', exact: true }).first().click()
    await type('template in the entity chart', ['{createdAt}', '{createdAt}#{e42Id}'])
    if (items > 0) {
      await page.getByRole('tab', { name: /^Items/ }).click()
      await page.getByRole('gridcell', { name: 'MAIL#owner0@example.com', exact: true }).first().click()
      await type('index key of a sample item', ['MAIL#owner0@example.com', 'MAIL#other@example.com'])
    }
    return found
  } finally {
    await window.stop()
  }
}

/** Tells of the last press of Enter how long it took until its result was painted. */
async function watchPresses(page: Page): Promise<CDPSession> {
  await page.evaluate(`
    globalThis.painted = []
    addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => globalThis.painted.push(performance.now() - event.timeStamp)
        port2.postMessage(0)
      })
    }, true)
  `)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

async function typeAgain(
  page: Page,
  session: CDPSession,
  [first, second]: readonly [string, string],
): Promise<Pick<TypedEdit, 'paintedMs' | 'processorMs' | 'slowestMs'>> {
  const painted: number[] = []
  const processor: number[] = []
  for (let round = 0; round < WARM + ROUNDS; round++) {
    await page.keyboard.type(round % 2 === 0 ? second : first)
    await page.waitForTimeout(100)
    await page.evaluate('globalThis.painted = []')
    const before = await taskTime(session)
    await page.keyboard.press('Enter')
    while (Number(await page.evaluate('globalThis.painted.length')) === 0) await page.waitForTimeout(10)
    const after = await taskTime(session)
    const took = Number(await page.evaluate('globalThis.painted[0]'))
    // Until the model is saved, and nothing of it is left for the next edit.
    await page.keyboard.press('ArrowUp')
    await page.waitForTimeout(900)
    if (round < WARM) continue
    painted.push(took)
    processor.push(after - before)
  }
  return { paintedMs: median(painted), processorMs: median(processor), slowestMs: Math.max(...painted) }
}

/** Milliseconds of processor time that the tasks of the window's thread have taken. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}
