import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProofEvent } from '#contract'
import { absentEngine, outcomeOf, startTestHost, type TestHost } from '../../node/testing/test-host.ts'

const text = readFileSync(join(import.meta.dirname, '../../../resources/gallery/shop.facet.json'), 'utf8')
const { records } = JSON.parse(text) as { records: { kind: string }[] }
const count = records.filter(({ kind }) => kind === 'pattern').length

let host: TestHost
beforeAll(async () => {
  host = await startTestHost({ engine: absentEngine })
})
afterAll(() => host[Symbol.asyncDispose]())

async function proved(input: Parameters<TestHost['api']['proof']['run']>[0]): Promise<readonly ProofEvent[]> {
  const events: ProofEvent[] = []
  for await (const event of await host.api.proof.run(input)) events.push(event)
  return events
}

test('every pattern of a model is proved, one event each', async () => {
  const events = await proved({ text })
  expect(events[0]).toMatchObject({ kind: 'start', patterns: count, items: { Shop: expect.any(Number) } })
  expect(events.at(-1)).toMatchObject({ kind: 'done' })
  const patterns = events.flatMap(event => (event.kind === 'pattern' ? [event.pattern] : []))
  expect(patterns.map(({ outcome }) => outcome)).toEqual(Array.from({ length: count }, () => 'proved'))
  expect(JSON.parse(patterns[0]?.calls[0]?.request ?? '')).toMatchObject({ TableName: 'Shop' })
})

test('one pattern with generated data', async () => {
  const events = await proved({ text, patternIds: ['pattern-latest-orders'], generate: { seed: 7, size: 9 } })
  expect(events.map(({ kind }) => kind)).toEqual(['start', 'pattern', 'done'])
})

test('a run that is left ends', async () => {
  for await (const event of await host.api.proof.run({ text })) {
    expect(event.kind).toBe('start')
    break
  }
})

test('a text that is no model is refused with the place', async () => {
  const outcome = await outcomeOf(host.api.proof.run({ text: '{' }))
  expect(outcome).toMatchObject({ code: 'MODEL_INVALID', data: { problems: [expect.stringContaining('Line 1')] } })
})
