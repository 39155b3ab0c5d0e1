import {
  type AttributeValue,
  type BoundCondition,
  type BoundKeyTerm,
  compareScalars,
  conditionPaths,
  emptyAttributeMap,
  type KeyBranch,
  keyRange,
  type ReadOrder,
  validationError,
} from '#dynamo'
import type { ReadSource } from '../operations/support/read-source.ts'
import { justAfter, keyRangeRows, type RowKey, type RowRange, tableRowKey } from '../storage/key-encoding.ts'

/** Rows that a SELECT reads one after the other. */
export interface KeyWalk {
  readonly rows: RowRange
  /** The one row there can be, where a read by key finds it. */
  readonly point: RowKey | undefined
}

interface PlacedWalk extends KeyWalk {
  readonly partition: AttributeValue
  /** Whether a filter of the branch looks at the sort key: such branches may share rows. */
  readonly filtersSort: boolean
}

/**
 * The rows of every branch, in the order in which they are read. No row is in two of them.
 *
 * @throws DynamoError branches that overlap, and key values that no item can have
 */
export function keyWalks(source: ReadSource, branches: readonly KeyBranch[], order: ReadOrder): readonly KeyWalk[] {
  const [only] = branches
  const point = only && branches.length === 1 ? onlyPoint(source, only) : undefined
  if (point !== undefined) return [point]
  const walks = branches.map(branch => walkOf(source, branch))
  const byRow = walks.filter(walk => !isEmpty(walk)).sort((a, b) => a.rows.from.compare(b.rows.from))
  const partitions = order.partitionsDescending ? -1 : 1
  const rows = order.sortDescending ? -1 : 1
  return [...apart(byRow), ...walks.filter(isEmpty)].sort(
    (a, b) => partitions * (compareScalars(a.partition, b.partition) ?? 0) || rows * a.rows.from.compare(b.rows.from),
  )
}

/** What nearly every statement with a whole key is: one item, which no other branch can share. */
function onlyPoint(source: ReadSource, { partition, sort }: KeyBranch): KeyWalk | undefined {
  if (!namesOneItem(source, sort)) return undefined
  keyRange({ terms: [partition, ...sort] }, source.key)
  const point = pointOf(source, partition, sort)
  return { rows: { from: point, to: justAfter(point) }, point }
}

function walkOf(source: ReadSource, { partition, sort, filters }: KeyBranch): PlacedWalk {
  const range = (terms: readonly BoundKeyTerm[]): RowRange =>
    keyRangeRows(keyRange({ terms }, source.key, source.index?.definition.name))
  const ranges = sort.length === 0 ? [range([partition])] : sort.map(term => range([partition, term]))
  const sortName = source.key.sort[0]?.name
  return {
    rows: ranges.reduce(intersection),
    point: namesOneItem(source, sort) ? pointOf(source, partition, sort) : undefined,
    partition: onlyValue(partition),
    filtersSort: filters.some(filter => mentions(filter, sortName)),
  }
}

/** Of an index several items may have the same key, so it is never read by key. */
function namesOneItem({ index, key }: ReadSource, sort: readonly BoundKeyTerm[]): boolean {
  if (index !== undefined || sort.length !== key.sort.length) return false
  return sort.every(term => term.operator === '=')
}

function pointOf({ key }: ReadSource, partition: BoundKeyTerm, sort: readonly BoundKeyTerm[]): RowKey {
  const item = emptyAttributeMap()
  for (const term of [partition, ...sort]) item[term.attribute] = onlyValue(term)
  return tableRowKey(key, item)
}

function onlyValue({ values: [value] }: BoundKeyTerm): AttributeValue {
  if (value === undefined) throw new TypeError('A key condition has a value')
  return value
}

function mentions(condition: BoundCondition, name: string | undefined): boolean {
  return conditionPaths(condition).some(path => path[0] === name)
}

/**
 * Refuses walks that share rows, except where a filter on the sort key parts their items: those become one walk, whose
 * rows are held against the whole condition.
 */
function apart(walks: readonly PlacedWalk[]): PlacedWalk[] {
  const parted: PlacedWalk[] = []
  for (const walk of walks) {
    const before = parted.at(-1)
    if (before === undefined || !reachesInto(before.rows, walk.rows)) parted.push(walk)
    else if (before.filtersSort || walk.filtersSort) parted[parted.length - 1] = merged(before, walk)
    else {
      throw validationError('Overlapping conditions with range keys are not supported in where clause')
    }
  }
  return parted
}

function merged(before: PlacedWalk, walk: PlacedWalk): PlacedWalk {
  const { to } = before.rows
  const further = to === undefined || (walk.rows.to !== undefined && walk.rows.to.compare(to) < 0) ? to : walk.rows.to
  return { ...before, rows: { from: before.rows.from, to: further }, point: undefined, filtersSort: true }
}

function reachesInto(before: RowRange, later: RowRange): boolean {
  return before.to === undefined || before.to.compare(later.from) > 0
}

function intersection(a: RowRange, b: RowRange): RowRange {
  const from = a.from.compare(b.from) < 0 ? b.from : a.from
  if (a.to === undefined) return { from, to: b.to }
  return { from, to: b.to === undefined || a.to.compare(b.to) < 0 ? a.to : b.to }
}

/** Conditions that no sort key fulfils. They are read all the same, and cost what an empty query costs. */
function isEmpty({ rows: { from, to } }: KeyWalk): boolean {
  return to !== undefined && to.compare(from) <= 0
}
