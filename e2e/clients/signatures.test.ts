import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngine, type Engine, type RunningServer, startServer, systemPorts } from '#engine'

/** Endpoints that verify signatures, called by clients nobody here wrote. */

const run = promisify(execFile)
const KEY = { accessKeyId: 'AKIAGOOD', secretAccessKey: 'secret/of+the=key' }
const TEMPORARY = { accessKeyId: 'ASIAGOOD', secretAccessKey: 'temporary', sessionToken: 'token/of+it==' }
const WRONG = { ...KEY, secretAccessKey: 'another' }
const UNKNOWN = { ...KEY, accessKeyId: 'AKIAUNKNOWN' }
const HOUR = 3_600_000

let engine: Engine
let server: RunningServer
/** The same tables, by a clock that is an hour ahead. */
let late: RunningServer

beforeAll(async () => {
  engine = createEngine({ storage: { kind: 'memory' } })
  const { clock, ids } = systemPorts()
  const options = {
    host: '127.0.0.1',
    port: 0,
    requestIds: ids.requestId,
    verifySignatures: { credentials: [KEY, TEMPORARY] },
  }
  server = await startServer(engine, { ...options, clock })
  late = await startServer(engine, { ...options, clock: { now: () => clock.now() + HOUR } })
})
afterAll(async () => {
  await server.close()
  await late.close()
  await engine.close()
})

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Calls ListTables; 'answered', or the name of the error. */
type Call = (endpoint: string, credentials: Credentials) => Promise<string>

const javascript: Call = async (endpoint, credentials) => {
  const client = new DynamoDBClient({ endpoint, region: 'ap-south-1', credentials, maxAttempts: 1 })
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }))
    return 'answered'
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  } finally {
    client.destroy()
  }
}

const environment = (credentials: Credentials) => {
  const { AWS_SESSION_TOKEN: _, AWS_PROFILE: __, ...others } = process.env
  return {
    ...others,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  }
}

/** Runs a program that says on its error output what went wrong. */
async function outcomeOf(program: string, args: readonly string[], credentials: Credentials): Promise<string> {
  try {
    await run(program, args, { env: environment(credentials) })
    return 'answered'
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    return /\((\w+Exception)\)/.exec(text)?.[1] ?? text
  }
}

const boto3: Call = (endpoint, credentials) =>
  outcomeOf(
    'python3',
    ['-c', `import boto3; boto3.client('dynamodb', endpoint_url='${endpoint}').list_tables(Limit=1)`],
    credentials,
  )

const commandLine: Call = (endpoint, credentials) =>
  outcomeOf('aws', ['dynamodb', 'list-tables', '--endpoint-url', endpoint], credentials)

const runs = (program: string, ...args: string[]): Promise<boolean> =>
  run(program, args).then(
    () => true,
    () => false,
  )

const hasBoto3 = await runs('python3', '-c', 'import boto3')
const hasCommandLine = await runs('aws', '--version')

describe.each<[string, Call, string | undefined]>([
  ['AWS SDK for JavaScript v3', javascript, undefined],
  ['boto3', boto3, hasBoto3 ? undefined : 'boto3 is not installed: pip install boto3'],
  ['AWS CLI', commandLine, hasCommandLine ? undefined : 'the AWS CLI is not installed'],
])('%s', (_name, call, missing) => {
  test.for<[string, Credentials, string]>([
    ['a key', KEY, 'answered'],
    ['a temporary key', TEMPORARY, 'answered'],
    ['another secret', WRONG, 'InvalidSignatureException'],
    ['an unknown key', UNKNOWN, 'UnrecognizedClientException'],
    ['a temporary key with another token', { ...TEMPORARY, sessionToken: 'x' }, 'UnrecognizedClientException'],
  ])('%s', { timeout: 60_000 }, async ([, credentials, outcome], { skip }) => {
    skip(missing !== undefined, missing)
    expect(await call(server.url, credentials)).toBe(outcome)
  })

  test('a signature of an hour ago', { timeout: 60_000 }, async ({ skip }) => {
    skip(missing !== undefined, missing)
    expect(await call(late.url, KEY)).toBe('InvalidSignatureException')
  })
})
