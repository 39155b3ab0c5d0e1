import type { PatternOperation, PatternRecord, Rate, RecordId } from '../document/model-document.ts'
import { patternsOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface NewPattern {
  readonly id?: RecordId
  readonly name: string
  readonly description?: string
  readonly actor?: string
  readonly operation: PatternOperation
  readonly rate?: Rate
}

/** Adds access patterns behind the others: one that is typed, or a block that is pasted. */
export const addPatterns: Command<{ readonly patterns: readonly NewPattern[] }> = (document, { patterns }) => {
  const edit = new Edit(document)
  const first = positionAfter(patternsOf(document))
  patterns.forEach((args, at) => {
    const pattern: PatternRecord = {
      kind: 'pattern',
      id: edit.newId('pattern', args.id),
      position: first + at,
      name: args.name,
      operation: args.operation,
    }
    edit.add(withSettings(pattern, args, ['description', 'actor', 'rate']))
  })
  return edit.finish()
}
