import { VECTOR_DIMENSION_BYTES, VECTOR_REQUEST_MIN_BYTES } from '../limits.ts'
import { keyValueFault } from '../schema/key-value.ts'
import {
  keyParts,
  type SearchAttribute,
  type TableDefinition,
  type VectorIndexDefinition,
} from '../schema/table-definition.ts'
import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  emptyAttributeMap,
  type Item,
} from '../values/attribute-value.ts'
import { equalItems } from '../values/equal.ts'
import { itemSize, valueSize } from '../values/size.ts'
import { utf8Length } from '../values/utf8.ts'
import { readVector } from './vector-values.ts'

/** What a vector index holds of an item. */
export interface VectorEntry {
  readonly vector: Float32Array
  /** The projected attributes, search schema included, without the vector. */
  readonly attributes: AttributeMap
  /** Bytes of the entry, the vector counted as the index keeps it. */
  readonly size: number
  /** Bytes by which the item as a list of numbers is larger than with the vector as the index keeps it. May be negative. */
  readonly saved: number
}

/** The attribute that narrows every search of the index, if there is one. */
export function hashOf(index: VectorIndexDefinition): SearchAttribute | undefined {
  return index.searchSchema.find(attribute => attribute.role === 'HASH')
}

/** The attributes that a search of the index may narrow further, in the order declared. */
export function filtersOf(index: VectorIndexDefinition): readonly SearchAttribute[] {
  return index.searchSchema.filter(attribute => attribute.role === 'INLINE_FILTER')
}

/**
 * The entry of an item; undefined when the index leaves it out: it has no vector or no HASH value. Values that a write
 * would be refused for leave it out too; an item can only have them from before the index was made.
 */
export function vectorEntryOf(
  table: TableDefinition,
  index: VectorIndexDefinition,
  item: Item,
): VectorEntry | undefined {
  const value = attributeOf(item, index.attribute)
  if (value === undefined) return undefined
  for (const attribute of index.searchSchema) if (!allows(attribute, item)) return undefined
  const vector = readVector(value, index.dimensions)
  if (!(vector instanceof Float32Array)) return undefined
  const attributes = projectedAttributesOf(table, index, item)
  const bytes = index.dimensions * VECTOR_DIMENSION_BYTES
  return {
    vector,
    attributes,
    size: itemSize(attributes) + utf8Length(index.attribute) + bytes,
    saved: valueSize(value) - bytes,
  }
}

function allows({ name, type, role }: SearchAttribute, item: AttributeMap): boolean {
  const value = attributeOf(item, name)
  if (value === undefined) return role === 'INLINE_FILTER'
  return type in value && (role === 'INLINE_FILTER' || keyValueFault(value, 'partition') === undefined)
}

/** What an index answers of an item, the vector left out: it is answered as the index keeps it, and only when asked for. */
export function projectedAttributesOf(
  table: TableDefinition,
  index: VectorIndexDefinition,
  item: Item,
): AttributeMap {
  const projected: Record<string, AttributeValue> = emptyAttributeMap()
  for (const name of namesOf(table, index) ?? Object.keys(item)) {
    const value = name === index.attribute ? undefined : attributeOf(item, name)
    if (value !== undefined) projected[name] = value
  }
  return projected
}

/** Undefined stands for all. */
function namesOf(
  table: TableDefinition,
  { projection, searchSchema }: VectorIndexDefinition,
): Set<string> | undefined {
  if (projection.type === 'ALL') return undefined
  const names = new Set(keyParts(table.key).map(part => part.name))
  for (const { name } of searchSchema) names.add(name)
  if (projection.type === 'INCLUDE') for (const name of projection.attributes) names.add(name)
  return names
}

/**
 * Bytes a write is metered on an index, undefined when what the index holds stays the same: then the index is not
 * reported at all. Source: observations of the service, August to October 2026.
 */
export function vectorWriteBytes(
  before: VectorEntry | undefined,
  after: VectorEntry | undefined,
): number | undefined {
  if (before === undefined && after === undefined) return undefined
  if (before !== undefined && after !== undefined && isSameEntry(before, after)) return undefined
  return Math.max(VECTOR_REQUEST_MIN_BYTES, before?.size ?? 0, after?.size ?? 0)
}

function isSameEntry(before: VectorEntry, after: VectorEntry): boolean {
  return (
    before.vector.every((float, at) => float === after.vector[at]) && equalItems(before.attributes, after.attributes)
  )
}
