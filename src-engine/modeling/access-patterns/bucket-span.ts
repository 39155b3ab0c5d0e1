import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import type { BucketUnit } from '../templates/key-template.ts'
import { matchesOf, RANGE_SHARE } from './cardinality.ts'
import { lifetimeOf } from './lifetime.ts'
import type { BucketMatch } from './match-key.ts'
import { givensFor, type ReadWish } from './read-wish.ts'

/** How many time buckets of a partition key a read goes through (rule K4). */
export interface BucketSpan extends BucketMatch {
  /** Buckets that one read typically asks, one after the other. */
  readonly count: number
  /** Both ends of what is asked are known when it is asked, so that the buckets can be counted. */
  readonly bounded: boolean
}

/** Months of a bucket: an hour is one of 730. */
export const MONTHS_OF: Readonly<Record<BucketUnit, number>> = { hour: 1 / 730, day: 24 / 730, month: 1, year: 12 }

/**
 * The buckets that a read asks. A range with two ends names them; of one that begins at a time the other end is now. What
 * reaches back without an end is bounded by how long items are kept, and unbounded when nobody says how many come and how
 * many there are.
 */
export function bucketSpan(
  document: ModelDocument,
  wish: ReadWish,
  entity: EntityRecord,
  bucket: BucketMatch,
): BucketSpan {
  const life = lifetimeOf(document, entity)
  const isOpen = bucket.range === undefined || bucket.range === '<' || bucket.range === '<='
  const months = monthsAsked(document, wish, entity, bucket, life)
  const unit = MONTHS_OF[bucket.unit]
  // A range as long as a bucket lies in two of them, wherever it begins; there are no more than there are.
  const asked = 1 + Math.min(months, life ?? Number.POSITIVE_INFINITY) / unit
  return { ...bucket, count: Math.max(1, Math.round(asked)), bounded: !isOpen || life !== undefined }
}

function monthsAsked(
  document: ModelDocument,
  wish: ReadWish,
  entity: EntityRecord,
  { attribute, range }: BucketMatch,
  life: number | undefined,
): number {
  if (life === undefined) return 0
  const equal = givensFor(document, entity, wish).filter(({ is }) => (is ?? '=') === '=')
  const perMonth = matchesOf(document, entity, equal) / life
  // A page in the order of time is full after so many; without an order every bucket has to be asked.
  const page = wish.order?.attribute === attribute ? wish.limit : undefined
  const matches = range === undefined ? undefined : wish.matches
  const wanted = Math.min(page ?? Number.POSITIVE_INFINITY, matches ?? Number.POSITIVE_INFINITY)
  if (Number.isFinite(wanted)) return wanted / perMonth
  return range === undefined ? life : life * RANGE_SHARE
}
