import type { Item } from '#dynamo'
import { withoutAttribute } from '../commands/item-input.ts'
import type { DiagnosticCode } from '../diagnostics/catalogue.ts'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts'
import { itemIndexKeys } from '../diagnostics/rules/item-index-keys.ts'
import { itemKeys } from '../diagnostics/rules/item-keys.ts'
import { itemBytes } from '../diagnostics/rules/item-size.ts'
import { primaryKeyText } from '../diagnostics/rules/primary-key-text.ts'
import type { ItemRecord, ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { itemsOfTable, tablesOf } from '../document/queries.ts'

/** A sample item to be written. */
export interface ItemRow {
  readonly itemId: RecordId
  readonly tableId: RecordId
  readonly tableName: string
  readonly item: Item
}

export interface ItemRows {
  readonly rows: readonly ItemRow[]
  /** Why items are not among the rows, or are without an attribute. */
  readonly report: readonly Diagnostic[]
}

/** An empty index key is dropped from the item, which is then not in the index; everything else refuses the item. */
const MENDED: DiagnosticCode = 'empty-index-key'

/** The rows of every table: the sample items without those that DynamoDB would refuse. */
export function itemsOfTables(document: ModelDocument): ItemRows {
  const tables = tablesOf(document).map(table => itemRows(document, table))
  return { rows: tables.flatMap(({ rows }) => rows), report: tables.flatMap(({ report }) => report) }
}

/** The rows of one table. Of items with one primary key the last is written, as it would be the one that stays. */
export function itemRows(document: ModelDocument, table: TableRecord): ItemRows {
  const rows = new Map<string, ItemRow>()
  const report: Diagnostic[] = []
  itemsOfTable(document, table.id).forEach((record, at) => {
    const name = `Item ${at + 1} of ${table.name}`
    const found = [...itemKeys(record, document), ...itemIndexKeys(record, document), ...itemBytes(record, document)]
    const faults = found.filter(({ code }) => code !== MENDED)
    if (faults.length > 0) {
      report.push(...faults.map(fault => ({ ...fault, message: `${name} is left out. ${fault.message}` })))
      return
    }
    const item = mend(record, found, name, report)
    const key = primaryKeyText(table, item)
    if (key === undefined) return
    const earlier = rows.get(key)
    if (earlier !== undefined) {
      const message = `An item of ${table.name} is left out. Item ${at + 1} has the same primary key`
      report.push(diagnostic('duplicate-primary-key', { recordId: earlier.itemId, message }))
    }
    rows.delete(key)
    rows.set(key, { itemId: record.id, tableId: table.id, tableName: table.name, item })
  })
  return { rows: [...rows.values()], report }
}

function mend(record: ItemRecord, found: readonly Diagnostic[], name: string, report: Diagnostic[]): Item {
  let item = record.item
  for (const fault of found) {
    if (fault.attribute === undefined) continue
    item = withoutAttribute(item, fault.attribute)
    report.push({
      ...fault,
      severity: 'warning',
      message: `${name} is written without "${fault.attribute}". ${fault.message}`,
    })
  }
  return item
}
