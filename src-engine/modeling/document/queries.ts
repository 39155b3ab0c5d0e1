import { byCodeUnit } from '../json/print-json.ts'
import { listIn, listsNamed } from './document-lists.ts'
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
 * Reading a document: always in display order (position, then id). Asking twice gives the same arrays, and so does asking
 * a document after an edit that touched nothing in them: a view can compare them by identity.
 */

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
  return listIn(document, 'entity') as readonly EntityRecord[]
}

export function relationsOf(document: ModelDocument): readonly RelationRecord[] {
  return listIn(document, 'relation') as readonly RelationRecord[]
}

/** The access patterns. */
export function patternsOf(document: ModelDocument): readonly PatternRecord[] {
  return listIn(document, 'pattern') as readonly PatternRecord[]
}

/** Entities, relations, tables, indexes and placements: what answers patterns. */
export function designOf(document: ModelDocument): readonly ModelRecord[] {
  return listIn(document, 'design')
}

/** Everywhere an entity's items lie, in any table. */
export function placementsOfEntity(document: ModelDocument, entityId: RecordId): readonly PlacementRecord[] {
  return listIn(document, 'placement of entity', entityId) as readonly PlacementRecord[]
}

/** What lies in a table: its entity chart. */
export function placementsOf(document: ModelDocument, tableId: RecordId): readonly PlacementRecord[] {
  return listIn(document, 'placement', tableId) as readonly PlacementRecord[]
}

export function vectorIndexesOf(document: ModelDocument, tableId: RecordId): readonly VectorIndexRecord[] {
  return listIn(document, 'vectorIndex', tableId) as readonly VectorIndexRecord[]
}

export function tablesOf(document: ModelDocument): readonly TableRecord[] {
  return listIn(document, 'table') as readonly TableRecord[]
}

/** The table with this name, or undefined. */
export function tableNamed(document: ModelDocument, name: string): TableRecord | undefined {
  return tablesOf(document).find(table => table.name === name)
}

export function indexesOf(document: ModelDocument, tableId: RecordId): readonly IndexRecord[] {
  return listIn(document, 'index', tableId) as readonly IndexRecord[]
}

export function facetsOf(document: ModelDocument, tableId: RecordId): readonly FacetRecord[] {
  return listIn(document, 'facet', tableId) as readonly FacetRecord[]
}

/** Every sample item of a table, whichever facet it is shown in. */
export function itemsOfTable(document: ModelDocument, tableId: RecordId): readonly ItemRecord[] {
  return listIn(document, 'item', tableId) as readonly ItemRecord[]
}

export function itemsOfFacet(document: ModelDocument, facetId: RecordId): readonly ItemRecord[] {
  return listIn(document, 'item of facet', facetId) as readonly ItemRecord[]
}

/** Records whose table is not in the document: never in a document that was read or edited through the commands. */
export function orphansOf(document: ModelDocument): readonly ModelRecord[] {
  const lists = (['index', 'vectorIndex', 'placement', 'facet', 'item'] as const).flatMap(name =>
    [...listsNamed(document, name)].filter(([tableId]) => recordOfKind(document, 'table', tableId) === undefined),
  )
  return lists.flatMap(([, records]) => records).sort((left, right) => byCodeUnit(left.id, right.id))
}
