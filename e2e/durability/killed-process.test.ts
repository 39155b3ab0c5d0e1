import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, expect, test } from 'vitest'
import { serveDirectory } from './served-directory.ts'

/**
 * What was answered must be there after the process was killed without warning, whatever it was doing. Several rounds,
 * each killed at another moment while sixteen writers are at work, all on one data directory.
 */

const ROUNDS = 4
const WRITERS = 16

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

test('every answered write is there after the process was killed under load', { timeout: 120_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'facet-killed-'))
  cleanUp.push(() => rm(directory, { recursive: true, force: true }))
  /** Key → the last value whose write was answered. */
  const answered = new Map<string, number>()
  let version = 0

  for (let round = 0; round < ROUNDS; round++) {
    const { client, end } = await serveDirectory(directory)
    cleanUp.push(() => end('SIGKILL'))
    if (round === 0) {
      await client.send(
        new CreateTableCommand({
          TableName: 'Killed',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'by', AttributeType: 'N' },
          ],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          GlobalSecondaryIndexes: [
            {
              IndexName: 'ByVersion',
              KeySchema: [{ AttributeName: 'by', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }),
      )
    }
    let running = true
    const writer = async (id: number): Promise<void> => {
      for (let n = 0; running; n++) {
        const key = `writer-${id}-${n % 50}`
        const value = ++version
        try {
          await client.send(
            new PutItemCommand({
              TableName: 'Killed',
              Item: { pk: { S: key }, by: { N: String(value) }, data: { S: 'x'.repeat(400) } },
            }),
          )
          answered.set(key, Math.max(value, answered.get(key) ?? 0))
        } catch {
          return
        }
      }
    }
    const writers = Array.from({ length: WRITERS }, (_, id) => writer(id))
    await new Promise(resolve => setTimeout(resolve, 300 + 170 * round))
    await end('SIGKILL')
    running = false
    await Promise.all(writers)
  }
  expect(answered.size).toBeGreaterThan(WRITERS * 10)

  const { client, end } = await serveDirectory(directory)
  cleanUp.push(() => end('SIGKILL'))
  for (const [key, value] of answered) {
    const { Item } = await client.send(new GetItemCommand({ TableName: 'Killed', Key: { pk: { S: key } } }))
    // The write that was under way at the kill may have gone through without its answer: newer is fine, older is loss.
    expect(Number(Item?.by?.N), key).toBeGreaterThanOrEqual(value)
  }
})

test('a data directory in use is refused with its path and the way out', { timeout: 30_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'facet-in-use-'))
  cleanUp.push(() => rm(directory, { recursive: true, force: true }))
  const { end } = await serveDirectory(directory)
  cleanUp.push(() => end('SIGKILL'))
  await expect(serveDirectory(directory)).rejects.toThrow(
    new RegExp(`ended with [1-9].*${directory.replaceAll('/', '\\/')}.*in use by another process`, 's'),
  )
})
