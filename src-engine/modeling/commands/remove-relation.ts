import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a relation; the entities stay. */
export const removeRelation: Command<{ readonly relationId: RecordId }> = (document, { relationId }) => {
  const edit = new Edit(document)
  const relation = edit.find('relation', relationId)
  if (relation !== undefined) edit.remove(relation)
  return edit.finish()
}
