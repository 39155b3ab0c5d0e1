import { type ChildProcess, spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { percentile, prepareRequest, runLoad } from './http-load.ts'
import { ITEMS_PER_PARTITION, item, PARTITIONS, TABLE, WORKLOADS } from './workloads.ts'

const USAGE = `npm run bench -- [--endpoint NAME=URL]… [--seconds N] [--rounds N] [--only NAME,…]

Requests per second over HTTP, against "the limit" (a bare node:http server that parses the JSON and answers 1 KB).
Without --endpoint, Facet in memory is started and measured. All endpoints take turns within one run, so that ratios
hold on a noisy machine.`

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', multiple: true },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    disk: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

interface Endpoint {
  readonly name: string
  readonly url: URL
}

const children: ChildProcess[] = []

/** Starts a server script and resolves with the first address it prints. */
function start(args: readonly string[]): Promise<URL> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /https?:\/\/[\w.]+:\d+/.exec(output)
      if (found !== null) resolve(new URL(found[0]))
    })
    child.on('exit', code => reject(new Error(`${args.join(' ')} ended with code ${code}: ${output}`)))
  })
}

async function call(url: URL, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
    },
    body: JSON.stringify(input),
  })
  const output = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(output)}`)
  return output
}

/** The table with its items, as every workload expects it. */
async function load(url: URL): Promise<void> {
  await call(url, 'DeleteTable', { TableName: TABLE }).catch(() => undefined)
  await call(url, 'CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  })
  for (let tries = 0; tries < 100; tries++) {
    const { Table } = (await call(url, 'DescribeTable', { TableName: TABLE })) as { Table: { TableStatus: string } }
    if (Table.TableStatus === 'ACTIVE') break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const all = PARTITIONS * ITEMS_PER_PARTITION
  for (let n = 0; n < all; n += 25) {
    const requests = Array.from({ length: 25 }, (_, i) => ({
      PutRequest: { Item: item(Math.floor((n + i) / ITEMS_PER_PARTITION), (n + i) % ITEMS_PER_PARTITION) },
    }))
    await call(url, 'BatchWriteItem', { RequestItems: { [TABLE]: requests } })
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

async function main(): Promise<void> {
  const limit = await start(['scripts/bench/bare-server.ts'])
  const endpoints: Endpoint[] = (values.endpoint ?? []).map(text => {
    const at = text.indexOf('=')
    const url = new URL(text.slice(at + 1))
    return { name: at < 0 ? url.host : text.slice(0, at), url }
  })
  if (endpoints.length === 0) {
    const facet = ['scripts/facet.mjs', 'serve', '--port', '0']
    endpoints.push({ name: 'facet memory', url: await start([...facet, '--memory']) })
    if (values.disk !== undefined)
      endpoints.push({ name: 'facet disk', url: await start([...facet, '--data', values.disk]) })
  }
  for (const endpoint of endpoints) await load(endpoint.url)

  const seconds = Number(values.seconds)
  const rounds = Number(values.rounds)
  const only = values.only?.split(',')
  const workloads = WORKLOADS.filter(workload => only === undefined || only.includes(workload.name))
  console.log(
    `${rounds} rounds of ${seconds} s each; requests/s (p50, p99 in ms), share of the limit at the same concurrency\n`,
  )
  for (const concurrency of [1, 16]) {
    const limitRates: number[] = []
    const limitRequest = prepareRequest(limit, 'PutItem', JSON.stringify({ TableName: TABLE, Item: item(1, 1) }))
    const rates = new Map<string, number[]>()
    const lines = new Map<string, string>()
    for (let round = 0; round < rounds; round++) {
      for (const workload of workloads) {
        const bare = await runLoad(limit, () => limitRequest, concurrency, seconds / 2)
        limitRates.push(bare.requests / bare.seconds)
        for (const endpoint of endpoints) {
          const result = await runLoad(endpoint.url, workload.prepare(endpoint.url), concurrency, seconds)
          if (result.failures > 0)
            throw new Error(
              `${endpoint.name} ${workload.name}: ${result.failures} failures, first: ${result.firstFailure}`,
            )
          const id = `${workload.name.padEnd(15)} ${endpoint.name.padEnd(14)}`
          rates.set(id, [...(rates.get(id) ?? []), result.requests / result.seconds])
          lines.set(
            id,
            `${percentile(result.latencies, 0.5).toFixed(2)}, ${percentile(result.latencies, 0.99).toFixed(2)}`,
          )
        }
      }
    }
    const limitRate = median(limitRates)
    console.log(`concurrency ${concurrency}: the limit ${Math.round(limitRate)}/s`)
    for (const [id, measured] of rates) {
      const rate = median(measured)
      console.log(
        `  ${id} ${String(Math.round(rate)).padStart(7)}/s  (${lines.get(id)})  ${((100 * rate) / limitRate).toFixed(0)} %`,
      )
    }
  }
}

main()
  .catch(error => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
  .finally(() => {
    for (const child of children) {
      child.removeAllListeners('exit')
      child.kill('SIGTERM')
    }
  })
