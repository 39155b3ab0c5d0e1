import { facetsOf, tablesOf } from '../../document/queries.ts'
import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** A facet has a name of its own: unique in the whole model, as NoSQL Workbench has it. */
export const facetName: Rule<'facet'> = (facet, document) => {
  const about = { recordId: facet.id, path: 'name' }
  if (facet.name.trim() === '') return [diagnostic('empty-facet-name', { ...about, message: 'A facet has no name' })]
  const twin = tablesOf(document)
    .flatMap(table => facetsOf(document, table.id))
    .some(other => other.id !== facet.id && other.name === facet.name)
  return twin
    ? [diagnostic('duplicate-facet-name', { ...about, message: `Another facet is called "${facet.name}" too` })]
    : []
}
