import type { RecordId } from '../document/model-document.ts'
import { placementsOfEntity, relationsOf } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { removePlacementFrom } from './remove-placement.ts'

/**
 * Removes an entity with its relations and placements. Sample items stay in their tables; patterns that name it stay too
 * and are found to name nothing.
 */
export const removeEntity: Command<{ readonly entityId: RecordId }> = (document, { entityId }) => {
  const edit = new Edit(document)
  const entity = edit.find('entity', entityId)
  if (entity === undefined) return edit.finish()
  edit.remove(entity)
  for (const relation of relationsOf(document)) {
    if (relation.parentId === entityId || relation.childId === entityId) edit.remove(relation)
  }
  for (const placement of placementsOfEntity(document, entityId)) removePlacementFrom(edit, document, placement)
  return edit.finish()
}
