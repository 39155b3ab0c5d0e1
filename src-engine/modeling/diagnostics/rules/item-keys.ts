import { attributeOf, type KeyDefinition, typeOf, valueSize } from '#dynamo'
import { recordOfKind } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'
import { isEmptyKeyValue, isTooLong } from './key-value.ts'

/** A sample item has a value of the right type and length for every attribute of its table's key. */
export const itemKeys: Rule<'item'> = (record, document) => {
  const table = recordOfKind(document, 'table', record.tableId)
  if (table === undefined) return []
  const found: Diagnostic[] = []
  const check = (list: keyof KeyDefinition): void => {
    for (const { name, type } of table.key[list]) {
      const about = { recordId: record.id, attribute: name }
      const value = attributeOf(record.item, name)
      if (value === undefined) {
        const otherCase = Object.keys(record.item).find(other => other.toLowerCase() === name.toLowerCase())
        const hint = otherCase === undefined ? '' : `; it has "${otherCase}"`
        found.push(
          diagnostic('missing-key-attribute', {
            ...about,
            message: `The item has no key attribute "${name}"${hint}`,
          }),
        )
      } else if (typeOf(value) !== type) {
        const message = `The key attribute "${name}" is ${typeOf(value)}, not ${type}`
        found.push(diagnostic('wrong-key-type', { ...about, message }))
      } else if (isEmptyKeyValue(value)) {
        found.push(diagnostic('empty-key-value', { ...about, message: `The key attribute "${name}" is empty` }))
      } else if (isTooLong(value, list)) {
        found.push(
          diagnostic('key-too-long', {
            ...about,
            message: `The key attribute "${name}" has ${valueSize(value)} bytes`,
          }),
        )
      }
    }
  }
  check('partition')
  check('sort')
  return found
}
