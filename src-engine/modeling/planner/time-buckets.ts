import type { Reason } from '../access-patterns/access-path.ts'
import { bucketSpan, MONTHS_OF } from '../access-patterns/bucket-span.ts'
import { readWish } from '../access-patterns/read-wish.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import type { BucketUnit } from '../templates/key-template.ts'
import { isTime } from './attribute-roles.ts'
import { type Collection, collectionOf, PARTITION_BYTES } from './collection-size.ts'
import { type Layout, type Requirement, requirementsOf } from './layout.ts'
import {
  isAsGood,
  type Outcome,
  outcomeOf,
  type PlacedKey,
  placedKeys,
  type Reasoned,
  withLayout,
} from './placed-keys.ts'
import { requirementsOn } from './requirement-words.ts'
import { sizeText } from './size-text.ts'

/** Long buckets first: the fewer there are, the fewer a read asks. */
const UNITS: readonly BucketUnit[] = ['year', 'month', 'day', 'hour']
/** Buckets that the usual read may touch: one, or two where it begins in the one and ends in the other. */
const MOST_TOUCHED = 2

/**
 * Cuts partitions by time that grow beyond what one partition holds, where the sort key only grows (rules K4, H7): the
 * longest bucket that stays below. What answers worse then stays as it is.
 */
export function withBuckets(document: ModelDocument, before: Outcome): Reasoned {
  let outcome = before
  const reasons: Reason[] = []
  const requirements = patternsOf(document).flatMap(pattern => requirementsOf(document, pattern))
  for (const placed of placedKeys(document, before.choice, before.design)) {
    const time = timeThatOrders(placed)
    if (time === undefined) continue
    const collection = collectionOf(document, placed.entity, placed.layout)
    if (collection.bytes <= PARTITION_BYTES) continue
    const reads = requirementsOn(document, placed.entity, requirements).filter(requirement =>
      readsTime(placed.layout, requirement, time),
    )
    const unit = unitFor(document, placed.entity, time, collection, reads)
    const cut = withLayout(outcome.choice, placed, { ...placed.layout, bucket: { attribute: time, unit } })
    const tried = outcomeOf(document, cut)
    if (!isAsGood(tried, outcome)) continue
    outcome = tried
    reasons.push(reasonFor(document, placed, time, unit, collection, reads))
  }
  return { outcome, reasons }
}

/** The time by which the items of a partition are ordered; a local index needs its partition whole. */
function timeThatOrders({ entity, keys, slot, layout }: PlacedKey): string | undefined {
  const [first] = layout.sort
  const attribute = entity.attributes.find(({ name }) => name === first)
  if (attribute === undefined || !isTime(attribute)) return undefined
  return slot === 'main' && keys.local.length > 0 ? undefined : attribute.name
}

function readsTime(
  { partition }: Layout,
  { single, equal, wished, range, order }: Requirement,
  time: string,
): boolean {
  const isFound = partition.every(name => equal.includes(name) || wished.includes(name))
  return !single && isFound && (range === time || order === time)
}

/** The longest bucket that one partition holds and the usual read touches two of at most; else the longest that it holds. */
function unitFor(
  document: ModelDocument,
  entity: EntityRecord,
  time: string,
  collection: Collection,
  reads: readonly Requirement[],
): BucketUnit {
  const isDate = entity.attributes.some(({ name, generator }) => name === time && generator?.type === 'date')
  const units = UNITS.filter(unit => !isDate || unit !== 'hour')
  const small = units.filter(unit => bytesOf(unit, collection) <= PARTITION_BYTES)
  const handy = small.find(unit => touched(document, entity, time, unit, reads) <= MOST_TOUCHED)
  return handy ?? small[0] ?? units.at(-1) ?? 'hour'
}

/** Bytes that come in a bucket; all of them when nobody says how many come. */
function bytesOf(unit: BucketUnit, { bytes, inflow }: Collection): number {
  return inflow === 0 ? bytes : Math.min(bytes, inflow * MONTHS_OF[unit])
}

/** Buckets that the read with the most calls asks. */
function touched(
  document: ModelDocument,
  entity: EntityRecord,
  time: string,
  unit: BucketUnit,
  reads: readonly Requirement[],
): number {
  const [usual] = [...reads].sort((left, right) => right.rate - left.rate)
  const operation = usual && recordOfKind(document, 'pattern', usual.patternId)?.operation
  if (operation?.type !== 'query') return 1
  const range = operation.by.find(({ attribute, is }) => attribute === time && (is ?? '=') !== '=')?.is
  return bucketSpan(document, readWish(document, operation), entity, { attribute: time, unit, range }).count
}

function reasonFor(
  document: ModelDocument,
  { entity, layout }: PlacedKey,
  time: string,
  unit: BucketUnit,
  collection: Collection,
  reads: readonly Requirement[],
): Reason {
  const source = layout.all === undefined ? `one ${layout.partition.join(', ')}` : 'one partition'
  const grows =
    collection.growth === 0
      ? `${sizeText(collection.bytes)} of ${entity.name} lie under ${source}`
      : `${entity.name} grows by ${sizeText(collection.growth)} a month under ${source}, to ${sizeText(collection.bytes)} in three years`
  const count = touched(document, entity, time, unit, reads)
  const asked = reads.length === 0 ? '' : `, and the usual read asks ${count} of them`
  const text = `${grows}, where a partition holds 10 GB: cut by ${unit} of ${time} it is ${sizeText(bytesOf(unit, collection))}${asked}`
  return { text, rule: 'K4' }
}
