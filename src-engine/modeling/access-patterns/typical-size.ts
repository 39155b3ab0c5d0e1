import { type AttributeType, keyParts, utf8Length } from '#dynamo'
import { effectiveProjection } from '../apply/table-input.ts'
import type {
  EntityAttribute,
  EntityRecord,
  IndexRecord,
  ModelDocument,
  PlacementRecord,
  TableRecord,
} from '../document/model-document.ts'
import { indexesOf, recordOfKind } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
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
  return typicalSizes(document, placement).all
}

interface KnownSizes {
  /** What the sizes were made of, beside the placement: the same records give the same sizes. */
  readonly entity: EntityRecord | undefined
  readonly table: TableRecord | undefined
  readonly indexes: readonly IndexRecord[]
  readonly sizes: ReadonlyMap<string, number>
  readonly all: number
  /** Of the entries in views that project less. */
  readonly entries: WeakMap<View, number>
}

const knownTypical = new WeakMap<PlacementRecord, KnownSizes>()
const knownLargest = new WeakMap<PlacementRecord, KnownSizes>()

function typicalSizes(document: ModelDocument, placement: PlacementRecord): KnownSizes {
  return sizesAsBefore(document, placement, valueSize, knownTypical)
}

/** Bytes of the largest item there will be. */
export function largestItemBytesOf(document: ModelDocument, placement: PlacementRecord): number {
  return sizesAsBefore(document, placement, largestValueSize, knownLargest).all
}

/** `attributeSizes`, kept while placement, entity, table and indexes are the same. */
function sizesAsBefore(
  document: ModelDocument,
  placement: PlacementRecord,
  sizeOfValue: (attribute: EntityAttribute) => number,
  before: WeakMap<PlacementRecord, KnownSizes>,
): KnownSizes {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  const table = recordOfKind(document, 'table', placement.tableId)
  const indexes = indexesOf(document, placement.tableId)
  const known = before.get(placement)
  if (known !== undefined && known.entity === entity && known.table === table) {
    if (sameRecords(known.indexes, indexes)) return known
  }
  const sizes = attributeSizes(document, placement, sizeOfValue)
  const made = { entity, table, indexes, sizes, all: sum(sizes.values()), entries: new WeakMap() }
  before.set(placement, made)
  return made
}

/** Bytes that a placement's typical item has in a view: all of it, or what the index projects. */
export function entryBytesOf(document: ModelDocument, placement: PlacementRecord, view: View): number {
  const { sizes, all, entries } = typicalSizes(document, placement)
  const projected = projectedNames(view)
  if (projected === 'ALL') return all
  const known = entries.get(view)
  if (known !== undefined) return known
  const bytes = sum([...sizes].filter(([name]) => projected.has(name)).map(([, size]) => size))
  entries.set(view, bytes)
  return bytes
}

const knownNames = new WeakMap<View, 'ALL' | ReadonlySet<string>>()

/** The names a view holds of its items. */
export function projectedNames(view: View): 'ALL' | ReadonlySet<string> {
  const known = knownNames.get(view)
  if (known !== undefined) return known
  const names = namesProjected(view)
  knownNames.set(view, names)
  return names
}

function namesProjected({ table, index }: View): 'ALL' | ReadonlySet<string> {
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
