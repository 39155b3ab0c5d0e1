import type { RecordId, RelationRecord } from '../document/model-document.ts'
import { relationsOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface AddRelationArguments {
  readonly id?: RecordId
  readonly name?: string
  readonly parentId: RecordId
  readonly childId: RecordId
  readonly cardinality: RelationRecord['cardinality']
  readonly via?: RelationRecord['via']
  readonly typical?: number
  readonly most?: number
  readonly readTogether?: number
}

/** Says how two entities belong together. */
export const addRelation: Command<AddRelationArguments> = (document, args) => {
  const edit = new Edit(document)
  const parent = edit.find('entity', args.parentId)
  const child = edit.find('entity', args.childId)
  if (parent === undefined || child === undefined) return edit.finish()
  const relation: RelationRecord = {
    kind: 'relation',
    id: edit.newId('relation', args.id),
    position: positionAfter(relationsOf(document)),
    parentId: parent.id,
    childId: child.id,
    cardinality: args.cardinality,
    via: args.via ?? [],
  }
  edit.add(withSettings(relation, args, ['name', 'typical', 'most', 'readTogether']))
  return edit.finish()
}
