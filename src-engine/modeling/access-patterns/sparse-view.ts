import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { attributesIn } from '../templates/print-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import { attributeFor, type ReadWish } from './read-wish.ts'
import { attributeOfEntity } from './typical-size.ts'
import type { View } from './view.ts'

/**
 * Whether a view may lack items that a read is after: an item without an attribute that its key is made of is not in a sparse
 * index (rule I3). Who gives such an attribute, or orders by it, means those that have it.
 */
export function mayLackItems(
  document: ModelDocument,
  wish: ReadWish,
  { key }: View,
  entity: EntityRecord,
  placement: PlacementRecord,
): boolean {
  const optional = [...key.partition, ...key.sort].flatMap(({ name }) => {
    const template = keyTemplateOf(entity, placement, name)
    const made = template === undefined ? [] : attributesIn(template)
    return made.filter(attribute => attributeOfEntity(entity, attribute)?.optional === true)
  })
  if (optional.length === 0) return false
  const asked = [...wish.by, ...wish.where].map(({ attribute }) => attribute)
  if (wish.order !== undefined) asked.push(wish.order.attribute)
  const meant = new Set(asked.map(attribute => attributeFor(document, entity, wish.entities, attribute)))
  return optional.some(attribute => !meant.has(attribute))
}
