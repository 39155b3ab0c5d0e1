import type { PatternOperation, PatternRecord, Rate, RecordId } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangePatternArguments {
  readonly patternId: RecordId
  readonly name?: string
  readonly description?: Setting<string>
  readonly actor?: Setting<string>
  readonly operation?: PatternOperation
  readonly rate?: Setting<Rate>
  readonly servedBy?: Setting<NonNullable<PatternRecord['servedBy']>>
}

/** Changes what an access pattern asks, how often, or what is to answer it. */
export const changePattern: Command<ChangePatternArguments> = (document, args) => {
  const edit = new Edit(document)
  const pattern = edit.find('pattern', args.patternId)
  if (pattern !== undefined) {
    const names = ['name', 'description', 'actor', 'operation', 'rate', 'servedBy'] as const
    edit.change(pattern, withSettings(pattern, args, names))
  }
  return edit.finish()
}
