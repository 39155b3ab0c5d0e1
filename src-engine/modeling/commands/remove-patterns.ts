import type { RecordId } from '../document/model-document.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes access patterns. Patterns that have one of them as a step stay, and are found to lead nowhere. */
export const removePatterns: Command<{ readonly patternIds: readonly RecordId[] }> = (document, { patternIds }) => {
  const edit = new Edit(document)
  for (const id of new Set(patternIds)) {
    const pattern = edit.find('pattern', id)
    if (pattern !== undefined) edit.remove(pattern)
  }
  return edit.finish()
}
