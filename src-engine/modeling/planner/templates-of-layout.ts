import type { EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { entitiesOf, recordOfKind, relationsOf } from '../document/queries.ts'
import type { TemplatePart } from '../templates/key-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import type { Layout } from './layout.ts'
import { pluralOf } from './names-of-design.ts'

/** Digits of a number inside a text key: enough for what people count and pay. */
const PADDED_DIGITS = 12

/** `Order line` → `ORDER_LINE`, as prefixes of keys are commonly written. */
export function prefixOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/)
  return (
    words
      .filter(word => word !== '')
      .join('_')
      .toUpperCase() || 'ITEM'
  )
}

/**
 * The template of an overloaded partition key: what the attributes identify, then their values. Items of several entities
 * that are found by the same thing get the same template: `CUSTOMER#{customerId}` for a customer and its orders.
 */
export function partitionTemplate(
  document: ModelDocument,
  entity: EntityRecord,
  { partition, all, bucket, shards }: Layout,
): string {
  const parts: TemplatePart[] = all === undefined ? [] : [{ kind: 'text', text: all }]
  for (const name of partition) {
    const start = `${parts.length === 0 ? '' : '#'}${subjectOf(document, entity, name)}#`
    parts.push({ kind: 'text', text: start }, { kind: 'attribute', name })
  }
  if (bucket !== undefined) {
    const cut: TemplatePart = { kind: 'attribute', name: bucket.attribute, transform: { type: bucket.unit } }
    parts.push({ kind: 'text', text: '#' }, cut)
  }
  if (shards !== undefined) {
    const suffix = { type: 'shard', count: shards.count } as const
    parts.push({ kind: 'text', text: '#' }, { kind: 'attribute', name: shards.by, transform: suffix })
  }
  return printTemplate({ parts })
}

/** The name of the partition that holds all items of an entity: `ORDERS`. Of several that are read together, the first's. */
export function allOf(document: ModelDocument, [first = '']: readonly RecordId[]): string {
  return prefixOf(pluralOf(recordOfKind(document, 'entity', first)?.name ?? ''))
}

/** Of an attribute that holds the identity of an entity, that entity's name; else the attribute's. */
function subjectOf(document: ModelDocument, entity: EntityRecord, attribute: string): string {
  if (entity.identity.length === 1 && entity.identity[0] === attribute) return prefixOf(entity.name)
  for (const { parentId, childId, via } of relationsOf(document)) {
    if (childId !== entity.id || !via.some(({ child }) => child === attribute)) continue
    const parent = recordOfKind(document, 'entity', parentId)
    // A parent may itself be named by the identity of its own parent.
    if (parent !== undefined && parent.id !== entity.id) {
      const pair = via.find(({ child }) => child === attribute)
      return pair === undefined ? prefixOf(parent.name) : subjectOf(document, parent, pair.parent)
    }
  }
  const owner = entitiesOf(document).find(({ identity }) => identity.length === 1 && identity[0] === attribute)
  return prefixOf(owner?.name ?? attribute.replace(/_?id$/i, ''))
}

/**
 * The template of an overloaded sort key: the entity's name keeps its items together in a partition that others share. The
 * thing that the partition is about sorts before everything that belongs to it.
 */
export function sortTemplate(entity: EntityRecord, { sort }: Layout): string {
  const prefix = prefixOf(entity.name)
  if (sort.length === 0) return `#${prefix}`
  const parts: TemplatePart[] = []
  for (const name of sort) {
    parts.push({ kind: 'text', text: parts.length === 0 ? `${prefix}#` : '#' }, textPart(entity, name))
  }
  return printTemplate({ parts })
}

/** An attribute inside a text key: numbers get a fixed width, or they would order as text (rule K10). */
function textPart(entity: EntityRecord, name: string): TemplatePart {
  const type = entity.attributes.find(attribute => attribute.name === name)?.type
  return type === 'N'
    ? { kind: 'attribute', name, transform: { type: 'pad', width: PADDED_DIGITS } }
    : { kind: 'attribute', name }
}
