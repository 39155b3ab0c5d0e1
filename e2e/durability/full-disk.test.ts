import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, expect, test } from 'vitest'
import { serveDirectory } from './served-directory.ts'

/**
 * A disk without room, by the limit a shell can put on the size of files: writes are refused with what to do, reads are
 * answered, and with room again everything that was answered is there.
 */

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const put = (client: DynamoDBClient, id: string, bytes: number): Promise<unknown> =>
  client.send(new PutItemCommand({ TableName: 'Full', Item: { id: { S: id }, data: { S: 'x'.repeat(bytes) } } }))

const sizeOf = async (client: DynamoDBClient, id: string): Promise<number | undefined> =>
  (await client.send(new GetItemCommand({ TableName: 'Full', Key: { id: { S: id } } }))).Item?.data?.S?.length

test('a full disk refuses writes with what to do, and loses nothing that was answered', {
  timeout: 60_000,
}, async ({ skip }) => {
  skip(process.platform === 'win32', 'a limit for the size of files needs a shell of Unix')
  const directory = await mkdtemp(join(tmpdir(), 'facet-full-'))
  cleanUp.push(() => rm(directory, { recursive: true, force: true }))

  const limited = await serveDirectory(directory, 'ulimit -f 4096')
  cleanUp.push(() => limited.end('SIGKILL'))
  await limited.client.send(
    new CreateTableCommand({
      TableName: 'Full',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  )
  const answered: string[] = []
  let refusal: unknown
  for (let n = 0; refusal === undefined && n < 200; n++) {
    await put(limited.client, `item-${n}`, 100_000).then(
      () => answered.push(`item-${n}`),
      error => {
        refusal = error
      },
    )
  }
  expect(answered.length).toBeGreaterThan(5)
  expect(refusal).toMatchObject({ name: 'InternalServerError', message: expect.stringMatching(/disk.*has room/) })
  expect(await sizeOf(limited.client, 'item-0')).toBe(100_000)
  expect(await sizeOf(limited.client, `item-${answered.length}`)).toBeUndefined()
  await limited.end('SIGTERM')

  const roomy = await serveDirectory(directory)
  cleanUp.push(() => roomy.end('SIGKILL'))
  for (const id of answered) expect(await sizeOf(roomy.client, id), id).toBe(100_000)
  await put(roomy.client, 'later', 100_000)
  expect(await sizeOf(roomy.client, 'later')).toBe(100_000)
})
