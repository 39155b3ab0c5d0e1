import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a vector index. */
export const removeVectorIndex: Command<{ readonly indexId: RecordId }> = (document, { indexId }) => {
  const edit = new Edit(document)
  const index = edit.find('vectorIndex', indexId)
  if (index !== undefined) edit.remove(index)
  return edit.finish()
}
