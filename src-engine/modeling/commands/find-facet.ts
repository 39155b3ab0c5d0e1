import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { FacetRecord, RecordId } from '../document/model-document.ts'
import type { Edit } from './edit.ts'

/** The facet that the arguments name, of this table; reports any other. */
export function findFacet(edit: Edit, facetId: RecordId, tableId: RecordId): FacetRecord | undefined {
  const facet = edit.find('facet', facetId)
  if (facet === undefined || facet.tableId === tableId) return facet
  const message = `The facet "${facet.name}" belongs to another table`
  edit.refuse(diagnostic('unknown-record', { recordId: facetId, message }))
  return undefined
}
