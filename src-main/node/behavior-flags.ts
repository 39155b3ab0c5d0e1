import type { EngineBehavior } from '#engine'
import { UsageError } from './usage-error.ts'

/** `parseArgs` options for what the engine leaves open (EngineBehavior), the same for every program that runs one. */
export const BEHAVIOR_FLAGS = {
  'error-wording': { type: 'string' },
  'table-delay': { type: 'string' },
  'index-delay': { type: 'string' },
  'stale-reads': { type: 'string' },
  throttling: { type: 'boolean' },
  'ttl-interval': { type: 'string' },
  'shard-records': { type: 'string' },
  'item-collection-limit': { type: 'string' },
  seed: { type: 'string' },
} as const

/** The flags as `parseArgs` gives them. */
export type BehaviorFlags = {
  readonly [Name in keyof typeof BEHAVIOR_FLAGS]?: (typeof BEHAVIOR_FLAGS)[Name]['type'] extends 'boolean'
    ? boolean
    : string
}

export const BEHAVIOR_HELP = `Behaviour (times are numbers with ms, s, m or h):
  --error-wording current|older
                texts of errors: of the Regions that have the validation of 2026 (default), or of the others
  --table-delay TIME
                how long tables and indexes are CREATING, UPDATING and DELETING (default 0)
  --index-delay TIME
                how long a write takes to show in global indexes (default 0)
  --stale-reads TIME
                how long eventually consistent reads may see what was before (default 0)
  --throttling  enforce the throughput of tables and indexes
  --ttl-interval TIME
                how often expired items are looked for (default 1m; 0 never)
  --shard-records N
                records after which a shard of a stream splits (default 50000)
  --item-collection-limit SIZE
                bytes of one partition key's items with local indexes, a number with
                KB, MB or GB (default 10GB)
  --seed N      number that everything left to chance is drawn from (default 1)
`

/** What the flags ask for; what they do not mention is left out. Throws UsageError. */
export function readBehavior(flags: BehaviorFlags): Partial<EngineBehavior> {
  const tableDelay = readDuration('--table-delay', flags['table-delay'])
  const indexDelay = readDuration('--index-delay', flags['index-delay'])
  const staleReads = readDuration('--stale-reads', flags['stale-reads'])
  const expiryInterval = readDuration('--ttl-interval', flags['ttl-interval'])
  const shardRecords = readNumber('--shard-records', flags['shard-records'], 1)
  const itemCollectionLimit = readSize('--item-collection-limit', flags['item-collection-limit'])
  const seed = readNumber('--seed', flags.seed, 0)
  const errorWording = flags['error-wording']
  if (errorWording !== undefined && errorWording !== 'current' && errorWording !== 'older') {
    throw new UsageError(`--error-wording takes current or older, not ${JSON.stringify(errorWording)}.`)
  }
  return {
    ...(errorWording !== undefined && { errorWording }),
    ...(tableDelay !== undefined && { tableDelay }),
    ...(indexDelay !== undefined && { indexDelay }),
    ...(staleReads !== undefined && { staleReads }),
    ...(flags.throttling && { throttling: true }),
    ...(expiryInterval !== undefined && { expiryInterval }),
    ...(shardRecords !== undefined && { shardRecords }),
    ...(itemCollectionLimit !== undefined && { itemCollectionLimit }),
    ...(seed !== undefined && { seed }),
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Timers take no more: 24 days and some hours. */
const LONGEST = 24 * 24 * 3_600_000

/** Milliseconds; a bare 0 needs no unit. */
function readDuration(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (text === '0') return 0
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const duration = Math.round(Number(number) * (UNITS[unit] ?? Number.NaN))
  if (duration >= 0 && duration <= LONGEST) return duration
  throw new UsageError(`${flag} takes a time such as 500ms, 2s or 1m (at most 576h), not ${JSON.stringify(text)}.`)
}

const SIZES: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }

/** Bytes. */
function readSize(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, number = '', unit = ''] = /^(\d+)(KB|MB|GB)$/.exec(text) ?? []
  const size = Number(number) * (SIZES[unit] ?? Number.NaN)
  if (size > 0 && Number.isSafeInteger(size)) return size
  throw new UsageError(`${flag} takes a size such as 500KB, 1MB or 10GB, not ${JSON.stringify(text)}.`)
}

function readNumber(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new UsageError(`${flag} takes a whole number from ${least}, not ${JSON.stringify(text)}.`)
}
