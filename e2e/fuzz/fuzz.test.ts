import { expect, test } from 'vitest'
import { CAMPAIGNS, describeFailure, fuzz, Tally } from './fuzz.ts'

/**
 * A few seconds of fuzzing with the same requests in every run. For more, and other ones: `npm run fuzz`.
 */

const SEED = 20_261_101
const RUNS: Readonly<Record<string, number>> = { items: 40, statements: 30, tables: 20, model: 20 }

test.each(Object.keys(CAMPAIGNS))(
  'whatever is sent is answered, and what is refused leaves no trace: %s',
  {
    timeout: 120_000,
  },
  async campaign => {
    const tally = new Tally()
    const failure = await fuzz({ campaign, seed: SEED, limit: { runs: RUNS[campaign] ?? 10 }, watch: tally.watch })
    expect(failure && describeFailure(failure)).toBeUndefined()
    // Requests that are all refused, or all accepted, would prove little.
    if (campaign === 'heads') return
    expect(tally.accepted.size).toBeGreaterThan(0)
    expect(tally.refused.size).toBeGreaterThan(0)
  },
)
