import type { ItemRecord, TableRecord } from '../document/model-document.ts'
import { primaryKeyText } from './rules/primary-key-text.ts'

/** How often each primary key stands in the items of a table: kept from edit to edit, so that one item costs one look. */
export class PrimaryKeys {
  readonly #table: TableRecord
  readonly #counts = new Map<string, number>()
  readonly #texts = new WeakMap<ItemRecord, string | undefined>()
  #repeated = 0

  constructor(table: TableRecord, items: readonly ItemRecord[]) {
    this.#table = table
    for (const item of items) this.add(item)
  }

  /** Whether two items have one key. */
  get hasRepeated(): boolean {
    return this.#repeated > 0
  }

  /** The key of an item as text; undefined when it is not whole. */
  textOf(record: ItemRecord): string | undefined {
    if (this.#texts.has(record)) return this.#texts.get(record)
    const text = primaryKeyText(this.#table, record.item)
    this.#texts.set(record, text)
    return text
  }

  add(record: ItemRecord): void {
    const text = this.textOf(record)
    if (text === undefined) return
    const count = (this.#counts.get(text) ?? 0) + 1
    this.#counts.set(text, count)
    if (count === 2) this.#repeated++
  }

  remove(record: ItemRecord): void {
    const text = this.textOf(record)
    if (text === undefined) return
    const count = (this.#counts.get(text) ?? 0) - 1
    if (count === 1) this.#repeated--
    if (count > 0) this.#counts.set(text, count)
    else this.#counts.delete(text)
  }
}
