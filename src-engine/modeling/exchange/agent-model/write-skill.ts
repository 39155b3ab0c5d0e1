import type { KeyPart, Projection } from '#dynamo'
import type { AccessPath, CallTarget } from '../../access-patterns/access-path.ts'
import { planOf } from '../../access-patterns/plan.ts'
import { itemBytesOf } from '../../access-patterns/typical-size.ts'
import { attributeDefinitions } from '../../apply/table-input.ts'
import type {
  Json,
  ModelDocument,
  PatternRecord,
  PlacementRecord,
  RecordId,
  TableRecord,
  UnknownContent,
} from '../../document/model-document.ts'
import { indexesOf, patternsOf, placementsOf, recordOf, recordOfKind, tablesOf } from '../../document/queries.ts'
import { templatesOf } from '../../templates/stored-item.ts'
import { writeAsRead } from './as-read.ts'

export interface WrittenSkill {
  /** What Facet writes for each record, before what the file said is put back. */
  readonly pieces: ReadonlyMap<RecordId, UnknownContent>
}

/** The pieces of a data model, record by record; an element list is empty where its elements are pieces themselves. */
export function writeSkill(document: ModelDocument): WrittenSkill {
  const pieces = new Map<RecordId, UnknownContent>()
  pieces.set('model', { tables: [], access_patterns: [] })
  for (const table of tablesOf(document)) writeTable(document, table, pieces)
  const plan = planOf(document)
  for (const pattern of patternsOf(document))
    pieces.set(pattern.id, patternPiece(document, pattern, plan.get(pattern.id)))
  return { pieces }
}

function writeTable(document: ModelDocument, table: TableRecord, pieces: Map<RecordId, UnknownContent>): void {
  const indexes = indexesOf(document, table.id)
  const locals = indexes.filter(({ indexKind }) => indexKind === 'LSI')
  pieces.set(table.id, {
    table_name: table.name,
    table_class: table.tableClass ?? 'STANDARD',
    global_tables: false,
    key_schema: keyPiece(table.key),
    attribute_definitions: attributeDefinitions(table, indexes).map(({ AttributeName, AttributeType }) => ({
      attribute_name: AttributeName,
      attribute_type: AttributeType,
    })),
    entities: [],
    gsis: [],
    ...(locals.length === 0 ? {} : { lsis: [] }),
  })
  for (const { id, name, key, projection, indexKind } of indexes) {
    const own = indexKind === 'GSI' ? key : { partition: [], sort: key.sort }
    pieces.set(id, { index_name: name, ...keyPiece(own), projection: projectionPiece(projection) })
  }
  for (const placement of mainPlacements(document, table.id)) {
    const piece = entityPiece(document, placement)
    if (piece !== undefined) pieces.set(placement.entityId, piece)
  }
}

/** The placements whose entities are listed under a table: each entity once, where its items themselves lie. */
export function mainPlacements(document: ModelDocument, tableId: RecordId): readonly PlacementRecord[] {
  return placementsOf(document, tableId).filter(({ role }) => (role ?? 'main') === 'main')
}

function entityPiece(document: ModelDocument, placement: PlacementRecord): UnknownContent | undefined {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return undefined
  const keys = [...templatesOf(document, placement).keys()].filter(
    name => !entity.attributes.some(attribute => attribute.name === name),
  )
  return {
    entity_name: entity.name,
    estimated_item_size_bytes: itemBytesOf(document, placement),
    ...(entity.volume === undefined ? {} : { estimated_item_count: entity.volume.count }),
    attributes: [
      ...keys.map(name => ({ name, type: 'S' })),
      ...entity.attributes.map(({ name, type }) => ({ name, type })),
    ],
  }
}

function keyPiece({
  partition,
  sort,
}: {
  readonly partition: readonly KeyPart[]
  readonly sort: readonly KeyPart[]
}): UnknownContent {
  const side = (parts: readonly KeyPart[]): Json =>
    parts.length === 1 ? (parts[0]?.name ?? '') : parts.map(({ name }) => name)
  return {
    ...(partition.length === 0 ? {} : { partition_key: side(partition) }),
    ...(sort.length === 0 ? {} : { sort_key: side(sort) }),
  }
}

function projectionPiece(projection: Projection): Json {
  return projection.type === 'INCLUDE'
    ? { type: 'INCLUDE', attributes: projection.attributes }
    : { type: projection.type }
}

const ACTIONS: Readonly<Record<string, string>> = { put: 'create', update: 'update', delete: 'delete' }

function patternPiece(document: ModelDocument, pattern: PatternRecord, path: AccessPath | undefined): UnknownContent {
  const { name, description, operation, rate, position } = pattern
  const call = path?.calls.at(-1)
  const [target] = call?.targets ?? []
  const targets = call?.targets ?? []
  const index = recordOfKind(document, 'index', target?.indexId ?? '')?.name
  const written = targets.filter(({ action }) => action in ACTIONS)
  const actions = new Set(written.map(({ action }) => ACTIONS[action] ?? 'mixed'))
  const known =
    call === undefined || call.call === 'ExecuteStatement' || call.call === 'SearchVectors' ? undefined : call
  return {
    pattern_id: String(position),
    description: description === undefined ? name : `${name}: ${description}`,
    ...(known === undefined ? {} : { operation: known.call }),
    ...(target === undefined ? {} : { table: recordOfKind(document, 'table', target.tableId)?.name ?? '' }),
    index: index ?? null,
    ...(rate === undefined ? {} : { peak_rps: rate.peak ?? rate.average, avg_rps: rate.average }),
    ...(target === undefined ? {} : { estimated_item_size_bytes: bytesOf(document, targets) }),
    items_per_request: itemsPerRequest(pattern, targets),
    consistency: call?.consistent === true ? 'strong' : 'eventual',
    ...('attributes' in operation && operation.attributes !== undefined ? { projection: operation.attributes } : {}),
    ...(target !== undefined && target.filter.length > 0
      ? { filter: target.filter.map(({ attribute, is }) => `${attribute} ${is ?? '='} :${attribute}`).join(' AND ') }
      : {}),
    ...(written.length === 0 ? {} : { write_action: actions.size === 1 ? [...actions].join('') : 'mixed' }),
    ...(operation.type === 'update'
      ? { attributes_written: [...operation.sets, ...(operation.adds ?? []), ...(operation.removes ?? [])] }
      : {}),
    ...(written.length === 0 ? {} : { entities_written: entitiesWritten(document, written) }),
  }
}

function bytesOf(document: ModelDocument, targets: readonly CallTarget[]): number {
  const sizes = targets.flatMap(({ placementIds }) =>
    placementIds.flatMap(id => {
      const placement = recordOfKind(document, 'placement', id)
      return placement === undefined ? [] : [itemBytesOf(document, placement)]
    }),
  )
  return Math.max(1, ...sizes)
}

function itemsPerRequest({ operation }: PatternRecord, targets: readonly CallTarget[]): number {
  if (operation.type === 'query') return operation.matches ?? operation.limit ?? 1
  if (operation.type === 'scan') return operation.limit ?? 1
  return Math.max(
    1,
    targets.reduce((sum, { times }) => sum + times, 0),
  )
}

function entitiesWritten(document: ModelDocument, targets: readonly CallTarget[]): Json {
  const counts = new Map<string, number>()
  for (const { placementIds, times } of targets) {
    const entityId = recordOfKind(document, 'placement', placementIds[0] ?? '')?.entityId ?? ''
    const name = recordOfKind(document, 'entity', entityId)?.name
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + times)
  }
  return [...counts].map(([entity, count]) => (count === 1 ? entity : { entity, count }))
}

/** Nothing for the entity that a table without entities was given; all of it once it was edited. */
function elementOf(piece: UnknownContent, now: UnknownContent | undefined): readonly UnknownContent[] {
  if (now === undefined || Object.keys(piece).length === 0) return []
  return [Object.hasOwn(now, 'entity_name') && !Object.hasOwn(piece, 'entity_name') ? now : piece]
}

/** The whole file: the pieces as they were read where nothing changed, put together. */
export function assembleSkill(document: ModelDocument): Json {
  const { pieces } = writeSkill(document)
  const piece = (id: RecordId): UnknownContent => writeAsRead(recordOf(document, id), 'skill', pieces.get(id) ?? {})
  const root: Record<string, Json> = { ...piece('model') }
  const tables = tablesOf(document).map(table => {
    const own = { ...piece(table.id) } as Record<string, Json>
    const indexes = indexesOf(document, table.id)
    const lists = {
      entities: mainPlacements(document, table.id).map(({ entityId }) => entityId),
      gsis: indexes.filter(({ indexKind }) => indexKind === 'GSI').map(({ id }) => id),
      lsis: indexes.filter(({ indexKind }) => indexKind === 'LSI').map(({ id }) => id),
    }
    for (const [list, ids] of Object.entries(lists)) {
      const members = ids.flatMap(id => elementOf(piece(id), pieces.get(id)))
      if (members.length > 0) own[list] = members
    }
    return own
  })
  const patterns = patternsOf(document).map(({ id }) => piece(id))
  if (tables.length > 0) root.tables = tables
  if (patterns.length > 0) root.access_patterns = patterns
  return root
}
