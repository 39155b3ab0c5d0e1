import type { RecordId, RelationRecord } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangeRelationArguments {
  readonly relationId: RecordId
  readonly name?: Setting<string>
  readonly parentId?: RecordId
  readonly childId?: RecordId
  readonly cardinality?: RelationRecord['cardinality']
  readonly via?: RelationRecord['via']
  readonly typical?: Setting<number>
  readonly most?: Setting<number>
  readonly readTogether?: Setting<number>
}

/** Changes how two entities belong together. */
export const changeRelation: Command<ChangeRelationArguments> = (document, args) => {
  const edit = new Edit(document)
  const relation = edit.find('relation', args.relationId)
  if (relation === undefined) return edit.finish()
  for (const id of [args.parentId, args.childId]) if (id !== undefined) edit.find('entity', id)
  const names = ['name', 'parentId', 'childId', 'cardinality', 'via', 'typical', 'most', 'readTogether'] as const
  edit.change(relation, withSettings(relation, args, names))
  return edit.finish()
}
