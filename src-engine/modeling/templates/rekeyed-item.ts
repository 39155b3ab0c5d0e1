import { type AttributeMap, type AttributeValue, attributeOf, emptyAttributeMap, type Item, keyParts } from '#dynamo'
import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { attributesIn } from './print-template.ts'
import { readKey } from './read-key.ts'
import { renderTemplate } from './render-template.ts'
import { storedItem, templatesOf } from './stored-item.ts'

/** Attributes to be set by name; null removes one. */
export type AttributeChanges = ReadonlyMap<string, AttributeValue | null>

/**
 * The entity's attributes that an item of a placement tells: those it holds, and those that only its keys hold
 * (`EMAIL#{email}` of an item that keeps an email unique).
 */
export function entityAttributesOf(document: ModelDocument, placement: PlacementRecord, item: Item): AttributeMap {
  const known = emptyAttributeMap()
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return known
  const templates = templatesOf(document, placement)
  for (const { name } of entity.attributes) {
    const value = attributeOf(item, name)
    if (value !== undefined && !Object.hasOwn(placement.templates, name)) known[name] = value
  }
  for (const [keyAttribute, template] of templates) {
    const value = attributeOf(item, keyAttribute)
    if (value === undefined || attributesIn(template).every(name => Object.hasOwn(known, name))) continue
    for (const { part, text } of readKey(template, value, known) ?? []) {
      if (part.kind !== 'attribute' || part.transform !== undefined || Object.hasOwn(known, part.name)) continue
      known[part.name] = template.parts.length === 1 ? value : asAttribute(entity, part.name, text)
    }
  }
  return known
}

function asAttribute(entity: EntityRecord, name: string, text: string): AttributeValue {
  switch (entity.attributes.find(attribute => attribute.name === name)?.type) {
    case 'N':
      return { N: text }
    case 'B':
      return { B: text }
    case 'BOOL':
      return { BOOL: text === 'true' }
    default:
      return { S: text }
  }
}

/**
 * An item of a placement after an edit: the attributes as said, and every key and index key whose template names one of
 * them written anew. A key attribute that is itself among the changes stays as said. The table's key is never removed.
 */
export function rekeyedItem(
  document: ModelDocument,
  placement: PlacementRecord,
  item: Item,
  changes: AttributeChanges,
): Item {
  const made = changed(item, changes)
  const attributes = changed(entityAttributesOf(document, placement, item), changes)
  const kept = tableKeyOf(document, placement)
  for (const [name, template] of templatesOf(document, placement)) {
    if (changes.has(name) || !attributesIn(template).some(attribute => changes.has(attribute))) continue
    const value = renderTemplate(template, attributes)
    if (value !== undefined) made[name] = value
    else if (!kept.has(name)) delete made[name]
  }
  return made
}

/**
 * An item of a placement whose templates or stored attributes change: what the placement writes is written as the new one
 * has it, everything else of the item stays.
 */
export function movedItem(
  before: { readonly document: ModelDocument; readonly placement: PlacementRecord },
  after: { readonly document: ModelDocument; readonly placement: PlacementRecord },
  item: Item,
): Item {
  const fresh = storedItem(
    after.document,
    after.placement,
    entityAttributesOf(before.document, before.placement, item),
  )
  const made = changed(item, new Map(Object.entries(fresh)))
  const kept = tableKeyOf(after.document, after.placement)
  const entity = recordOfKind(after.document, 'entity', after.placement.entityId)
  const written = [
    ...templatesOf(before.document, before.placement).keys(),
    ...(entity?.attributes ?? []).map(({ name }) => name),
  ]
  for (const name of written) if (!Object.hasOwn(fresh, name) && !kept.has(name)) delete made[name]
  return made
}

function tableKeyOf(document: ModelDocument, { tableId }: PlacementRecord): ReadonlySet<string> {
  const table = recordOfKind(document, 'table', tableId)
  return new Set(table === undefined ? [] : keyParts(table.key).map(part => part.name))
}

function changed(item: AttributeMap, changes: AttributeChanges): Record<string, AttributeValue> {
  const made = Object.assign(emptyAttributeMap(), item)
  for (const [name, value] of changes) {
    if (value === null) delete made[name]
    else made[name] = value
  }
  return made
}
