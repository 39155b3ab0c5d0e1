import type { IndexRecord, ItemRecord, ModelDocument, TableRecord } from '../document/model-document.ts'
import { indexesOf } from '../document/queries.ts'
import type { Diagnostic } from './diagnostic.ts'
import { itemRules } from './rules.ts'

/** What the item rules look at beside the item: the same object as long as none of it has changed. */
interface ItemContext {
  readonly indexes: readonly IndexRecord[]
}

const contexts = new WeakMap<TableRecord, ItemContext>()
const findings = new WeakMap<ItemRecord, { readonly context: ItemContext; readonly found: readonly Diagnostic[] }>()

/**
 * What is wrong with an item by itself. Remembered per item record: of thousands of items an edit changes one, and the
 * design around them seldom. Item rules may look at the item, its table and the indexes of the table, nothing else.
 */
export function itemFindings(document: ModelDocument, table: TableRecord, item: ItemRecord): readonly Diagnostic[] {
  const context = contextOf(document, table)
  const known = findings.get(item)
  if (known?.context === context) return known.found
  const found = itemRules.flatMap(rule => rule(item, document))
  findings.set(item, { context, found })
  return found
}

function contextOf(document: ModelDocument, table: TableRecord): ItemContext {
  const indexes = indexesOf(document, table.id)
  const known = contexts.get(table)
  if (known !== undefined && sameRecords(known.indexes, indexes)) return known
  const context = { indexes }
  contexts.set(table, context)
  return context
}

function sameRecords(left: readonly IndexRecord[], right: readonly IndexRecord[]): boolean {
  return left === right || (left.length === right.length && left.every((record, at) => record === right[at]))
}
