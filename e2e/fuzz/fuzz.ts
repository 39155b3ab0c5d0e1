import fc from 'fast-check'
import type { OperationName } from '#dynamo'
import type { EngineBehavior } from '#engine'
import { FuzzedEndpoint } from './endpoint.ts'
import { itemRequests, statementRequests } from './requests/item-requests.ts'
import { modelRequests } from './requests/model-requests.ts'
import { mutated } from './requests/mutations.ts'
import { rawBodies } from './requests/raw-bodies.ts'
import { rawHeads } from './requests/raw-heads.ts'
import { tableRequests } from './requests/table-requests.ts'
import { callOf, type FuzzedCall, runBytes, runSequence, runTogether, type Watcher } from './sequence.ts'

/** Requests of a sequence: few, so that a failing one is found and shrunk fast. */
const LONGEST = 10

/** Making a failing sequence smaller ends here: of one that is never answered, each attempt takes the whole budget. */
const LONGEST_MS = 90_000

/** Sequences of one kind of request, and what has to be true of them. */
interface Campaign {
  readonly sequences: fc.Arbitrary<readonly FuzzedCall[]>
  /** Of the engine; the defaults unless given. */
  readonly behavior?: Partial<EngineBehavior>
  readonly run: (endpoint: FuzzedEndpoint, calls: readonly FuzzedCall[], watch?: Watcher) => Promise<void>
}

const items = mutated(itemRequests).map(callOf)
const tables = mutated(tableRequests).map(callOf)

/** By the name they are chosen by. */
export const CAMPAIGNS: Readonly<Record<string, Campaign>> = {
  /** Operations on items and PartiQL statements, some damaged. */
  items: { sequences: sequencesOf(items), run: runSequence },
  /** The same in the service's older wording, whose checks come in another order. */
  older: { sequences: sequencesOf(items), run: runSequence, behavior: { errorWording: 'older' } },
  /** PartiQL statements alone. */
  statements: { sequences: sequencesOf(mutated(statementRequests).map(callOf)), run: runSequence },
  /** Operations on items and statements between changes of the tables. */
  tables: {
    sequences: sequencesOf(fc.oneof({ weight: 3, arbitrary: items }, { weight: 1, arbitrary: tables })),
    run: runSequence,
  },
  /** The same at once. */
  together: {
    sequences: sequencesOf(fc.oneof({ weight: 9, arbitrary: items }, { weight: 1, arbitrary: tables })),
    run: runTogether,
  },
  /** Every operation of the service model. */
  model: { sequences: sequencesOf(mutated(modelRequests).map(callOf)), run: runSequence },
  /** Bodies that are hardly JSON. */
  bodies: {
    sequences: sequencesOf(
      rawBodies(itemRequests).map(({ operation, raw }): FuzzedCall => ({ operation, body: raw })),
    ),
    run: runSequence,
  },
  /** Bytes that are hardly HTTP; the operation is that of the head they were made from. */
  heads: {
    sequences: sequencesOf(rawHeads.map((body): FuzzedCall => ({ operation: 'ListTables', body }))),
    run: (endpoint, calls) =>
      runBytes(
        endpoint,
        calls.map(({ body }) => Buffer.from(body)),
      ),
  },
}

function sequencesOf(calls: fc.Arbitrary<FuzzedCall>): fc.Arbitrary<readonly FuzzedCall[]> {
  return fc.array(calls, { minLength: 1, maxLength: LONGEST })
}

export interface FuzzOptions {
  readonly campaign: string
  readonly seed: number
  /** Sequences; or as many as fit into so many milliseconds. */
  readonly limit: { readonly runs: number } | { readonly milliseconds: number }
  readonly watch?: Watcher
}

/** A failing sequence, as small as it could be made. */
export interface FuzzFailure {
  readonly campaign: string
  readonly seed: number
  readonly calls: readonly FuzzedCall[]
  readonly reason: string
}

/** Runs one campaign. Equal seeds send equal requests. Returns the failure, if there is one. */
export async function fuzz({ campaign, seed, limit, watch }: FuzzOptions): Promise<FuzzFailure | undefined> {
  const chosen = CAMPAIGNS[campaign]
  if (chosen === undefined)
    throw new Error(`There is no campaign ${campaign}: choose ${Object.keys(CAMPAIGNS).join(', ')}`)
  const endpoint = new FuzzedEndpoint(chosen.behavior)
  try {
    const details = await fc.check(
      fc.asyncProperty(chosen.sequences, calls => chosen.run(endpoint, calls, watch)),
      {
        seed,
        ...('runs' in limit
          ? { numRuns: limit.runs, interruptAfterTimeLimit: LONGEST_MS }
          : { numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: limit.milliseconds }),
        markInterruptAsFailure: false,
      },
    )
    if (!details.failed || details.counterexample === null) return undefined
    const [minimal] = details.counterexample
    return { campaign, seed, calls: minimal, reason: String(details.errorInstance) }
  } finally {
    await endpoint.close()
  }
}

const LONGEST_SHOWN = 2000

/** A failure as a text that tells how to see it again. */
export function describeFailure({ campaign, seed, calls, reason }: FuzzFailure): string {
  return [
    `${campaign}, seed ${seed}: ${reason}`,
    'after these requests:',
    ...calls.map(({ operation, body }) => `  ${operation} ${shown(body)}`),
    `again: npm run fuzz -- --campaign ${campaign} --seed ${seed}`,
  ].join('\n')
}

function shown(body: Buffer | string): string {
  const text = body.toString()
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)`
}

/** Counts what came back: a campaign in which nothing is accepted tests nothing. */
export class Tally {
  readonly accepted = new Map<OperationName, number>()
  readonly refused = new Map<OperationName, number>()
  /** The slowest calls, slowest first. */
  slowest: readonly { readonly call: FuzzedCall; readonly duration: number }[] = []

  readonly watch: Watcher = (call, answer, duration) => {
    const counts = answer.ok ? this.accepted : this.refused
    counts.set(call.operation, (counts.get(call.operation) ?? 0) + 1)
    if (duration <= (this.slowest.at(4)?.duration ?? 0)) return
    this.slowest = [...this.slowest, { call, duration }].sort((a, b) => b.duration - a.duration).slice(0, 5)
  }
}
