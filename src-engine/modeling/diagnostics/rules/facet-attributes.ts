import { attributesOf } from '../../document/table-attributes.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The columns of a facet are attributes that its table declares. */
export const facetAttributes: Rule<'facet'> = (facet, document) => {
  const known = attributesOf(document, facet.tableId)
  const found: Diagnostic[] = []
  facet.attributes.forEach((name, at) => {
    if (known.has(name)) return
    const message = `The facet "${facet.name}" shows "${name}", which its table does not declare`
    const about = { recordId: facet.id, message, attribute: name, path: `attributes[${at}]` }
    found.push(diagnostic('undeclared-facet-attribute', about))
  })
  return found
}
