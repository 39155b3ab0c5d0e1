import type { IndexRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { facetsOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes an index. Its key attributes stay declared: items may have them. Facets look at the table itself then. */
export const removeIndex: Command<{ readonly indexId: RecordId }> = (document, { indexId }) => {
  const edit = new Edit(document)
  const index = edit.find('index', indexId)
  if (index !== undefined) removeIndexFrom(edit, document, index)
  return edit.finish()
}

/** Takes an index out of the document and turns facets that look through it to the table. */
export function removeIndexFrom(edit: Edit, document: ModelDocument, index: IndexRecord): void {
  edit.remove(index)
  for (const facet of facetsOf(document, index.tableId)) {
    const { indexId: through, ...withoutIndex } = facet
    if (through === index.id) edit.change(facet, withoutIndex)
  }
}
