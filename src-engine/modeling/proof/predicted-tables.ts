import {
  type AttributeMap,
  attributeOf,
  emptyAttributeMap,
  type IndexDefinition,
  type Item,
  keyParts,
  projectEntry,
  type TableDefinition,
} from '#dynamo'
import { effectiveProjection } from '../apply/table-input.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { indexesOf, tablesOf } from '../document/queries.ts'
import { keyText } from './item-order.ts'

interface PredictedTable {
  readonly definition: TableDefinition
  /** By primary key. */
  readonly items: Map<string, Item>
}

/** The model's tables and their items, as plain maps. */
export class PredictedTables {
  private readonly tables = new Map<string, PredictedTable>()

  constructor(document: ModelDocument, rows: Iterable<{ readonly tableName: string; readonly item: Item }>) {
    for (const table of tablesOf(document)) {
      const indexes = indexesOf(document, table.id).map(
        (index): IndexDefinition => ({
          name: index.name,
          kind: index.indexKind,
          key: index.key,
          projection: effectiveProjection(table, index),
        }),
      )
      this.tables.set(table.name, { definition: { name: table.name, key: table.key, indexes }, items: new Map() })
    }
    for (const { tableName, item } of rows) {
      const table = this.tables.get(tableName)
      if (table !== undefined) table.items.set(keyText(table.definition.key, item), item)
    }
  }

  itemCounts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.tables].map(([name, { items }]) => [name, items.size]))
  }

  /** The stored item under a key. */
  item(tableName: string, key: AttributeMap): Item | undefined {
    const table = this.tables.get(tableName)
    return table?.items.get(keyText(table.definition.key, key))
  }

  /** Puts items back as they were: what a write of a proof did must not show in the next one. */
  restore(tableName: string, key: AttributeMap, item: Item | undefined): void {
    const table = this.tables.get(tableName)
    if (table === undefined) return
    if (item === undefined) table.items.delete(keyText(table.definition.key, key))
    else table.items.set(keyText(table.definition.key, item), item)
  }

  /** The key attributes of a table. */
  keyOf(tableName: string, item: AttributeMap): AttributeMap {
    const table = this.tables.get(tableName)
    const key = emptyAttributeMap()
    for (const { name } of table === undefined ? [] : keyParts(table.definition.key)) {
      const value = attributeOf(item, name)
      if (value !== undefined) key[name] = value
    }
    return key
  }

  protected table(name: string): PredictedTable {
    const table = this.tables.get(name)
    if (table === undefined) throw new Error(`The model has no table ${name}`)
    return table
  }

  /** The items of a table, or the entries that an index has of them. */
  protected entries(name: string, index: IndexDefinition | undefined): Item[] {
    const { definition, items } = this.table(name)
    const all = [...items.values()]
    if (index === undefined) return all
    return all.flatMap(item => {
      const entry = projectEntry(definition, index, item)
      return entry === undefined ? [] : [entry]
    })
  }
}
