import { modelInfoOf } from '../document/queries.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

/** Changes who made the model, what it is for, and the Region whose prices count. */
export const changeModelInfo: Command<{
  readonly author?: Setting<string>
  readonly description?: Setting<string>
  readonly region?: Setting<string>
}> = (document, args) => {
  const edit = new Edit(document)
  const info = modelInfoOf(document)
  edit.change(info, withSettings(info, args, ['author', 'description', 'region']))
  return edit.finish()
}
