import type { EntityAttribute, RecordId, Volume } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangeEntityArguments {
  readonly entityId: RecordId
  readonly name?: string
  readonly description?: Setting<string>
  readonly identity?: readonly string[]
  /** All of them, in order. To rename one everywhere, use rename-entity-attribute. */
  readonly attributes?: readonly EntityAttribute[]
  readonly volume?: Setting<Volume>
  readonly color?: Setting<number>
}

/** Changes an entity, or its attributes and their order. */
export const changeEntity: Command<ChangeEntityArguments> = (document, args) => {
  const edit = new Edit(document)
  const entity = edit.find('entity', args.entityId)
  if (entity !== undefined) {
    const names = ['name', 'description', 'identity', 'attributes', 'volume', 'color'] as const
    edit.change(entity, withSettings(entity, args, names))
  }
  return edit.finish()
}
