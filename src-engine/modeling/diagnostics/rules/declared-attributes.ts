import { ATTRIBUTE_NAME_MAX_BYTES, keyParts, utf8Length } from '#dynamo'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** Declared attributes have legal names, each declared once and not beside the key. */
export const declaredAttributes: Rule<'table'> = table => {
  const found: Diagnostic[] = []
  const keyNames = new Set(keyParts(table.key).map(part => part.name))
  const seen = new Set<string>()
  table.attributes.forEach(({ name }, at) => {
    const about = { recordId: table.id, attribute: name, path: `attributes[${at}]` }
    if (name === '') {
      found.push(diagnostic('invalid-attribute-name', { ...about, message: 'A declared attribute has no name' }))
    } else if (utf8Length(name) > ATTRIBUTE_NAME_MAX_BYTES) {
      const message = `An attribute name has more than ${ATTRIBUTE_NAME_MAX_BYTES} bytes`
      found.push(diagnostic('invalid-attribute-name', { ...about, message }))
    } else if (keyNames.has(name)) {
      found.push(
        diagnostic('duplicate-attribute', { ...about, message: `"${name}" is a key attribute and declared again` }),
      )
    } else if (seen.has(name)) {
      found.push(diagnostic('duplicate-attribute', { ...about, message: `"${name}" is declared twice` }))
    }
    seen.add(name)
  })
  return found
}
