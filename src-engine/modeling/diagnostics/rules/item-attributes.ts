import { typeOf } from '#dynamo'
import { attributesOf } from '../../document/table-attributes.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The attributes of a sample item are declared, with the type they have. Keys have rules of their own. */
export const itemAttributes: Rule<'item'> = (record, document) => {
  const known = attributesOf(document, record.tableId)
  const found: Diagnostic[] = []
  for (const [name, value] of Object.entries(record.item)) {
    const declared = known.get(name)
    const about = { recordId: record.id, attribute: name }
    if (declared === undefined) {
      found.push(diagnostic('undeclared-attribute', { ...about, message: `"${name}" is not declared` }))
    } else if (declared.use === 'declared' && declared.type !== typeOf(value)) {
      const message = `"${name}" is ${typeOf(value)}, declared as ${declared.type}`
      found.push(diagnostic('attribute-type-differs', { ...about, message }))
    }
  }
  return found
}
