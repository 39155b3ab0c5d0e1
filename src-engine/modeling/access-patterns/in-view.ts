import type { ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { View } from './view.ts'

/** Whether a placement's items are in a view: they have a template for each of its key attributes. */
export function isIn(document: ModelDocument, view: View, placement: PlacementRecord): boolean {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return false
  return [...view.key.partition, ...view.key.sort].every(
    ({ name }) => keyTemplateOf(entity, placement, name) !== undefined,
  )
}
