import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DISK, judge, MEMORY } from './bars.ts'
import { compare } from './comparison.ts'
import { loadDataSet } from './data-set.ts'
import { measureGrowth } from './growth.ts'
import { growthText, judgeGrowth } from './growth-report.ts'
import { measureModeling } from './modeling.ts'
import { judgeModeling, modelingText } from './modeling-report.ts'
import { peerCommands } from './peers.ts'
import { comparisonText, judgementText, machine } from './report.ts'
import { type Endpoint, startFacet, startPeer, startScript, stopServers } from './servers.ts'
import { WORKLOADS } from './workloads.ts'

const USAGE = `npm run bench -- [options]            operations per second in twelve workloads
npm run bench -- --growth [options]   what a million items do to latency, loading and memory
npm run bench -- --modeling [options] how soon all that follows from an edit of a large model is known

Facet in memory and on disk, against "the limit" (a bare node:http server that parses the JSON and answers 1 KB) and
whoever else is named. All take turns within one run, so that ratios hold on a noisy machine.

  --peers               also dynalite and DynamoDB Local, fetched into the user's cache folder (npm, Java 17)
  --endpoint NAME=URL   also this endpoint (may be repeated)
  --alone               without Facet itself
  --disk DIR            folder for what is stored on disk (a temporary one)
  --only TEXT,…         workloads or kinds of edits whose name contains one of the texts
  --concurrency N,…     connections (1,16)
  --seconds N           length of one measurement (2)
  --rounds N            measurements of each; the median counts (3; --modeling: 40)
  --items N,…           --growth: items in the large table (1000000); --modeling: sample items (0,2000,20000)
  --json FILE           also write all figures to this file`

const { values: flags } = parseArgs({
  options: {
    growth: { type: 'boolean', default: false },
    modeling: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    endpoint: { type: 'string', multiple: true, default: [] },
    alone: { type: 'boolean', default: false },
    disk: { type: 'string' },
    only: { type: 'string' },
    concurrency: { type: 'string', default: '1,16' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string' },
    items: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})

async function comparison(folder: string): Promise<object> {
  const limit = await startScript('the limit', ['scripts/bench/bare-server.ts'])
  const endpoints: Endpoint[] = []
  if (!flags.alone) {
    endpoints.push(await startFacet(MEMORY, 'memory'))
    endpoints.push(await startFacet(DISK, { folder: join(folder, 'facet') }))
  }
  for (const text of flags.endpoint) {
    const at = text.indexOf('=')
    endpoints.push({ name: at < 0 ? text : text.slice(0, at), url: new URL(text.slice(at + 1)) })
  }
  if (flags.peers) {
    for (const peer of await peerCommands(join(folder, 'dynamodb-local'))) endpoints.push(await startPeer(peer))
  }
  for (const endpoint of endpoints) {
    process.stderr.write(`loading ${endpoint.name}\n`)
    await loadDataSet(endpoint.url)
  }
  const only = namedOnly()
  const workloads = WORKLOADS.filter(({ name }) => only === undefined || only.some(text => name.includes(text)))
  const found = await compare(limit, endpoints, workloads, {
    seconds: Number(flags.seconds),
    rounds: Number(flags.rounds ?? 3),
    concurrencies: flags.concurrency.split(',').map(Number),
  })
  const bars = judge(found, workloads)
  console.log(comparisonText(found))
  if (bars.length > 0) console.log(`\n${judgementText(bars)}`)
  return { ...found, bars }
}

async function growth(folder: string): Promise<object> {
  const found = []
  const items = Number(flags.items ?? 1_000_000)
  const rounds = Number(flags.rounds ?? 3)
  for (const name of [MEMORY, DISK]) {
    const endpoint = await startFacet(name, name === MEMORY ? 'memory' : { folder: join(folder, 'facet') })
    found.push(await measureGrowth(endpoint, { items, seconds: Number(flags.seconds), rounds }))
    await stopServers()
  }
  const bars = found.flatMap(judgeGrowth)
  console.log(growthText(found))
  console.log(`\n${judgementText(bars)}`)
  return { growth: found, bars }
}

function modeling(): object {
  const items = (flags.items ?? '0,2000,20000').split(',').map(Number)
  const found = measureModeling({ rounds: Number(flags.rounds ?? 40), items, only: namedOnly() })
  const bars = judgeModeling(found)
  console.log(modelingText(found))
  console.log(`\n${judgementText(bars)}`)
  return { modeling: found, bars }
}

const namedOnly = (): readonly string[] | undefined => flags.only?.split(',')

async function main(): Promise<void> {
  process.chdir(join(import.meta.dirname, '..', '..'))
  const folder = mkdtempSync(join(flags.disk === undefined ? tmpdir() : resolve(flags.disk), 'facet-bench-'))
  try {
    const { processors, memoryGB, node } = machine()
    console.log(`${processors} processors, ${memoryGB} GB, Node ${node}\n`)
    const figures = flags.modeling ? modeling() : flags.growth ? await growth(folder) : await comparison(folder)
    if (flags.json !== undefined) {
      const text = JSON.stringify({ date: new Date().toISOString(), machine: machine(), ...figures }, null, 2)
      writeFileSync(flags.json, `${text}\n`)
    }
  } finally {
    await stopServers()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

if (flags.help) console.log(USAGE)
else {
  main().catch(error => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
