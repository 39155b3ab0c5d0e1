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
  const items = itemsOfTable(document, facet.tableId)
  const known = seen.get(facet)
  if (known !== undefined && known.items === items && known.index === index) return known.found
  const found = items.filter(seenIn(facet, index))
  seen.set(facet, { items, index, found })
  return found
}

interface Seen {
  readonly items: readonly ItemRecord[]
  readonly index: IndexRecord | undefined
  readonly found: readonly ItemRecord[]
}

/** What was seen last: the side list counts it after every edit, and there may be many items. */
const seen = new WeakMap<FacetRecord, Seen>()

/** The index that a facet looks through; undefined for the table. */
export function indexOf(document: ModelDocument, { indexId }: FacetRecord): IndexRecord | undefined {
  return indexId === undefined ? undefined : recordOfKind(document, 'index', indexId)
}

/** What a facet shows, by item collection. */
export function facetItems(document: ModelDocument, table: TableRecord, facet: FacetRecord): FacetItems {
  const isOwn = itemsOfFacet(document, facet.id).length > 0
  return { ...collectItems(table, indexOf(document, facet), itemsSeenIn(document, facet)), isOwn }
}

function seenIn(facet: FacetRecord, index: IndexRecord | undefined): (record: ItemRecord) => boolean {
  const definition = index && indexDefinition(index)
  const keys = new Set(index === undefined ? [] : keyParts(index.key).map(part => part.name))
  const columns = facet.attributes.filter(name => !keys.has(name))
  return ({ item, facetId }) => {
    if (facetId !== undefined) return false
    if (definition !== undefined && !isInIndex(definition, item)) return false
    return columns.length === 0 || columns.some(name => Object.hasOwn(item, name))
  }
}
