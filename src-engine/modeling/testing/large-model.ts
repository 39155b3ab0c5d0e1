import type { AttributeMap } from '#dynamo'
import type { EntityRecord, ModelDocument, ModelRecord, RecordId, TableRecord } from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { placementsOf, recordOfKind, tablesOf } from '../document/queries.ts'
import { storedItem } from '../templates/stored-item.ts'
import { entityName, idOf, rootOf } from './large-model-names.ts'
import { largeModelPatterns } from './large-model-patterns.ts'

/**
 * For benchmarks and tests of what is computed again: a model of 100 entities and 300 patterns of every kind in four tables
 * with overloaded indexes, and as many sample items as wished. The same every time.
 */

/** Entities of each table. */
const TABLE_ENTITIES = [40, 30, 20, 10]
const S = 'S'

/** The model with so many sample items, spread evenly over the entities. */
export function largeModel(items: number): ModelDocument {
  const entities = TABLE_ENTITIES.flatMap((count, table) => Array.from({ length: count }, () => table))
  const design = documentOf([
    { kind: 'model', id: 'model', position: 0, name: 'Large' },
    ...entities.map((_, at) => entityAt(at)),
    ...entities.flatMap((_, at) => relationAt(at)),
    ...TABLE_ENTITIES.flatMap((_, table) => tableRecords(table)),
    ...entities.map((table, at) => placementAt(at, table)),
    ...largeModelPatterns(entities.length),
  ])
  return items === 0 ? design : documentOf([...Object.values(design.records), ...itemRecords(design, items)])
}

function entityAt(at: number): EntityRecord {
  const root = rootOf(at)
  return {
    kind: 'entity',
    id: `entity-${at}`,
    position: at + 1,
    name: entityName(at),
    identity: [idOf(at)],
    attributes: [
      { name: idOf(at), type: S },
      ...(root === at ? [] : [{ name: idOf(root), type: S } as const]),
      { name: 'createdAt', type: S },
      { name: 'status', type: S, size: 8, distinct: 5, mutable: true },
      { name: 'ownerEmail', type: S, size: 30 },
      { name: 'amount', type: 'N' },
      { name: 'title', type: S, size: 60 },
      { name: 'notes', type: S, size: 300, maxSize: 4_000, optional: true },
      { name: 'tags', type: 'SS' },
      { name: 'embedding', type: 'L', size: 1_000, optional: true, presence: 0.2 },
    ],
    volume: { count: root === at ? 10_000 : 200_000 },
  }
}

function relationAt(at: number): readonly ModelRecord[] {
  const root = rootOf(at)
  if (root === at) return []
  return [
    {
      kind: 'relation',
      id: `relation-${at}`,
      position: at,
      name: 'has',
      parentId: `entity-${root}`,
      childId: `entity-${at}`,
      cardinality: 'one-to-many',
      via: [{ parent: idOf(root), child: idOf(root) }],
    },
  ]
}

function tableRecords(at: number): readonly ModelRecord[] {
  const tableId = `table-${at}`
  const key = (partition: string, sort: string) => ({
    partition: [{ name: partition, type: S } as const],
    sort: [{ name: sort, type: S } as const],
  })
  const names = ['PK', 'GSI1PK', 'GSI1SK', 'GSI2PK', 'GSI2SK', 'GSI3PK', 'GSI3SK', 'LSI1SK']
  const index = (id: string, position: number, name: string) =>
    ({ kind: 'index', id: `${id}-${at}`, tableId, position, indexKind: 'GSI', name }) as const
  const table: TableRecord = {
    kind: 'table',
    id: tableId,
    position: at + 1,
    name: `Table${at}`,
    key: key('PK', 'SK'),
    attributes: [
      ...names.slice(1).map(name => ({ name, type: S }) as const),
      ...['type', 'createdAt', 'status', 'ownerEmail', 'title', 'notes'].map(name => ({ name, type: S }) as const),
      { name: 'amount', type: 'N' },
      { name: 'tags', type: 'SS' },
      { name: 'embedding', type: 'L' },
      ...Array.from({ length: 100 }, (_, entity) => ({ name: idOf(entity), type: S }) as const),
    ],
  }
  return [
    table,
    { ...index('gsi1', 1, 'GSI1'), key: key('GSI1PK', 'GSI1SK'), projection: { type: 'ALL' } },
    { ...index('gsi2', 2, 'GSI2'), key: key('GSI2PK', 'GSI2SK'), projection: { type: 'KEYS_ONLY' } },
    {
      ...index('gsi3', 3, 'GSI3'),
      key: key('GSI3PK', 'GSI3SK'),
      projection: { type: 'INCLUDE', attributes: ['title', 'status'] },
    },
    { ...index('lsi1', 4, 'LSI1'), indexKind: 'LSI', key: key('PK', 'LSI1SK'), projection: { type: 'ALL' } },
    {
      kind: 'vectorIndex',
      id: `vector-${at}`,
      tableId,
      position: 5,
      name: 'ByEmbedding',
      attribute: 'embedding',
      dimensions: 256,
      distance: 'COSINE',
      filters: ['status'],
      projection: { type: 'ALL' },
    },
    {
      kind: 'facet',
      id: `facet-${at}`,
      tableId,
      position: 6,
      name: `By status ${at}`,
      indexId: `gsi1-${at}`,
      attributes: ['status', 'title'],
    },
  ]
}

function placementAt(at: number, table: number): ModelRecord {
  const name = entityName(at)
  const root = rootOf(at)
  const own = idOf(at)
  return {
    kind: 'placement',
    id: `placement-${at}`,
    tableId: `table-${table}`,
    entityId: `entity-${at}`,
    position: at + 1,
    templates: {
      PK: `${entityName(root)}#{${idOf(root)}}`,
      SK: root === at ? '#META' : `${name}#{createdAt}#{${own}}`,
      GSI1PK: `${name}#STATUS#{status}`,
      GSI1SK: `{createdAt}#{${own}}`,
      GSI2PK: root === at ? `MAIL#{ownerEmail}` : `${name}#{${own}}`,
      GSI2SK: root === at ? `${name}#{createdAt}` : '#META',
      GSI3PK: `${name}#OWNER#{ownerEmail}`,
      GSI3SK: `{createdAt}`,
      LSI1SK: `${name}#{amount|pad:12}`,
      type: name,
    },
  }
}

function itemRecords(design: ModelDocument, count: number): readonly ModelRecord[] {
  const placements = tablesOf(design).flatMap(({ id }) => placementsOf(design, id))
  return Array.from({ length: count }, (_, n): readonly ModelRecord[] => {
    const placement = placements[n % placements.length]
    const entity = placement && recordOfKind(design, 'entity', placement.entityId)
    if (placement === undefined || entity === undefined) return []
    const turn = Math.floor(n / placements.length)
    const item = storedItem(design, placement, attributesOf(entity.id, turn))
    const { tableId, id: placementId } = placement
    return [{ kind: 'item', id: `item-${n}`, tableId, placementId, position: n + 1, item }]
  }).flat()
}

/** Ten children of each kind belong to one root. */
function attributesOf(entityId: RecordId, turn: number): AttributeMap {
  const at = Number(entityId.slice('entity-'.length))
  const root = rootOf(at)
  const day = `2026-${String(1 + (turn % 12)).padStart(2, '0')}-${String(1 + (turn % 28)).padStart(2, '0')}`
  return {
    [idOf(root)]: { S: `id-${root === at ? turn : Math.floor(turn / 10)}` },
    [idOf(at)]: { S: `id-${turn}` },
    createdAt: { S: `${day}T10:00:00.000Z` },
    status: { S: `STATUS${turn % 5}` },
    ownerEmail: { S: `owner${turn % 50}@example.com` },
    amount: { N: String(turn % 1_000) },
    title: { S: `A title of the ${turn}th thing of its kind, with some words behind it` },
    tags: { SS: ['blue', `tag-${turn % 7}`] },
  }
}
