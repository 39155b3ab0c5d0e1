import { placementsOf, recordOfKind } from '../../document/queries.ts'
import { attributesOf } from '../../document/table-attributes.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The columns of a facet are attributes that its table declares, or that entities have whose items lie there. */
export const facetAttributes: Rule<'facet'> = (facet, document) => {
  const known = attributesOf(document, facet.tableId)
  const found: Diagnostic[] = []
  const entities = placementsOf(document, facet.tableId).flatMap(
    ({ entityId }) => recordOfKind(document, 'entity', entityId) ?? [],
  )
  facet.attributes.forEach((name, at) => {
    if (known.has(name) || entities.some(({ attributes }) => attributes.some(one => one.name === name))) return
    const message = `The facet "${facet.name}" shows "${name}", which its table does not declare`
    const about = { recordId: facet.id, message, attribute: name, path: `attributes[${at}]` }
    found.push(diagnostic('undeclared-facet-attribute', about))
  })
  return found
}
