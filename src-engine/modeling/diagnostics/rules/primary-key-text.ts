import { attributeOf, type Item, keyParts, typeOf } from '#dynamo'
import type { TableRecord } from '../../document/model-document.ts'

/**
 * The primary key of an item as text: equal for equal keys (numbers and binary are canonical in a document). Undefined
 * when the item lacks a key attribute or has one of a wrong type: such items are not the same as any other.
 */
export function primaryKeyText({ key }: Pick<TableRecord, 'key'>, item: Item): string | undefined {
  let text = ''
  for (const { name, type } of keyParts(key)) {
    const value = attributeOf(item, name)
    if (value === undefined || typeOf(value) !== type) return undefined
    const content = 'S' in value ? value.S : 'N' in value ? value.N : 'B' in value ? value.B : ''
    text += `${content.length}:${content}`
  }
  return text
}
