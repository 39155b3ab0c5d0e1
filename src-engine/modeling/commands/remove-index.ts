import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes an index. Its key attributes stay declared: items may have them. */
export const removeIndex: Command<{ readonly indexId: RecordId }> = (document, { indexId }) => {
  const edit = new Edit(document)
  const index = edit.find('index', indexId)
  if (index !== undefined) edit.remove(index)
  return edit.finish()
}
