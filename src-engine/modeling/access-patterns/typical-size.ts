import { type AttributeType, keyParts, utf8Length } from '#dynamo'
import { effectiveProjection } from '../apply/table-input.ts'
import type { EntityAttribute, EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { indexesOf, recordOfKind } from '../document/queries.ts'
import { templateSize } from '../templates/render-template.ts'
import { storedAttributes, templatesOf } from '../templates/stored-item.ts'
import type { View } from './view.ts'

/** Bytes of a value that nobody gave a size, by type. Source: design rules, section 0. */
const TYPICAL: Readonly<Record<AttributeType, number>> = {
  S: 40,
  N: 6,
  B: 100,
  BOOL: 1,
  NULL: 1,
  SS: 100,
  NS: 40,
  BS: 100,
  L: 200,
  M: 200,
}

const IDENTIFIER = /(^id|Id|ID|_id|uuid)$/
const TIME = /(At|_at|Date|Time|_date|_time|timestamp|On)$/

/** Bytes of an attribute's value: as declared, or typical of its type and name. */
export function valueSize({ name, type, size }: EntityAttribute): number {
  if (size !== undefined) return size
  if (type === 'S' && IDENTIFIER.test(name)) return 36
  if (type === 'S' && TIME.test(name)) return 24
  return TYPICAL[type]
}

/** The largest value there will be, as far as anybody said. */
export function largestValueSize(attribute: EntityAttribute): number {
  return Math.max(attribute.maxSize ?? 0, valueSize(attribute))
}

/** Bytes of the attributes a placement's items have, by name: value and name together. */
function attributeSizes(
  document: ModelDocument,
  placement: PlacementRecord,
  sizeOfValue: (attribute: EntityAttribute) => number,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return sizes
  const byName = new Map(entity.attributes.map(attribute => [attribute.name, attribute]))
  const share = ({ optional, presence }: EntityAttribute): number => (optional === true ? (presence ?? 0.5) : 1)
  for (const attribute of storedAttributes(entity, placement)) {
    const bytes = utf8Length(attribute.name) + sizeOfValue(attribute)
    sizes.set(attribute.name, sizeOfValue === valueSize ? bytes * share(attribute) : bytes)
  }
  const sizeOf = (name: string): number => {
    const attribute = byName.get(name)
    return attribute === undefined ? TYPICAL.S : sizeOfValue(attribute)
  }
  for (const [name, template] of templatesOf(document, placement)) {
    sizes.set(name, utf8Length(name) + templateSize(template, sizeOf))
  }
  return sizes
}

const sum = (sizes: Iterable<number>): number => {
  let total = 0
  for (const size of sizes) total += size
  return Math.ceil(total)
}

/** Bytes of a typical item of a placement. Optional attributes count by the share of items that have them. */
export function itemBytesOf(document: ModelDocument, placement: PlacementRecord): number {
  return sum(typicalSizes(document, placement).values())
}

interface KnownSizes {
  /** What the sizes were made of: the same records give the same sizes. */
  readonly of: readonly (object | undefined)[]
  readonly sizes: ReadonlyMap<string, number>
}

const knownSizes = new WeakMap<PlacementRecord, KnownSizes>()

/** `attributeSizes` of typical values, kept while placement, entity, table and indexes are the same. */
function typicalSizes(document: ModelDocument, placement: PlacementRecord): ReadonlyMap<string, number> {
  const of = [
    recordOfKind(document, 'entity', placement.entityId),
    recordOfKind(document, 'table', placement.tableId),
    ...indexesOf(document, placement.tableId),
  ]
  const known = knownSizes.get(placement)
  if (known !== undefined && known.of.length === of.length && known.of.every((record, at) => record === of[at])) {
    return known.sizes
  }
  const sizes = attributeSizes(document, placement, valueSize)
  knownSizes.set(placement, { of, sizes })
  return sizes
}

/** Bytes of the largest item there will be. */
export function largestItemBytesOf(document: ModelDocument, placement: PlacementRecord): number {
  return sum(attributeSizes(document, placement, largestValueSize).values())
}

/** Bytes that a placement's typical item has in a view: all of it, or what the index projects. */
export function entryBytesOf(document: ModelDocument, placement: PlacementRecord, view: View): number {
  const sizes = typicalSizes(document, placement)
  const projected = projectedNames(view)
  if (projected === 'ALL') return sum(sizes.values())
  return sum([...sizes].filter(([name]) => projected.has(name)).map(([, size]) => size))
}

/** The names a view holds of its items. */
export function projectedNames({ table, index }: View): 'ALL' | ReadonlySet<string> {
  if (index === undefined) return 'ALL'
  const projection = effectiveProjection(table, index)
  if (projection.type === 'ALL') return 'ALL'
  const keys = [table, index].flatMap(({ key }) => keyParts(key)).map(part => part.name)
  return new Set(projection.type === 'INCLUDE' ? [...keys, ...projection.attributes] : keys)
}

/** The entity's attribute of this name. */
export function attributeOfEntity(entity: EntityRecord, name: string): EntityAttribute | undefined {
  return entity.attributes.find(attribute => attribute.name === name)
}
