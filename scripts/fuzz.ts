/**
 * `npm run fuzz`: requests nobody would write, against our own endpoint, for as long as is wished.
 *
 *   npm run fuzz -- [--seconds 60] [--seed N] [--campaign NAME]…
 *
 * Campaigns are in e2e/fuzz/fuzz.ts. Without a seed the clock gives one; it is printed, and with it the same requests
 * come again. A failure is printed as the fewest and shortest requests that still show it, and written in full to
 * .cache/fuzz.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CAMPAIGNS, describeFailure, type FuzzFailure, fuzz, Tally } from '../e2e/fuzz/fuzz.ts'
import { requireModernNode } from './require-modern-node.ts'

const FOLDER = join('.cache', 'fuzz')

requireModernNode('fuzz')
process.chdir(join(import.meta.dirname, '..'))
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    campaign: { type: 'string', multiple: true, default: Object.keys(CAMPAIGNS) },
  },
})
const seed = Number(options.seed ?? Date.now() % 2 ** 31)
const milliseconds = (Number(options.seconds) * 1000) / options.campaign.length
const unknown = options.campaign.find(name => !Object.hasOwn(CAMPAIGNS, name))
if (unknown !== undefined || !Number.isInteger(seed) || !(milliseconds > 0)) {
  console.error(`Usage: npm run fuzz -- [--seconds 60] [--seed N] [--campaign ${Object.keys(CAMPAIGNS).join('|')}]…`)
  process.exitCode = 2
} else {
  for (const campaign of options.campaign) await run(campaign)
}

async function run(campaign: string): Promise<void> {
  const tally = new Tally()
  const failure = await fuzz({ campaign, seed, limit: { milliseconds }, watch: tally.watch })
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)
  console.log(`${campaign}, seed ${seed}: ${sum(tally.accepted)} requests accepted, ${sum(tally.refused)} refused`)
  console.log(`  accepted: ${[...tally.accepted].map(([operation, count]) => `${operation} ${count}`).join(', ')}`)
  for (const { call, duration } of tally.slowest) {
    const [start] = /^.{0,80}/s.exec(call.body.toString()) ?? ['']
    console.log(`  ${duration.toFixed(0).padStart(6)} ms  ${call.operation}, body of ${call.body.length}: ${start}`)
  }
  if (failure !== undefined) report(failure)
}

function report(failure: FuzzFailure): void {
  console.error(`\n${describeFailure(failure)}\n`)
  mkdirSync(FOLDER, { recursive: true })
  for (const [i, { operation, body }] of failure.calls.entries()) {
    const file = join(FOLDER, `${failure.campaign}-${seed}-${i + 1}-${operation}.json`)
    writeFileSync(file, body)
    console.error(file)
  }
  process.exitCode = 1
}
