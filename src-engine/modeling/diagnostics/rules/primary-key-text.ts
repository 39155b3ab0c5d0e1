import { attributeOf, type Item, typeOf } from '#dynamo'
import type { TableRecord } from '../../document/model-document.ts'
import { printCanonical } from '../../json/print-json.ts'

/**
 * The primary key of an item as text: equal for equal keys (numbers and binary are canonical in a document). Undefined
 * when the item lacks a key attribute or has one of a wrong type: such items are not the same as any other.
 */
export function primaryKeyText(table: TableRecord, item: Item): string | undefined {
  const values: string[] = []
  for (const { name, type } of [...table.key.partition, ...table.key.sort]) {
    const value = attributeOf(item, name)
    if (value === undefined || typeOf(value) !== type) return undefined
    values.push(printCanonical(value))
  }
  return values.join(' ')
}
