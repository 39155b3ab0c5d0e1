import { type AttributeType, keyParts } from '#dynamo'
import { indexesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** An attribute that stands in a key has the same type in the table's key, every index key and the declarations. */
export const attributeTypes: Rule<'table'> = (table, document) => {
  const found: Diagnostic[] = []
  const first = new Map<string, { readonly type: AttributeType; readonly where: string }>()
  const reported = new Set<string>()
  const note = (name: string, type: AttributeType, where: string): void => {
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, { type, where })
    else if (earlier.type !== type && !reported.has(name)) {
      reported.add(name)
      const message = `"${name}" is ${earlier.type} in ${earlier.where} and ${type} in ${where}`
      found.push(diagnostic('attribute-type-conflict', { recordId: table.id, message, attribute: name }))
    }
  }
  for (const { name, type } of keyParts(table.key)) note(name, type, `the key of ${table.name}`)
  for (const index of indexesOf(document, table.id)) {
    for (const { name, type } of keyParts(index.key)) note(name, type, `the key of ${index.name}`)
  }
  for (const { name, type } of table.attributes) {
    if (first.has(name)) note(name, type, 'the declared attributes')
  }
  return found
}
