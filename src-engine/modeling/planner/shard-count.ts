import type { Reason } from '../access-patterns/access-path.ts'
import type { Heat } from './heat.ts'
import { PARTITION_WRITES } from './heat-of-plan.ts'

/** Room above what one partition can do: peaks are higher than anybody says (rule H2). */
const HEADROOM = 1.5
const MOST_SHARDS = 128

/** Shards for a load: one for every 1,000 write units, half as many again, the next power of two (rule H2). */
export function shardCount({ writeUnits }: Heat): number {
  const wanted = Math.ceil(writeUnits / PARTITION_WRITES) * HEADROOM
  let count = 2
  while (count < wanted && count < MOST_SHARDS) count *= 2
  return count
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')

/** The same, as a reader can follow it. */
export function arithmeticOf(heat: Heat): Reason {
  const { key, writeUnits } = heat
  const [ceil, count] = [Math.ceil(writeUnits / PARTITION_WRITES), shardCount(heat)]
  const text = `The hottest ${key} takes ${whole(writeUnits)} write units a second at the peak, a partition 1,000: ${ceil} × ${HEADROOM} = ${ceil * HEADROOM}, so ${count} shards with ${whole(writeUnits / count)} each`
  return { text, rule: 'H2' }
}
