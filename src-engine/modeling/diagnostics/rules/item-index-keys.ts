import { attributeOf, keyParts, typeOf, valueSize } from '#dynamo'
import { indexesOf, recordOfKind } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'
import { isEmptyKeyValue, isTooLong } from './key-value.ts'

/** Where a sample item has a key attribute of an index, its value is one that DynamoDB takes there. */
export const itemIndexKeys: Rule<'item'> = (record, document) => {
  const table = recordOfKind(document, 'table', record.tableId)
  if (table === undefined) return []
  // The table's own key attributes are the business of the rule about keys.
  const done = new Set(keyParts(table.key).map(part => part.name))
  const found: Diagnostic[] = []
  for (const index of indexesOf(document, record.tableId)) {
    for (const list of ['partition', 'sort'] as const) {
      for (const { name, type } of index.key[list]) {
        const value = attributeOf(record.item, name)
        if (value === undefined || done.has(name)) continue
        const about = { recordId: record.id, attribute: name }
        if (typeOf(value) !== type) {
          const message = `"${name}", a key of ${index.name}, is ${typeOf(value)}, not ${type}`
          found.push(diagnostic('wrong-index-key-type', { ...about, message }))
        } else if (isEmptyKeyValue(value)) {
          found.push(
            diagnostic('empty-index-key', { ...about, message: `"${name}", a key of ${index.name}, is empty` }),
          )
        } else if (isTooLong(value, list)) {
          const message = `"${name}", a key of ${index.name}, has ${valueSize(value)} bytes`
          found.push(diagnostic('key-too-long', { ...about, message }))
        } else continue
        done.add(name)
      }
    }
  }
  return found
}
