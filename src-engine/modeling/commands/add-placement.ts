import type { PlacementRecord, RecordId } from '../document/model-document.ts'
import { placementsOf } from '../document/queries.ts'
import { positionAfter } from '../document/record-id.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface AddPlacementArguments {
  readonly id?: RecordId
  readonly tableId: RecordId
  readonly entityId: RecordId
  readonly role?: NonNullable<PlacementRecord['role']>
  readonly name?: string
  readonly templates?: PlacementRecord['templates']
  readonly attributes?: readonly string[]
}

/** Lets items of an entity lie in a table. */
export const addPlacement: Command<AddPlacementArguments> = (document, args) => {
  const edit = new Edit(document)
  const table = edit.find('table', args.tableId)
  const entity = edit.find('entity', args.entityId)
  if (table === undefined || entity === undefined) return edit.finish()
  const placement: PlacementRecord = {
    kind: 'placement',
    id: edit.newId('placement', args.id),
    tableId: table.id,
    entityId: entity.id,
    position: positionAfter(placementsOf(document, table.id)),
    templates: args.templates ?? {},
  }
  edit.add(withSettings(placement, args, ['role', 'name', 'attributes']))
  return edit.finish()
}
