import type { RecordId } from '../document/model-document.ts'
import { itemsOfFacet } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a facet. Its items stay in the table, or go with it when asked for. */
export const removeFacet: Command<{ readonly facetId: RecordId; readonly withItems?: boolean }> = (
  document,
  args,
) => {
  const edit = new Edit(document)
  const facet = edit.find('facet', args.facetId)
  if (facet === undefined) return edit.finish()
  edit.remove(facet)
  for (const record of itemsOfFacet(document, facet.id)) {
    const { facetId: _facetId, ...withoutFacet } = record
    if (args.withItems === true) edit.remove(record)
    else edit.change(record, withoutFacet)
  }
  return edit.finish()
}
