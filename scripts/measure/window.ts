import type { Page } from 'playwright'
import { freePort } from '../../e2e/support/run-settings.ts'
import { openHeadlessWindow } from '../headless-window.ts'

const ITEMS = 100_000
const BATCH = 25
const WRITERS = 8

export interface WindowFigures {
  readonly modelShownMs: number
  /** Longest task of the window's main thread while the items were loaded; 0 when none was longer than 50 ms. */
  readonly longestTaskMs: number
  readonly loaded: number
  readonly loadSeconds: number
}

/** The browser window on the built headless host, with the requests panel open while an application loads items. */
export async function measureWindow(folder: string, projects: string): Promise<WindowFigures> {
  const endpointPort = await freePort()
  const window = await openHeadlessWindow(folder, { endpointPort, projects })
  try {
    const page = await window.browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(window.address)
    const modelShownMs = await showModel(page)
    await page
      .getByRole('button', { name: /Panel|bottom panel/i })
      .first()
      .click()
    await page.getByRole('tab', { name: /^Requests/ }).click()
    const started = performance.now()
    const watch = await watchTasks(page)
    await load(`http://127.0.0.1:${endpointPort}`)
    await page.waitForTimeout(1500)
    return {
      modelShownMs,
      longestTaskMs: await watch(),
      loaded: ITEMS,
      loadSeconds: (performance.now() - started - 1500) / 1000,
    }
  } finally {
    await window.stop()
  }
}

/** Opens the model from the start screen and waits for an item of its last table. */
async function showModel(page: Page): Promise<number> {
  const entry = page.getByText('Large', { exact: true }).first()
  await entry.waitFor()
  const started = performance.now()
  await entry.click()
  await page.getByText('Table4', { exact: true }).first().waitFor()
  return performance.now() - started
}

/** Collects long tasks (over 50 ms) from now on; the returned function tells the longest. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`
    globalThis.longestTask = 0
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) globalThis.longestTask = Math.max(globalThis.longestTask, entry.duration)
    }).observe({ type: 'longtask' })
  `)
  return async () => Number(await page.evaluate('globalThis.longestTask'))
}

async function call(url: string, operation: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function load(url: string): Promise<void> {
  await call(url, 'CreateTable', {
    TableName: 'Loaded',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  })
  let next = 0
  const writer = async (): Promise<void> => {
    while (next < ITEMS) {
      const from = next
      next += BATCH
      const Loaded = Array.from({ length: BATCH }, (_, i) => ({
        PutRequest: { Item: { pk: { S: `item-${from + i}` }, data: { S: 'x'.repeat(200) } } },
      }))
      await call(url, 'BatchWriteItem', { RequestItems: { Loaded } })
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
}
