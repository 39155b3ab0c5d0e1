import { item, WRITE_TABLE } from './data-set.ts'
import { call } from './endpoint-call.ts'
import {
  forSeconds,
  median,
  type PreparedRequest,
  percentile,
  prepareRequest,
  type RequestSource,
  runLoad,
} from './http-load.ts'
import { type Endpoint, processorSeconds } from './servers.ts'
import type { Workload } from './workloads.ts'

export interface ComparisonOptions {
  readonly seconds: number
  readonly rounds: number
  readonly concurrencies: readonly number[]
}

/** What one endpoint did in one workload at one concurrency: medians of the rounds. */
export interface Measurement {
  readonly workload: string
  readonly endpoint: string
  readonly concurrency: number
  /** Operations per second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Processor time of the server per operation, in microseconds. Hardly moved by what else the machine does. */
  readonly processorMicros: number | undefined
  /** The rate as a share of the limit's at the same concurrency. */
  readonly shareOfLimit: number
}

export interface Comparison {
  /** The bare server, by concurrency. */
  readonly limits: Readonly<Record<number, Round>>
  readonly measurements: readonly Measurement[]
  /** Workloads that an endpoint does not answer, or answers with something else. */
  readonly leftOut: readonly { readonly workload: string; readonly endpoint: string; readonly reason: string }[]
}

/**
 * Measures all endpoints in all workloads. They take turns within each round, next to a measurement of the limit, so
 * that what else the machine does meets all of them alike and ratios hold.
 */
export async function compare(
  limit: Endpoint,
  endpoints: readonly Endpoint[],
  workloads: readonly Workload[],
  options: ComparisonOptions,
): Promise<Comparison> {
  const { runs, leftOut } = await checkedRuns(endpoints, workloads)
  const limitRequest = prepareRequest(
    limit.url,
    'PutItem',
    JSON.stringify({ TableName: WRITE_TABLE, Item: item(1, 1) }),
  )
  const limits: Record<number, Round> = {}
  const measurements: Measurement[] = []
  const warmUp = options.seconds / 2
  for (const concurrency of options.concurrencies) {
    const bare: Round[] = []
    const limitRun = { endpoint: limit, source: { next: () => limitRequest } }
    const rounds = new Map<Run, Round[]>(runs.map(run => [run, []]))
    await measure(limitRun, concurrency, warmUp)
    for (let round = 0; round < options.rounds; round++) {
      for (const workload of workloads) {
        process.stderr.write(`concurrency ${concurrency}, round ${round + 1}: ${workload.name}\n`)
        bare.push(await measure(limitRun, concurrency, options.seconds))
        for (const run of runs.filter(each => each.workload === workload)) {
          // What a server meets for the first time it does more slowly, a virtual machine above all.
          if (round === 0) await measure(run, concurrency, warmUp)
          rounds.get(run)?.push(await measure(run, concurrency, options.seconds))
        }
      }
    }
    const limitRound = medianRound(bare)
    limits[concurrency] = limitRound
    for (const [{ workload, endpoint }, results] of rounds) {
      const middle = medianRound(results)
      measurements.push({
        workload: workload.name,
        endpoint: endpoint.name,
        concurrency,
        ...middle,
        shareOfLimit: middle.rate / limitRound.rate,
      })
    }
  }
  return { limits, measurements, leftOut }
}

/** What one measurement found; units as in Measurement. */
type Round = Pick<Measurement, 'rate' | 'p50' | 'p99' | 'processorMicros'>

async function measure(
  { endpoint, source }: Pick<Run, 'endpoint' | 'source'>,
  concurrency: number,
  seconds: number,
): Promise<Round> {
  const before = processorSeconds(endpoint.pid)
  const result = await runLoad(endpoint.url, source, concurrency, forSeconds(seconds))
  const after = processorSeconds(endpoint.pid)
  if (result.failures > 0) {
    throw new Error(`${endpoint.name}: ${result.failures} failures, first: ${result.firstFailure}`)
  }
  return {
    rate: result.operations / result.seconds,
    p50: percentile(result.latencies, 0.5),
    p99: percentile(result.latencies, 0.99),
    processorMicros:
      before === undefined || after === undefined ? undefined : ((after - before) * 1e6) / result.operations,
  }
}

function medianRound(rounds: readonly Round[]): Round {
  const times = rounds.flatMap(round => round.processorMicros ?? [])
  return {
    rate: median(rounds.map(round => round.rate)),
    p50: median(rounds.map(round => round.p50)),
    p99: median(rounds.map(round => round.p99)),
    processorMicros: times.length === 0 ? undefined : median(times),
  }
}

interface Run {
  readonly workload: Workload
  readonly endpoint: Endpoint
  readonly source: RequestSource
}

/** Leaves out what an endpoint does not answer as the others do: a fast wrong answer is no figure. */
async function checkedRuns(
  endpoints: readonly Endpoint[],
  workloads: readonly Workload[],
): Promise<{ readonly runs: readonly Run[]; readonly leftOut: Comparison['leftOut'] }> {
  const runs: Run[] = []
  const leftOut: { workload: string; endpoint: string; reason: string }[] = []
  for (const workload of workloads) {
    for (const endpoint of endpoints) {
      const fault = await answerFault(endpoint.url, workload)
      if (fault === undefined) runs.push({ workload, endpoint, source: sourceOf(endpoint.url, workload) })
      else leftOut.push({ workload: workload.name, endpoint: endpoint.name, reason: fault })
    }
  }
  return { runs, leftOut }
}

async function answerFault(url: URL, workload: Workload): Promise<string | undefined> {
  try {
    let returned = 0
    let input: Readonly<Record<string, unknown>> | undefined = workload.input(0)
    while (input !== undefined) {
      const answer: Answer = await call(url, workload.operation, input)
      returned += itemsIn(answer)
      const ExclusiveStartKey = workload.paged === true ? answer.LastEvaluatedKey : undefined
      input = ExclusiveStartKey === undefined ? undefined : { ...input, ExclusiveStartKey }
    }
    return returned === workload.returns ? undefined : `returns ${returned} items instead of ${workload.returns}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

interface Answer {
  readonly Item?: object
  readonly Items?: readonly object[]
  readonly Responses?: Readonly<Record<string, readonly object[]>>
  readonly LastEvaluatedKey?: object
}

function itemsIn({ Item, Items, Responses }: Answer): number {
  const batches = Object.values(Responses ?? {}).reduce((sum, items) => sum + items.length, 0)
  return (Item === undefined ? 0 : 1) + (Items?.length ?? 0) + batches
}

/** Prepares every distinct request once and repeats them, so that making requests costs the generator nothing. */
function sourceOf(url: URL, { operation, input, distinct, paged }: Workload): RequestSource {
  const made: PreparedRequest[] = []
  for (let n = 0; n < distinct; n++) made.push(prepareRequest(url, operation, JSON.stringify(input(n))))
  const next = (n: number): PreparedRequest => made[n % distinct] as PreparedRequest
  if (paged !== true) return { next }
  const follow = (answer: string): PreparedRequest | undefined => {
    const { LastEvaluatedKey } = JSON.parse(answer) as Answer
    if (LastEvaluatedKey === undefined) return undefined
    return prepareRequest(url, operation, JSON.stringify({ ...input(0), ExclusiveStartKey: LastEvaluatedKey }))
  }
  return { next, follow }
}
