import { isDeepStrictEqual } from 'node:util'
import type { OperationName } from '#dynamo'
import { type Answer, readAnswer } from './answer-rules.ts'
import { Echoes, echo } from './echoes.ts'
import type { FuzzedEndpoint } from './endpoint.ts'
import type { FuzzedRequest } from './requests/fuzzed-request.ts'
import { bodyText } from './requests/towers.ts'

/** One body on its way to an operation. */
export interface FuzzedCall {
  readonly operation: OperationName
  readonly body: Buffer | string
}

export function callOf({ operation, body }: FuzzedRequest): FuzzedCall {
  return { operation, body: bodyText(body) }
}

/** Told of each answer: the longest are worth a look even when nothing fails. */
export type Watcher = (call: FuzzedCall, answer: Answer, duration: number) => void

/** The store as the fixture has it, once read. */
const pristine = new WeakMap<FuzzedEndpoint, string>()
/** Endpoints whose store is still as the fixture has it: nothing was accepted since. */
const clean = new WeakSet<FuzzedEndpoint>()

/** Answers that say the same to the same question, unlike those with ids, dates, or the store's look at itself. */
const REPEATABLE: ReadonlySet<string> = new Set(
  'PutItem UpdateItem DeleteItem GetItem BatchGetItem BatchWriteItem TransactGetItems TransactWriteItems Query Scan'.split(
    ' ',
  ),
)

/** What a reader of the fixture's stream asks first: the answers are echoed by the requests of a sequence. */
const PRIMING: readonly FuzzedCall[] = [
  { operation: 'DescribeTable', body: '{"TableName":"Plain"}' },
  { operation: 'DescribeStream', body: `{"StreamArn":"${echo('LatestStreamArn')}"}` },
  {
    operation: 'GetShardIterator',
    body: `{"StreamArn":"${echo('LatestStreamArn')}","ShardId":"${echo('ShardId')}","ShardIteratorType":"TRIM_HORIZON"}`,
  },
]

/**
 * Sends requests one after the other to a store as the fixture has it. Each is answered as `readAnswer` wants it, the
 * store agrees with itself afterwards, and what was refused has left no trace: the accepted ones alone lead to the same
 * store, with the same answers.
 *
 * @throws Error what went wrong
 */
export async function runSequence(
  endpoint: FuzzedEndpoint,
  calls: readonly FuzzedCall[],
  watch: Watcher = () => {},
): Promise<void> {
  const before = await freshStore(endpoint)
  const answers = await answersOf(endpoint, calls, watch)
  const after = await soundState(endpoint)
  const accepted = calls.filter((_, i) => answers[i]?.ok === true)
  if (accepted.length === 0) {
    if (after !== before) {
      throw new Error(`Everything was refused, yet the store changed\n${difference(before, after)}`)
    }
    clean.add(endpoint)
    return
  }
  if (accepted.length === calls.length) return

  await freshStore(endpoint)
  const again = await answersOf(endpoint, accepted, () => {})
  const repeated = await soundState(endpoint)
  if (repeated !== after) {
    throw new Error(`Refused requests left a trace\n${difference(repeated, after)}`)
  }
  const first = answers.filter(answer => answer.ok)
  for (const [i, call] of accepted.entries()) {
    if (!REPEATABLE.has(call.operation) || isDeepStrictEqual(again[i], first[i])) continue
    throw new Error(
      `A refused request changed the answer to ${call.operation}: ${JSON.stringify(first[i])} instead of ${JSON.stringify(again[i])}`,
    )
  }
}

/**
 * Sends requests all at once, so that some share a commit: whatever their order, each is answered and the store agrees
 * with itself.
 *
 * @throws Error what went wrong
 */
export async function runTogether(
  endpoint: FuzzedEndpoint,
  calls: readonly FuzzedCall[],
  watch: Watcher = () => {},
): Promise<void> {
  const before = await freshStore(endpoint)
  const answers = await Promise.all(calls.map(call => answersOf(endpoint, [call], watch)))
  const after = await soundState(endpoint)
  if (answers.every(([answer]) => answer?.ok === false) && after !== before) {
    throw new Error(`Everything was refused, yet the store changed\n${difference(before, after)}`)
  }
}

const CONTROL: FuzzedCall = { operation: 'ListTables', body: '{}' }

/**
 * Sends bytes, each lot over a connection of its own: whatever becomes of them, the endpoint answers the next request
 * and its store is as before.
 *
 * @throws Error what went wrong
 */
export async function runBytes(endpoint: FuzzedEndpoint, lots: readonly Buffer[]): Promise<void> {
  const before = await freshStore(endpoint)
  await Promise.all(lots.map(bytes => endpoint.sendBytes(bytes)))
  const [answer] = await answersOf(endpoint, [CONTROL], () => {})
  if (answer?.ok !== true) throw new Error(`The next request was answered ${JSON.stringify(answer)}`)
  const after = await soundState(endpoint)
  if (after !== before) throw new Error(`The store changed\n${difference(before, after)}`)
  clean.add(endpoint)
}

async function freshStore(endpoint: FuzzedEndpoint): Promise<string> {
  if (!clean.has(endpoint) || !endpoint.running) await endpoint.renew()
  clean.delete(endpoint)
  const known = pristine.get(endpoint)
  if (known !== undefined) return known
  const text = await soundState(endpoint)
  pristine.set(endpoint, text)
  return text
}

async function answersOf(
  endpoint: FuzzedEndpoint,
  calls: readonly FuzzedCall[],
  watch: Watcher,
): Promise<readonly Answer[]> {
  const echoes = new Echoes()
  const send = async (call: FuzzedCall): Promise<Answer> => {
    try {
      const raw = await endpoint.send(call.operation, echoes.fill(call.body))
      const answer = readAnswer(raw)
      if (answer.ok) echoes.note(answer.body)
      watch(call, answer, raw.duration)
      return answer
    } catch (error) {
      throw withFaults(endpoint, `${call.operation}: ${error instanceof Error ? error.message : error}`)
    }
  }
  if (calls.some(({ body }) => Echoes.areIn(body))) for (const call of PRIMING) await send(call)
  const answers: Answer[] = []
  for (const call of calls) answers.push(await send(call))
  return answers
}

async function soundState(endpoint: FuzzedEndpoint): Promise<string> {
  const { text, contradictions } = await endpoint.state().catch((error: unknown) => {
    throw withFaults(endpoint, error instanceof Error ? error.message : String(error))
  })
  const faults = endpoint.takeFaults()
  if (contradictions.length === 0 && faults.length === 0) return text
  throw new Error([...contradictions, ...faults].join('\n'))
}

function withFaults(endpoint: FuzzedEndpoint, message: string): Error {
  return new Error([message, ...endpoint.takeFaults()].join('\n'))
}

/** Where two states part. */
function difference(expected: string, real: string): string {
  let at = 0
  while (at < expected.length && expected[at] === real[at]) at++
  const from = Math.max(0, at - 200)
  return `expected …${expected.slice(from, at + 200)}…\nfound    …${real.slice(from, at + 200)}…`
}
