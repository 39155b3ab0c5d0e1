import { attributeOf, keyParts, type Projection } from '#dynamo'
import type { EntityRecord, FacetRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import {
  facetsOf,
  indexesOf,
  itemsOfTable,
  placementsOf,
  recordOfKind,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import { storedAttributes } from '../templates/stored-item.ts'
import type { Edit } from './edit.ts'

/** An attribute of an entity and its new name. */
export interface AttributeRename {
  readonly entity: EntityRecord
  readonly from: string
  readonly to: string
}

/**
 * Follows the new name of an entity's attribute through the tables that it lies in: declarations, projections, vector
 * indexes, time to live, columns and key names of facets. Where items of something else have an attribute of the old name,
 * lists get the new name beside it, and what can name one attribute only stays. Key attributes keep their names.
 */
export function renameInTables(edit: Edit, document: ModelDocument, rename: AttributeRename): void {
  for (const { id } of tablesOf(document)) {
    const isHere = placementsOf(document, id).some(({ entityId }) => entityId === rename.entity.id)
    if (isHere && !isKeyOf(document, id, rename.from)) renameInTable(edit, document, id, rename)
  }
}

/** Whether a name of that table's attributes is the entity's attribute and nothing else. */
export function isOnlyIn(document: ModelDocument, tableId: RecordId, rename: AttributeRename): boolean {
  const isHere = placementsOf(document, tableId).some(({ entityId }) => entityId === rename.entity.id)
  return isHere && !isKeyOf(document, tableId, rename.from) && !isOthers(document, tableId, rename)
}

function renameInTable(edit: Edit, document: ModelDocument, tableId: RecordId, rename: AttributeRename): void {
  const { from, to } = rename
  const isShared = isOthers(document, tableId, rename)
  const renamed = (name: string): string => (name === from && !isShared ? to : name)
  const follow = <T>(list: readonly T[], nameOf: (one: T) => string, named: (one: T) => T): readonly T[] => {
    const isThere = list.some(one => nameOf(one) === to)
    return list.flatMap(one => {
      if (nameOf(one) !== from) return [one]
      return [...(isShared ? [one] : []), ...(isThere ? [] : [named(one)])]
    })
  }
  const inList = (names: readonly string[]): readonly string[] =>
    follow(
      names,
      name => name,
      () => to,
    )
  const inProjection = (projection: Projection): Projection =>
    projection.type === 'INCLUDE' ? { ...projection, attributes: inList(projection.attributes) } : projection

  const table = recordOfKind(document, 'table', tableId)
  if (table !== undefined) {
    edit.change(table, {
      ...table,
      attributes: follow(
        table.attributes,
        ({ name }) => name,
        declared => ({ ...declared, name: to }),
      ),
      ...(table.timeToLive === undefined ? {} : { timeToLive: renamed(table.timeToLive) }),
    })
  }
  for (const index of indexesOf(document, tableId)) {
    edit.change(index, { ...index, projection: inProjection(index.projection) })
  }
  for (const index of vectorIndexesOf(document, tableId)) {
    edit.change(index, {
      ...index,
      attribute: renamed(index.attribute),
      ...(index.partition === undefined ? {} : { partition: renamed(index.partition) }),
      filters: inList(index.filters),
      projection: inProjection(index.projection),
    })
  }
  for (const facet of facetsOf(document, tableId)) {
    edit.change(facet, {
      ...facet,
      ...renameInAliases(facet, renamed),
      attributes: inList(facet.attributes),
    })
  }
}

/** Facets call keys by what is in them, one attribute or several: `customerId`, `placedAt#orderId`. */
function renameInAliases(facet: FacetRecord, renamed: (name: string) => string): Partial<FacetRecord> {
  const inAlias = (alias: string): string => renamed(alias.split('#').map(renamed).join('#'))
  const { partitionKeyAlias, sortKeyAlias } = facet
  return {
    ...(partitionKeyAlias === undefined ? {} : { partitionKeyAlias: inAlias(partitionKeyAlias) }),
    ...(sortKeyAlias === undefined ? {} : { sortKeyAlias: inAlias(sortKeyAlias) }),
  }
}

function isKeyOf(document: ModelDocument, tableId: RecordId, name: string): boolean {
  const table = recordOfKind(document, 'table', tableId)
  const keys = [...(table === undefined ? [] : [table]), ...indexesOf(document, tableId)].map(({ key }) => key)
  return keys.flatMap(keyParts).some(part => part.name === name)
}

/** Whether items of other entities, or of none, have an attribute of the old name in the table. */
function isOthers(document: ModelDocument, tableId: RecordId, { entity, from }: AttributeRename): boolean {
  const placements = placementsOf(document, tableId)
  const own = new Set(placements.filter(({ entityId }) => entityId === entity.id).map(({ id }) => id))
  const isPlaced = placements.some(placement => {
    const other = own.has(placement.id) ? undefined : recordOfKind(document, 'entity', placement.entityId)
    return other !== undefined && storedAttributes(other, placement).some(({ name }) => name === from)
  })
  return (
    isPlaced ||
    itemsOfTable(document, tableId).some(
      ({ placementId, item }) => !own.has(placementId ?? '') && attributeOf(item, from) !== undefined,
    )
  )
}
