import type { EntityAttribute, EntityRecord, RecordId, Volume } from '../document/model-document.ts'
import { entitiesOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface AddEntityArguments {
  readonly id?: RecordId
  readonly name: string
  readonly description?: string
  readonly identity?: readonly string[]
  readonly attributes?: readonly EntityAttribute[]
  readonly volume?: Volume
  readonly color?: number
}

/** Adds an entity behind the others. */
export const addEntity: Command<AddEntityArguments> = (document, args) => {
  const edit = new Edit(document)
  const entity: EntityRecord = {
    kind: 'entity',
    id: edit.newId('entity', args.id),
    position: positionAfter(entitiesOf(document)),
    name: args.name,
    identity: args.identity ?? [],
    attributes: args.attributes ?? [],
  }
  edit.add(withSettings(entity, args, ['description', 'volume', 'color']))
  return edit.finish()
}
