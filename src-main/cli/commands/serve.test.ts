import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProcess } from '../../node/testing/run-process.ts'

const FACET = join(import.meta.dirname, '../../../scripts/facet.mjs')
const facet = (...arguments_: string[]) => runProcess([FACET, ...arguments_])
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-serve-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function call(url: string, operation: string, input: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: JSON.stringify(input),
  })
  return response.json()
}

async function failure(...arguments_: string[]): Promise<{ code: number | string; text: string }> {
  await using process = facet(...arguments_)
  const code = await process.ended
  expect(process.output().stdout).toBe('')
  return { code, text: process.output().stderr }
}

describe('serve', () => {
  test('in memory: prints how to reach it, answers, and ends cleanly on SIGINT', async () => {
    await using server = facet('serve', '--port', '0')
    const [, url] = await server.printed(/DynamoDB endpoint +(\S+)/)
    expect(await call(url ?? '', 'ListTables', {})).toEqual({ TableNames: [] })
    const { stdout } = server.output()
    expect(stdout).toContain('memory')
    expect(stdout).toContain(`--endpoint-url ${url}`)
    expect(stdout).toContain(`AWS_ENDPOINT_URL_DYNAMODB=${url}`)
    server.child.kill('SIGINT')
    expect(await server.ended).toBe(0)
    expect(server.output().stderr).toBe('')
  })

  test('lets pages of this machine call, others only where it is told', async () => {
    await using server = facet('serve', '--port', '0', '--allow-origin', 'https://app.example/')
    const [, url = ''] = await server.printed(/DynamoDB endpoint +(\S+)/)
    const allowed = async (origin: string) =>
      (await fetch(url, { method: 'OPTIONS', headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await allowed('http://localhost:5173')).toBe('*')
    expect(await allowed('https://app.example')).toBe('*')
    expect(await allowed('https://other.example')).toBeNull()
    const { code, text } = await failure('serve', '--allow-origin', 'app.example')
    expect([code, text]).toEqual([
      2,
      expect.stringContaining('--allow-origin takes an origin such as https://app.example'),
    ])
  })

  test('with --data what was written is there the next time, and meanwhile nobody else gets in', async () => {
    const data = join(folder, 'data')
    await using first = facet('serve', '--port', '0', '--data', data)
    const [, url] = await first.printed(/DynamoDB endpoint +(\S+)/)
    expect(first.output().stdout).toContain(data)
    await call(url ?? '', 'CreateTable', {
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    })
    const refused = await failure('serve', '--port', '0', '--data', data)
    expect(refused.code).toBe(2)
    expect(refused.text).toMatch(/in use by another process\..*--data\.\n$/)
    expect(refused.text).toContain(data)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    await using second = facet('serve', '--port', '0', '--data', data)
    const [, again] = await second.printed(/DynamoDB endpoint +(\S+)/)
    expect(await call(again ?? '', 'ListTables', {})).toEqual({ TableNames: ['orders'] })
  })

  test('on a taken port names the next step', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    expect(await failure('serve', '--port', String(port))).toEqual({
      code: 2,
      text: `facet: Port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose another port: facet serve --port ${port + 1}\n`,
    })
    other.close()
  })

  test('on a data directory that is a file says so', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const { code, text } = await failure('serve', '--port', '0', '--data', file)
    expect([code, text.includes(file), text.split('\n').length]).toEqual([2, true, 2])
  })

  test('behaves as it is told', async () => {
    await using server = facet('serve', '--port', '0', '--error-wording', 'older')
    const [, url = ''] = await server.printed(/DynamoDB endpoint +(\S+)/)
    expect(await call(url, 'DescribeTable', { TableName: 'ab' })).toMatchObject({
      message: 'TableName must be at least 3 characters long and at most 255 characters long',
    })
  })

  test('with --verify-signatures answers nobody who lacks the key, and prints no secret', async () => {
    const credentials = join(folder, 'credentials')
    await writeFile(credentials, '[default]\naws_access_key_id = AKIA\naws_secret_access_key = hidden-secret\n')
    await using server = facet('serve', '--port', '0', '--verify-signatures', '--credentials', credentials)
    const [, url = ''] = await server.printed(/DynamoDB endpoint +(\S+)/)
    await server.printed(/only the one key that was given will do/)
    const client = async (secretAccessKey: string) => {
      const dynamo = new DynamoDB({
        endpoint: url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIA', secretAccessKey },
        maxAttempts: 1,
      })
      return await dynamo.listTables().then(
        ({ TableNames }) => TableNames,
        (error: Error) => error.name,
      )
    }
    expect(await client('hidden-secret')).toEqual([])
    expect(await client('other')).toBe('InvalidSignatureException')
    // The signature of `call` is from January.
    expect(await call(url, 'ListTables', {})).toMatchObject({ message: expect.stringContaining('Signature expired') })
    const { stdout, stderr } = server.output()
    expect(stdout + stderr).not.toContain('hidden-secret')
  })

  test.each([
    [['--port', '70000'], /^facet: --port takes a port number from 0 to 65535, not "70000"\.\n$/],
    [['--port', 'eighty'], /--port/],
    [['--data', 'a', '--memory'], /--memory and --data exclude each other/],
    [['--speed', 'high'], /'--speed'.*See facet serve --help\.\n$/],
    [['extra'], /extra/],
    [['--table-delay', 'long'], /^facet: --table-delay takes a time such as 500ms, 2s or 1m .*"long"\.\n$/],
    [['--credentials', 'x'], /--credentials names keys for --verify-signatures/],
    [['--verify-signatures', '--credentials', '/no/such/file'], /--credentials \/no\/such\/file cannot be read/],
    [['--host', '203.0.113.7'], /--host 127\.0\.0\.1/],
  ])('%j is an error in one sentence', async (flags, message) => {
    const { code, text } = await failure('serve', ...flags)
    expect(code).toBe(2)
    expect(text).toMatch(message)
  })
})

describe('facet', () => {
  test('--version and --help answer on stdout', async () => {
    await using version = facet('--version')
    expect([await version.ended, version.output().stdout]).toEqual([0, '0.1.0\n'])
    await using help = facet('--help')
    expect([await help.ended, help.output().stdout]).toEqual([0, expect.stringContaining('serve')])
    await using serveHelp = facet('serve', '--help')
    expect([await serveHelp.ended, serveHelp.output().stdout]).toEqual([0, expect.stringContaining('--data DIR')])
    expect(serveHelp.output().stdout).toContain('--ttl-interval TIME')
  })

  test('a command that is not there is an error', async () => {
    expect(await failure('sevre')).toEqual({
      code: 2,
      text: 'facet: There is no command "sevre". See facet --help.\n',
    })
  })
})
