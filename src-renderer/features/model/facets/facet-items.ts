import { isInIndex, keyParts } from '#dynamo'
import {
  type FacetRecord,
  type IndexRecord,
  type ItemRecord,
  itemsOfFacet,
  itemsOfTable,
  type ModelDocument,
  recordOfKind,
  type TableRecord,
} from '#modeling'
import { type CollectedItems, collectItems, indexDefinition } from '../items/item-collections.ts'

/** The items of a facet as a Query through it would meet them. */
export interface FacetItems extends CollectedItems {
  /** Items were put into the facet; otherwise it looks at whatever has its attributes. */
  readonly isOwn: boolean
}

/**
 * What a facet shows: the items that were put into it, or, of one that nothing was put into, every item of the table or
 * its index that has one of its columns.
 */
export function itemsSeenIn(document: ModelDocument, facet: FacetRecord): readonly ItemRecord[] {
  const own = itemsOfFacet(document, facet.id)
  if (own.length > 0) return own
  const index = indexOf(document, facet)
  return itemsOfTable(document, facet.tableId).filter(item => isSeen(item, facet, index))
}

/** The index that a facet looks through; undefined for the table. */
export function indexOf(document: ModelDocument, { indexId }: FacetRecord): IndexRecord | undefined {
  return indexId === undefined ? undefined : recordOfKind(document, 'index', indexId)
}

/** What a facet shows, by item collection. */
export function facetItems(document: ModelDocument, table: TableRecord, facet: FacetRecord): FacetItems {
  const isOwn = itemsOfFacet(document, facet.id).length > 0
  return { ...collectItems(table, indexOf(document, facet), itemsSeenIn(document, facet)), isOwn }
}

function isSeen({ item, facetId }: ItemRecord, facet: FacetRecord, index: IndexRecord | undefined): boolean {
  if (facetId !== undefined) return false
  if (index !== undefined && !isInIndex(indexDefinition(index), item)) return false
  const keys = new Set(index === undefined ? [] : keyParts(index.key).map(part => part.name))
  const columns = facet.attributes.filter(name => !keys.has(name))
  return columns.length === 0 || columns.some(name => Object.hasOwn(item, name))
}
