import { typeOf } from '#dynamo'
import { attributesOf } from '../../document/table-attributes.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The attributes of a sample item are declared, with the type they have. Keys have rules of their own. */
export const itemAttributes: Rule<'item'> = (record, document) => {
  const known = attributesOf(document, record.tableId)
  const found: Diagnostic[] = []
  for (const name of Object.keys(record.item)) {
    const declared = known.get(name)
    const value = record.item[name]
    // Nearly always: with nothing made for it, as there may be many items.
    if (declared !== undefined && (value === undefined || declared.use !== 'declared')) continue
    if (declared !== undefined && value !== undefined && declared.type === typeOf(value)) continue
    const about = { recordId: record.id, attribute: name }
    if (declared === undefined) {
      // Items of an entity have the entity's attributes, which are declared there.
      if (record.placementId !== undefined) continue
      found.push(diagnostic('undeclared-attribute', { ...about, message: `"${name}" is not declared` }))
    } else if (value !== undefined) {
      const message = `"${name}" is ${typeOf(value)}, declared as ${declared.type}`
      found.push(diagnostic('attribute-type-differs', { ...about, message }))
    }
  }
  return found
}
