/**
 * `npm run conformance`: our claims about DynamoDB, against our own engine or any endpoint.
 *
 *   npm run conformance -- [--endpoint URL] [--wording older] [--tier core|strict|extended]… [path in the suite]…
 *   npm run conformance -- --update-list
 *
 * Region and credentials come from AWS_REGION and AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. Against
 * DynamoDB itself a run makes a few hundred on-demand tables and removes them at the end.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DynamoDB, type ListTablesCommandOutput } from '@aws-sdk/client-dynamodb'
import { collectConformanceTests, recordConformanceTests, TEST_LIST } from './conformance-list.ts'
import { installedTool } from './installed-tool.ts'
import { runStep } from './run-step.ts'

const TIERS = ['core', 'strict', 'extended']
const WORDINGS = ['current', 'older']
const REPORT = join('.cache', 'reports', 'conformance.json')

process.chdir(join(import.meta.dirname, '..'))
const { values: options, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    endpoint: { type: 'string' },
    wording: { type: 'string', default: 'current' },
    tier: { type: 'string', multiple: true },
    'update-list': { type: 'boolean' },
  },
})
const unknownTier = options.tier?.find(tier => !TIERS.includes(tier))
if (unknownTier !== undefined) fail(`There is no tier "${unknownTier}". Choose from ${TIERS.join(', ')}.`)
else if (!WORDINGS.includes(options.wording)) fail(`--wording takes ${WORDINGS.join(' or ')}.`)
else if (options['update-list']) await updateList()
else await run()

async function updateList(): Promise<void> {
  const tests = await collectConformanceTests()
  recordConformanceTests(tests)
  console.log(`${TEST_LIST}: ${tests.length} tests`)
}

async function run(): Promise<void> {
  const { endpoint } = options
  if (endpoint !== undefined && !(await answers(endpoint))) {
    fail(`Nothing answers at ${endpoint}. Start the engine there first, or leave --endpoint out to test our own.`)
    return
  }
  mkdirSync(join('.cache', 'reports'), { recursive: true })
  const prefix = `cf-${Date.now().toString(36)}`
  const filters = [...(options.tier ?? []).map(tier => `conformance/${tier}/`), ...paths]
  const { ok } = await runStep({
    name: 'conformance',
    command: process.execPath,
    args: [
      installedTool('vitest'),
      'run',
      '--project',
      'conformance',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...filters,
    ],
    env: {
      FACET_CONFORMANCE_ENDPOINT: endpoint,
      FACET_CONFORMANCE_RUN: prefix,
      FACET_CONFORMANCE_WORDING: options.wording,
    },
    streamed: true,
  })
  if (endpoint !== undefined) await removeTables(endpoint, prefix)
  printCounts()
  process.exitCode = ok ? 0 : 1
}

async function answers(endpoint: string): Promise<boolean> {
  return await fetch(endpoint).then(
    () => true,
    () => false,
  )
}

/** Removes the tables of this run. One that cannot be removed is named and stays. */
async function removeTables(endpoint: string, prefix: string): Promise<void> {
  const {
    AWS_REGION = 'us-east-1',
    AWS_ACCESS_KEY_ID = 'AKIDCONFORMANCE',
    AWS_SECRET_ACCESS_KEY = 'conformance',
  } = process.env
  const sessionToken = process.env.AWS_SESSION_TOKEN
  const db = new DynamoDB({
    endpoint,
    region: AWS_REGION,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
  })
  // A prefix in upper case is that of the one table whose name only differs by case.
  for (const start of [prefix.toUpperCase(), prefix]) {
    let last: string | undefined = start
    while (last?.startsWith(start)) {
      const page: ListTablesCommandOutput = await db.listTables({
        ExclusiveStartTableName: last,
      })
      for (const TableName of page.TableNames ?? []) {
        if (!TableName.startsWith(start)) continue
        await db
          .deleteTable({ TableName })
          .catch((error: unknown) =>
            console.log(`${TableName} stays: ${error instanceof Error ? error.message : error}`),
          )
      }
      last = page.LastEvaluatedTableName
    }
  }
  db.destroy()
}

/** One line per tier and operation, then the sum. */
function printCounts(): void {
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    testResults: { name: string; assertionResults: { status: string }[] }[]
  }
  const rows = new Map<string, Record<string, number>>()
  for (const { name, assertionResults } of report.testResults) {
    const row = /conformance[/\\]([a-z]+)[/\\]([a-z-]+)[/\\]/.exec(name)?.slice(1).join('/') ?? 'suite'
    const counts = rows.get(row) ?? {}
    for (const { status } of assertionResults) counts[status] = (counts[status] ?? 0) + 1
    rows.set(row, counts)
  }
  const sum: Record<string, number> = {}
  for (const [row, counts] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [status, count] of Object.entries(counts)) sum[status] = (sum[status] ?? 0) + count
    console.log(`${row.padEnd(36)} ${describe(counts)}`)
  }
  console.log(`${'all'.padEnd(36)} ${describe(sum)}`)
}

function describe({ passed = 0, failed = 0, skipped = 0, pending = 0 }: Record<string, number>): string {
  const left = skipped + pending
  return `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed${left > 0 ? ` ${left} skipped` : ''}`
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 2
}
