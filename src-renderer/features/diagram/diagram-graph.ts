import {
  type AccessPath,
  type EntityRecord,
  entitiesOf,
  indexesOf,
  type ModelDocument,
  type PatternOperation,
  type PatternRecord,
  type Plan,
  patternsOf,
  placementsOfEntity,
  type RecordId,
  type RelationRecord,
  recordOfKind,
  relationsOf,
  tablesOf,
  type Verdict,
  vectorIndexesOf,
} from '#modeling'

/** What a diagram shows. */
export interface DiagramLayers {
  readonly entities: boolean
  /** The attributes inside the entities; without them only what tells two apart. */
  readonly attributes: boolean
  readonly indexes: boolean
  readonly patterns: boolean
}

/** A box: an entity, a table, one of its indexes, or an access pattern. Its id is its record's. */
export interface DiagramNode {
  readonly id: RecordId
  readonly kind: 'entity' | 'table' | 'index' | 'pattern'
  readonly title: string
  /** To the right of the title: `GSI`, `query`. */
  readonly trail?: string
  readonly lines: readonly NodeLine[]
  /** Of patterns. */
  readonly verdict?: Verdict
}

export interface NodeLine {
  readonly text: string
  /** To the right: the type of an attribute. */
  readonly trail?: string
  /** Part of what tells two apart, or of a key. */
  readonly isKey?: boolean
}

/** A line between boxes, from left to right. */
export interface DiagramEdge {
  readonly id: string
  readonly from: RecordId
  readonly to: RecordId
  /**
   * - `relation`: parent and child, with their numbers
   * - `placement`: the entity's items lie in the table
   * - `index`: of the table
   * - `serves`: the table or index answers the pattern
   * - `asks`: the pattern is about the entity; where nothing serves it, or tables are not shown
   */
  readonly kind: 'relation' | 'placement' | 'index' | 'serves' | 'asks'
  readonly label?: string
  /** Of relations: how many at each end. */
  readonly ends?: readonly [from: '1' | 'n', to: '1' | 'n']
  readonly verdict?: Verdict
}

export interface DiagramGraph {
  readonly nodes: readonly DiagramNode[]
  readonly edges: readonly DiagramEdge[]
}

/** Attributes that an entity shows; the rest is counted. */
const MOST_ATTRIBUTES = 14

/** What there is to draw of a model: boxes and lines of the layers that are shown. */
export function diagramGraph(document: ModelDocument, plan: Plan, layers: DiagramLayers): DiagramGraph {
  const nodes: DiagramNode[] = []
  const edges: DiagramEdge[] = []
  if (layers.entities) {
    for (const entity of entitiesOf(document)) nodes.push(entityNode(entity, layers.attributes))
    for (const relation of relationsOf(document)) edges.push(relationEdge(relation))
  }
  if (layers.indexes) addTables(document, nodes, edges)
  if (layers.indexes && layers.entities) {
    for (const entity of entitiesOf(document)) {
      for (const tableId of new Set(placementsOfEntity(document, entity.id).map(placement => placement.tableId))) {
        edges.push({ id: `${entity.id} in ${tableId}`, from: entity.id, to: tableId, kind: 'placement' })
      }
    }
  }
  if (layers.patterns) {
    for (const pattern of patternsOf(document)) {
      const path = plan.get(pattern.id)
      nodes.push(patternNode(pattern, path))
      edges.push(...patternEdges(document, pattern, path, layers.indexes))
    }
  }
  const known = new Set(nodes.map(({ id }) => id))
  return { nodes, edges: edges.filter(({ from, to }) => known.has(from) && known.has(to)) }
}

function entityNode(entity: EntityRecord, withAttributes: boolean): DiagramNode {
  const { identity } = entity
  const keys = identity.map(
    name => entity.attributes.find(attribute => attribute.name === name) ?? { name, type: '' },
  )
  const others = withAttributes ? entity.attributes.filter(({ name }) => !identity.includes(name)) : []
  const shown = others.slice(0, Math.max(0, MOST_ATTRIBUTES - keys.length))
  const left = others.length - shown.length
  return {
    id: entity.id,
    kind: 'entity',
    title: entity.name,
    lines: [
      ...keys.map(({ name, type }) => ({ text: name, trail: type, isKey: true })),
      ...shown.map(({ name, type, optional }) => ({ text: optional ? `${name}?` : name, trail: type })),
      ...(left > 0 ? [{ text: `${left} more` }] : []),
    ],
  }
}

const ENDS: Readonly<Record<RelationRecord['cardinality'], readonly [from: '1' | 'n', to: '1' | 'n']>> = {
  'one-to-one': ['1', '1'],
  'one-to-many': ['1', 'n'],
  'many-to-many': ['n', 'n'],
}

function relationEdge({ id, name, parentId, childId, cardinality }: RelationRecord): DiagramEdge {
  const edge = { id, from: parentId, to: childId, kind: 'relation', ends: ENDS[cardinality] } as const
  return name === undefined ? edge : { ...edge, label: name }
}

function addTables(document: ModelDocument, nodes: DiagramNode[], edges: DiagramEdge[]): void {
  for (const table of tablesOf(document)) {
    const keyLines = ({ partition, sort }: typeof table.key): readonly NodeLine[] =>
      [...partition, ...sort].map(({ name, type }) => ({ text: name, trail: type, isKey: true }))
    nodes.push({ id: table.id, kind: 'table', title: table.name, trail: 'table', lines: keyLines(table.key) })
    for (const { id, name, indexKind, key } of indexesOf(document, table.id)) {
      nodes.push({ id, kind: 'index', title: name, trail: indexKind, lines: keyLines(key) })
      edges.push({ id: `${table.id} has ${id}`, from: table.id, to: id, kind: 'index' })
    }
    for (const { id, name, attribute, dimensions } of vectorIndexesOf(document, table.id)) {
      const line = { text: attribute, trail: String(dimensions), isKey: true }
      nodes.push({ id, kind: 'index', title: name, trail: 'vector', lines: [line] })
      edges.push({ id: `${table.id} has ${id}`, from: table.id, to: id, kind: 'index' })
    }
  }
}

function patternNode({ id, name, operation }: PatternRecord, path: AccessPath | undefined): DiagramNode {
  const verdict = path?.verdict ?? 'not-served'
  return { id, kind: 'pattern', title: name, trail: operation.type, lines: [], verdict }
}

function patternEdges(
  document: ModelDocument,
  { id, operation }: PatternRecord,
  path: AccessPath | undefined,
  withTables: boolean,
): readonly DiagramEdge[] {
  const verdict = path?.verdict ?? 'not-served'
  const places = (path?.calls ?? []).flatMap(({ targets }) =>
    targets.map(({ tableId, indexId }) => indexId ?? tableId),
  )
  if (withTables && places.length > 0) {
    return [...new Set(places)].map(from => ({ id: `${from} serves ${id}`, from, to: id, kind: 'serves', verdict }))
  }
  return entitiesAsked(document, operation).map(from => ({
    id: `${id} asks ${from}`,
    from,
    to: id,
    kind: 'asks',
    verdict,
  }))
}

/** The entities that an operation is about, each once. */
export function entitiesAsked(document: ModelDocument, operation: PatternOperation): readonly RecordId[] {
  switch (operation.type) {
    case 'query':
    case 'scan':
      return operation.entityIds
    case 'get':
    case 'put':
    case 'update':
    case 'delete':
    case 'vector-search':
      return [operation.entityId]
    case 'batch-get':
    case 'transact-get':
      return [...new Set(operation.reads.map(read => read.operation.entityId))]
    case 'batch-write':
    case 'transact-write':
      return [...new Set(operation.writes.map(write => write.operation.entityId))]
    case 'steps':
      return [...new Set(operation.steps.flatMap(({ patternId }) => entitiesOfStep(document, patternId)))]
    case 'partiql':
      return []
  }
}

/** Steps are patterns that are no steps themselves. */
function entitiesOfStep(document: ModelDocument, patternId: RecordId): readonly RecordId[] {
  const operation = recordOfKind(document, 'pattern', patternId)?.operation
  return operation === undefined || operation.type === 'steps' ? [] : entitiesAsked(document, operation)
}

/** A box said in words, for those who do not see it. */
export function nodeLabel(document: ModelDocument, { id, kind, title, trail, verdict }: DiagramNode): string {
  switch (kind) {
    case 'entity': {
      const places = new Set(placementsOfEntity(document, id).map(({ tableId }) => tableId))
      const names = [...places].flatMap(tableId => recordOfKind(document, 'table', tableId)?.name ?? [])
      return `Entity ${title}, ${names.length === 0 ? 'in no table' : `in ${names.join(', ')}`}`
    }
    case 'table':
      return `Table ${title}`
    case 'index':
      return `${trail === 'vector' ? 'Vector index' : trail} ${title}`
    case 'pattern':
      return `Access pattern ${title}, ${VERDICT_WORDS[verdict ?? 'not-served'].toLowerCase()}`
  }
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  exact: 'Exact',
  filters: 'Filters after read',
  scan: 'Scan',
  'not-served': 'Not served',
}
