import type { IndexRecord, ItemRecord, ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { indexesOf, itemsOfTable } from '../document/queries.ts'
import { equalJson } from '../json/equal-json.ts'
import { commonEnds } from './common-ends.ts'
import type { Diagnostic } from './diagnostic.ts'
import { PrimaryKeys } from './primary-keys.ts'
import { duplicatePrimaryKeys } from './rules/duplicate-primary-key.ts'
import { itemRules } from './rules.ts'

/** What the item rules look at beside the item: the same object as long as none of it has changed. */
interface ItemContext {
  readonly table: TableRecord
  readonly indexes: readonly IndexRecord[]
}

/** What was found in a table last. */
interface TableFindings {
  readonly context: ItemContext
  readonly items: readonly ItemRecord[]
  readonly byItem: readonly (readonly Diagnostic[])[]
  readonly all: readonly Diagnostic[]
  readonly keys: PrimaryKeys
}

const recent = new Map<RecordId, TableFindings>()
const MOST_RECENT = 500

/**
 * What is wrong with the items of a table, each by itself and beside the others. What was found before is taken over for
 * every item that is the same: of thousands of items an edit changes one, and the design around them seldom. Item rules may
 * look at the item, at the key, the declared attributes and the time to live of its table and at the keys of the indexes, nothing else.
 */
export function itemFindings(document: ModelDocument, table: TableRecord): readonly Diagnostic[] {
  const before = recent.get(table.id)
  const context = contextOf(document, table, before?.context)
  const items = itemsOfTable(document, table.id)
  const isLike = before?.context === context
  const found =
    before === undefined || !isLike
      ? findAll(document, context, items)
      : before.items === items
        ? before
        : findAgain(document, before, items)
  recent.delete(table.id)
  recent.set(table.id, found)
  const [oldest] = recent.keys()
  if (recent.size > MOST_RECENT && oldest !== undefined) recent.delete(oldest)
  const duplicates = duplicatePrimaryKeys(table, items, found.keys)
  return duplicates.length === 0 ? found.all : [...duplicates, ...found.all]
}

function findAll(document: ModelDocument, context: ItemContext, items: readonly ItemRecord[]): TableFindings {
  const byItem = items.map(item => findingsOf(document, item))
  return { context, items, byItem, all: byItem.flat(), keys: new PrimaryKeys(context.table, items) }
}

/** Before and behind what the edit touched, all is as it was. */
function findAgain(document: ModelDocument, before: TableFindings, items: readonly ItemRecord[]): TableFindings {
  const { context, keys } = before
  const { start, end } = commonEnds(before.items, items)
  const known = new Map(before.items.slice(start, before.items.length - end).map((item, at) => [item, start + at]))
  for (const item of known.keys()) keys.remove(item)
  const middle = items.slice(start, items.length - end)
  for (const item of middle) keys.add(item)
  const again = middle.map(item => {
    const at = known.get(item)
    return (at === undefined ? undefined : before.byItem[at]) ?? findingsOf(document, item)
  })
  const byItem = [...before.byItem.slice(0, start), ...again, ...before.byItem.slice(before.byItem.length - end)]
  return { context, items, byItem, all: byItem.flat(), keys }
}

const NOTHING: readonly Diagnostic[] = []

function findingsOf(document: ModelDocument, item: ItemRecord): readonly Diagnostic[] {
  const found = itemRules.flatMap(rule => rule(item, document))
  return found.length === 0 ? NOTHING : found
}

function contextOf(document: ModelDocument, table: TableRecord, before: ItemContext | undefined): ItemContext {
  const indexes = indexesOf(document, table.id)
  return before !== undefined && isSeenAlike(before, { table, indexes }) ? before : { table, indexes }
}

function isSeenAlike(left: ItemContext, right: ItemContext): boolean {
  const seen = ({ key, attributes, timeToLive }: TableRecord) => [key, attributes, timeToLive ?? null]
  const sameTable = left.table === right.table || equalJson(seen(left.table), seen(right.table))
  if (!sameTable || left.indexes.length !== right.indexes.length) return false
  return left.indexes.every((index, at) => {
    const other = right.indexes[at]
    return index === other || (index.name === other?.name && equalJson(index.key, other.key))
  })
}
