import { modelInfoOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Gives the model another name. */
export const renameModel: Command<{ readonly name: string }> = (document, { name }) => {
  const edit = new Edit(document)
  const info = modelInfoOf(document)
  edit.change(info, { ...info, name })
  return edit.finish()
}
