import { byCodeUnit } from '../json/print-json.ts'
import type {
  EntityRecord,
  FacetRecord,
  IndexRecord,
  ItemRecord,
  ModelDocument,
  ModelInfo,
  ModelRecord,
  PatternRecord,
  PlacementRecord,
  RecordId,
  RecordKind,
  RecordOf,
  RelationRecord,
  TableRecord,
  VectorIndexRecord,
} from './model-document.ts'

/**
 * Reading a document: always in display order (position, then id). The sorted lists are made once per document, so
 * asking twice gives the same arrays and a view can compare them by identity.
 */

/** A table's own records, each list in order. */
interface TableChildren {
  readonly indexes: readonly IndexRecord[]
  readonly vectorIndexes: readonly VectorIndexRecord[]
  readonly placements: readonly PlacementRecord[]
  readonly facets: readonly FacetRecord[]
  readonly items: readonly ItemRecord[]
}

type TableChildrenDraft = { [kind in keyof TableChildren]: TableChildren[kind][number][] }

interface DocumentIndex {
  readonly entities: readonly EntityRecord[]
  readonly relations: readonly RelationRecord[]
  readonly patterns: readonly PatternRecord[]
  readonly placementsOfEntity: ReadonlyMap<RecordId, readonly PlacementRecord[]>
  readonly tables: readonly TableRecord[]
  readonly childrenOfTable: ReadonlyMap<RecordId, TableChildren>
  readonly itemsOfFacet: ReadonlyMap<RecordId, readonly ItemRecord[]>
}

const NO_CHILDREN: TableChildren = { indexes: [], vectorIndexes: [], placements: [], facets: [], items: [] }
const NO_PLACEMENTS: readonly PlacementRecord[] = []
const NO_ITEMS: readonly ItemRecord[] = []
const indexOfDocument = new WeakMap<ModelDocument, DocumentIndex>()

/** The record with this id, or undefined. */
export function recordOf(document: ModelDocument, id: RecordId): ModelRecord | undefined {
  return Object.hasOwn(document.records, id) ? document.records[id] : undefined
}

/** The record with this id if it is of this kind, or undefined. */
export function recordOfKind<K extends RecordKind>(
  document: ModelDocument,
  kind: K,
  id: RecordId,
): RecordOf<K> | undefined {
  const record = recordOf(document, id)
  return record?.kind === kind ? (record as RecordOf<K>) : undefined
}

/** Name, author and description of the model. */
export function modelInfoOf(document: ModelDocument): ModelInfo {
  return recordOfKind(document, 'model', 'model') ?? { kind: 'model', id: 'model', position: 0, name: '' }
}

export function entitiesOf(document: ModelDocument): readonly EntityRecord[] {
  return indexed(document).entities
}

export function relationsOf(document: ModelDocument): readonly RelationRecord[] {
  return indexed(document).relations
}

/** The access patterns. */
export function patternsOf(document: ModelDocument): readonly PatternRecord[] {
  return indexed(document).patterns
}

/** Everywhere an entity's items lie, in any table. */
export function placementsOfEntity(document: ModelDocument, entityId: RecordId): readonly PlacementRecord[] {
  return indexed(document).placementsOfEntity.get(entityId) ?? NO_PLACEMENTS
}

/** What lies in a table: its entity chart. */
export function placementsOf(document: ModelDocument, tableId: RecordId): readonly PlacementRecord[] {
  return childrenOf(document, tableId).placements
}

export function vectorIndexesOf(document: ModelDocument, tableId: RecordId): readonly VectorIndexRecord[] {
  return childrenOf(document, tableId).vectorIndexes
}

export function tablesOf(document: ModelDocument): readonly TableRecord[] {
  return indexed(document).tables
}

/** The table with this name, or undefined. */
export function tableNamed(document: ModelDocument, name: string): TableRecord | undefined {
  return tablesOf(document).find(table => table.name === name)
}

export function indexesOf(document: ModelDocument, tableId: RecordId): readonly IndexRecord[] {
  return childrenOf(document, tableId).indexes
}

export function facetsOf(document: ModelDocument, tableId: RecordId): readonly FacetRecord[] {
  return childrenOf(document, tableId).facets
}

/** Every sample item of a table, whichever facet it is shown in. */
export function itemsOfTable(document: ModelDocument, tableId: RecordId): readonly ItemRecord[] {
  return childrenOf(document, tableId).items
}

export function itemsOfFacet(document: ModelDocument, facetId: RecordId): readonly ItemRecord[] {
  return indexed(document).itemsOfFacet.get(facetId) ?? NO_ITEMS
}

/** Records whose table is not in the document: never in a document that was read or edited through the commands. */
export function orphansOf(document: ModelDocument): readonly ModelRecord[] {
  return Object.values(document.records)
    .filter(record => 'tableId' in record && recordOfKind(document, 'table', record.tableId) === undefined)
    .sort((left, right) => byCodeUnit(left.id, right.id))
}

/** Display order of siblings. */
export function byPosition(left: ModelRecord, right: ModelRecord): number {
  return left.position - right.position || byCodeUnit(left.id, right.id)
}

function childrenOf(document: ModelDocument, tableId: RecordId): TableChildren {
  return indexed(document).childrenOfTable.get(tableId) ?? NO_CHILDREN
}

function indexed(document: ModelDocument): DocumentIndex {
  const known = indexOfDocument.get(document)
  if (known !== undefined) return known
  const entities: EntityRecord[] = []
  const relations: RelationRecord[] = []
  const patterns: PatternRecord[] = []
  const placementsOfEntity = new Map<RecordId, PlacementRecord[]>()
  const tables: TableRecord[] = []
  const childrenOfTable = new Map<RecordId, TableChildrenDraft>()
  const itemsOfFacet = new Map<RecordId, ItemRecord[]>()
  const childrenFor = (tableId: RecordId) => {
    const known = childrenOfTable.get(tableId)
    if (known !== undefined) return known
    const made: TableChildrenDraft = { indexes: [], vectorIndexes: [], placements: [], facets: [], items: [] }
    childrenOfTable.set(tableId, made)
    return made
  }
  for (const record of Object.values(document.records).sort(byPosition)) {
    switch (record.kind) {
      case 'model':
        break
      case 'table':
        tables.push(record)
        break
      case 'index':
        childrenFor(record.tableId).indexes.push(record)
        break
      case 'vectorIndex':
        childrenFor(record.tableId).vectorIndexes.push(record)
        break
      case 'entity':
        entities.push(record)
        break
      case 'relation':
        relations.push(record)
        break
      case 'pattern':
        patterns.push(record)
        break
      case 'placement': {
        childrenFor(record.tableId).placements.push(record)
        const placements = placementsOfEntity.get(record.entityId)
        if (placements === undefined) placementsOfEntity.set(record.entityId, [record])
        else placements.push(record)
        break
      }
      case 'facet':
        childrenFor(record.tableId).facets.push(record)
        break
      case 'item': {
        childrenFor(record.tableId).items.push(record)
        if (record.facetId === undefined) break
        const items = itemsOfFacet.get(record.facetId)
        if (items === undefined) itemsOfFacet.set(record.facetId, [record])
        else items.push(record)
      }
    }
  }
  const made = { entities, relations, patterns, placementsOfEntity, tables, childrenOfTable, itemsOfFacet }
  indexOfDocument.set(document, made)
  return made
}
