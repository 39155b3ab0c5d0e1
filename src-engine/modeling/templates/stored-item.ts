import { type AttributeMap, attributeOf, emptyAttributeMap, type Item, type KeyPart, keyParts } from '#dynamo'
import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { indexesOf, recordOfKind } from '../document/queries.ts'
import type { KeyTemplate } from './key-template.ts'
import { isFault, parseTemplate } from './parse-template.ts'
import { renderTemplate } from './render-template.ts'

/** The attributes of the entity that a placement's items hold, in the entity's order. */
export function storedAttributes(entity: EntityRecord, placement: PlacementRecord): EntityRecord['attributes'] {
  const { attributes } = placement
  return attributes === undefined
    ? entity.attributes
    : entity.attributes.filter(({ name }) => attributes.includes(name))
}

/**
 * The template of a key attribute: the placement's own, or the entity's attribute of that name. Undefined when the
 * placement's items do not have the attribute, or when the text is no template (which the diagnostics say).
 */
export function keyTemplateOf(
  entity: EntityRecord,
  placement: PlacementRecord,
  keyAttribute: string,
): KeyTemplate | undefined {
  let known = knownTemplates.get(placement)
  if (known?.entity !== entity) {
    known = { entity, templates: new Map() }
    knownTemplates.set(placement, known)
  }
  if (known.templates.has(keyAttribute)) return known.templates.get(keyAttribute)
  const template = findTemplate(entity, placement, keyAttribute)
  known.templates.set(keyAttribute, template)
  return template
}

/** Records are never edited: what is found of a placement holds as long as its entity is the same. */
const knownTemplates = new WeakMap<
  PlacementRecord,
  { readonly entity: EntityRecord; readonly templates: Map<string, KeyTemplate | undefined> }
>()

function findTemplate(
  entity: EntityRecord,
  placement: PlacementRecord,
  keyAttribute: string,
): KeyTemplate | undefined {
  const text = Object.hasOwn(placement.templates, keyAttribute) ? placement.templates[keyAttribute] : undefined
  if (text !== undefined) {
    const template = parseTemplate(text)
    return isFault(template) || template.parts.length === 0 ? undefined : template
  }
  const isStored = storedAttributes(entity, placement).some(({ name }) => name === keyAttribute)
  return isStored ? { parts: [{ kind: 'attribute', name: keyAttribute }] } : undefined
}

/** Every template a placement writes by attribute: of keys and index keys, its own and the implied ones, and constants. */
export function templatesOf(document: ModelDocument, placement: PlacementRecord): ReadonlyMap<string, KeyTemplate> {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  const table = recordOfKind(document, 'table', placement.tableId)
  const templates = new Map<string, KeyTemplate>()
  if (entity === undefined || table === undefined) return templates
  const keys: readonly KeyPart[] = [table, ...indexesOf(document, table.id)].flatMap(({ key }) => keyParts(key))
  for (const name of [...keys.map(part => part.name), ...Object.keys(placement.templates)]) {
    const template = templates.has(name) ? undefined : keyTemplateOf(entity, placement, name)
    if (template !== undefined) templates.set(name, template)
  }
  return templates
}

/** The item that lies in the table for one of the entity: its attributes, and what the templates make of them. */
export function storedItem(document: ModelDocument, placement: PlacementRecord, attributes: AttributeMap): Item {
  const item = emptyAttributeMap()
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return item
  for (const [name, template] of templatesOf(document, placement)) {
    const value = renderTemplate(template, attributes)
    if (value !== undefined) item[name] = value
  }
  for (const { name } of storedAttributes(entity, placement)) {
    const value = attributeOf(attributes, name)
    if (value !== undefined && !Object.hasOwn(placement.templates, name)) item[name] = value
  }
  return item
}
