import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { createEngine, systemPorts } from '#engine'
import { startServer } from '../../src-engine/server/http-server.ts'

/**
 * What the suite talks to: the endpoint that FACET_CONFORMANCE_ENDPOINT names, or else an engine of our own in this
 * process, in memory, on a free port, once per worker. The tests know nothing but the address.
 */

/** Credentials and Region of the environment, or ones that any local engine accepts. */
export const identity = {
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'AKIDCONFORMANCE',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'conformance',
  ...(process.env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: process.env.AWS_SESSION_TOKEN }),
}
export const region = process.env.AWS_REGION ?? 'us-east-1'

/**
 * The generation of texts that the endpoint is expected to speak. DynamoDB's Regions have moved one after the other:
 * FACET_CONFORMANCE_WORDING=older is for those that have not.
 */
export const wording = process.env.FACET_CONFORMANCE_WORDING === 'older' ? 'older' : 'current'

/** Base address without a slash at the end. */
export const endpoint = process.env.FACET_CONFORMANCE_ENDPOINT?.replace(/\/$/, '') ?? (await startOwnEngine())

/** Whether the tests run against DynamoDB itself, which counts items late and waits between changes. */
export const isService = new URL(endpoint).hostname.endsWith('.amazonaws.com')

/** The low-level client. It never retries: a test sees the first answer. */
export const db = new DynamoDB({ endpoint, region, credentials: identity, maxAttempts: 1 })

async function startOwnEngine(): Promise<string> {
  const engine = createEngine({ storage: { kind: 'memory' }, behavior: { errorWording: wording } })
  const { clock, ids } = systemPorts()
  const server = await startServer(engine, {
    host: '127.0.0.1',
    port: 0,
    requestIds: () => ids.requestId(),
    clock,
  })
  return server.url
}
