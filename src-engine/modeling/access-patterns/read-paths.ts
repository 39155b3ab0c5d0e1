import type { Given, ModelDocument } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { CallTarget, PlannedCall, Reason, Verdict } from './access-path.ts'
import type { BucketSpan } from './bucket-span.ts'
import { matchesOf } from './cardinality.ts'
import { type ReadOption, readOptions } from './find-read.ts'
import { followUp } from './follow-up.ts'
import { itemsRead } from './items-read.ts'
import type { ReadPath } from './read-path.ts'
import { pagesOf, pageUnits, singleUnits, sumOf, timesOf } from './read-units.ts'
import type { ReadWish } from './read-wish.ts'
import { scanPaths } from './scan-path.ts'
import { viewIds, viewName } from './view.ts'

/** Every way to answer a read, the best first; a Scan is the last resort. Empty when nothing holds the entities. */
export function readPaths(document: ModelDocument, wish: ReadWish): readonly ReadPath[] {
  const found = readOptions(document, wish).flatMap(option => pathOf(document, wish, option) ?? [])
  // To scan is never better than a key that finds exactly what is asked for, and costly to weigh.
  const scans = found.some(({ verdict }) => verdict === 'exact') ? [] : scanPaths(document, wish)
  return [...found, ...scans].sort(byWorth)
}

const RANK: Readonly<Record<Verdict, number>> = { exact: 0, filters: 1, scan: 2, 'not-served': 3 }

function byWorth(left: ReadPath, right: ReadPath): number {
  return (
    RANK[left.verdict] - RANK[right.verdict] ||
    left.read.value - right.read.value ||
    left.calls.length - right.calls.length
  )
}

function pathOf(document: ModelDocument, wish: ReadWish, option: ReadOption): ReadPath | undefined {
  const { view, sought, conditions, filter, unfiltered, others, ordered, shards, buckets } = option
  const complete = sought.length === 1 && sought[0]?.match.complete === true
  const isGet = wish.single && complete && view.index === undefined && filter.length + unfiltered.length === 0
  const isBounded = buckets === undefined || buckets.bounded
  const rivals = isGet || !wish.single ? 1 : rivalsOf(document, wish, option)
  const exact = filter.length + unfiltered.length + others.length === 0 && ordered && isBounded && rivals === 1
  const requests = shards * (buckets?.count ?? 1)
  const follow = option.missing.length === 0 ? undefined : followUp(document, wish, option, exact)
  if (option.missing.length > 0 && follow === undefined) return undefined
  const target: CallTarget = {
    action: isGet ? 'get' : 'query',
    ...viewIds(view),
    placementIds: sought.map(({ placement }) => placement.id),
    key: conditions,
    filter,
    direction: wish.order?.direction ?? 'ascending',
    ...(wish.limit === undefined || !exact ? {} : { limit: wish.limit }),
    ...(wish.attributes === undefined || follow !== undefined ? {} : { attributes: wish.attributes }),
    times: 1,
  }
  const items = itemsRead(document, wish, option, exact)
  const bytes = items.reduce((sum, { count, bytes }) => sum + count * bytes, 0)
  const one = isGet
    ? singleUnits('item', 1, items[0]?.bytes ?? 0, wish.consistent ? 'consistent' : 'eventual')
    : pageUnits(
        items.map(read => ({ ...read, count: read.count / requests })),
        wish.consistent,
      )
  const read = timesOf(requests, one)
  const pages = isGet || wish.limit !== undefined ? 1 : pagesOf(bytes / requests)
  const first: PlannedCall = {
    call: isGet ? 'GetItem' : 'Query',
    targets: [target],
    times: requests * pages,
    consistent: wish.consistent,
  }
  return {
    verdict: exact ? 'exact' : 'filters',
    calls: [first, ...(follow?.call === undefined ? [] : [follow.call])],
    reasons: [...reasonsFor(document, wish, option, exact, rivals), ...(follow === undefined ? [] : [follow.reason])],
    read: follow === undefined ? read : sumOf([read, follow.read]),
    byTarget: [
      { ...viewIds(view), read: read.value, write: 0 },
      ...(follow === undefined ? [] : [{ tableId: follow.tableId, read: follow.read.value, write: 0 }]),
    ],
  }
}

/** Items among which the one that is meant has to be found, when what is given does not tell them apart. */
function rivalsOf(document: ModelDocument, wish: ReadWish, { sought: [first] }: ReadOption): number {
  return first === undefined || wish.matches !== undefined ? 1 : matchesOf(document, first.entity, wish.by)
}

function reasonsFor(
  document: ModelDocument,
  wish: ReadWish,
  option: ReadOption,
  exact: boolean,
  rivals: number,
): readonly Reason[] {
  const { view, sought, filter, unfiltered, others, ordered, shards, buckets } = option
  const reasons: Reason[] = []
  const list = (givens: readonly Given[]): string => givens.map(({ attribute }) => attribute).join(', ')
  if (exact) reasons.push({ text: `The key of ${viewName(view)} finds exactly these items` })
  if (rivals > 1) {
    const text = `${list(wish.by)} is shared by ${rivals.toLocaleString('en-US')} items: all are read to find the one that is meant`
    reasons.push({ text, rule: 'K5' })
  }
  if (filter.length > 0) {
    reasons.push({ text: `${list(filter)} is filtered after reading: what is dropped is paid for`, rule: 'Q2' })
  }
  if (unfiltered.length > 0) {
    const text = `${list(unfiltered)} is part of the key but cannot be compared there: the application has to check it`
    reasons.push({ text, rule: 'Q2' })
  }
  for (const placement of others) {
    const name = recordOfKind(document, 'entity', placement.entityId)?.name ?? 'Other'
    reasons.push({ text: `${name} items lie in the same range and are read too`, rule: 'K3' })
  }
  if (!ordered && wish.order !== undefined) {
    const unpadded = sought.some(({ match }) => match.unpadded.includes(wish.order?.attribute ?? ''))
    reasons.push(
      unpadded
        ? { text: `${wish.order.attribute} is a number inside a text: it orders as text. Pad it`, rule: 'K10' }
        : { text: `The items are not ordered by ${wish.order.attribute}: all are read, then sorted`, rule: 'K4' },
    )
  }
  if (shards > 1) {
    const merged = wish.order === undefined ? '' : ` and merged by ${wish.order.attribute}`
    reasons.push({ text: `The partition key is spread: all ${shards} shards are asked${merged}`, rule: 'H3' })
  }
  if (buckets !== undefined) reasons.push(reasonForBuckets(buckets))
  return reasons
}

/** What going through time buckets means for a read. */
function reasonForBuckets({ attribute, unit, count, bounded }: BucketSpan): Reason {
  if (!bounded) {
    const text = `How many ${unit}s of ${attribute} there are is not known: limit it on both sides, or state volume and growth`
    return { text, rule: 'K4' }
  }
  const asked = count === 1 ? `one ${unit}` : `${count} ${unit}s`
  return { text: `The partition is one ${unit} of ${attribute}: a usual read asks ${asked}`, rule: 'K4' }
}
