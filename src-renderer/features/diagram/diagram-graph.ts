import {
  type AccessPath,
  type EntityRecord,
  entitiesOf,
  entitiesOfOperation,
  indexesOf,
  isInView,
  type ModelDocument,
  type PatternOperation,
  type PatternRecord,
  type PlacementRecord,
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
  viewsOf,
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
  /** Of patterns: the entities that they are about. */
  readonly about?: readonly RecordId[]
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
   * - `placement`: the entity's items lie in the table, or have entries in its index
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
      const places = placementsOfEntity(document, entity.id).flatMap(placement =>
        placesOf(document, entity, placement),
      )
      for (const to of new Set(places)) {
        edges.push({ id: `${entity.id} in ${to}`, from: entity.id, to, kind: 'placement' })
      }
    }
  }
  if (layers.patterns) {
    for (const pattern of patternsOf(document)) {
      const path = plan.get(pattern.id)
      nodes.push(patternNode(document, pattern, path))
      edges.push(...patternEdges(document, pattern, path, layers.indexes))
    }
  }
  const known = new Set(nodes.map(({ id }) => id))
  return { nodes, edges: edges.filter(({ from, to }) => known.has(from) && known.has(to)) }
}

/** The table, and those of its indexes, that hold a placement's items. */
function placesOf(document: ModelDocument, entity: EntityRecord, placement: PlacementRecord): readonly RecordId[] {
  const table = recordOfKind(document, 'table', placement.tableId)
  if (table === undefined) return []
  const held = new Set(placement.attributes ?? entity.attributes.map(({ name }) => name))
  return [
    table.id,
    ...viewsOf(document, table).flatMap(view =>
      view.index !== undefined && isInView(document, view, placement) ? [view.index.id] : [],
    ),
    ...vectorIndexesOf(document, table.id).flatMap(({ id, attribute }) => (held.has(attribute) ? [id] : [])),
  ]
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

function patternNode(
  document: ModelDocument,
  { id, name, operation }: PatternRecord,
  path: AccessPath | undefined,
): DiagramNode {
  const verdict = path?.verdict ?? 'not-served'
  const found = (path?.calls ?? []).flatMap(({ targets }) => targets.flatMap(({ placementIds }) => placementIds))
  const touched = found.flatMap(placementId => recordOfKind(document, 'placement', placementId)?.entityId ?? [])
  const about = [...new Set(operation.type === 'partiql' ? touched : entitiesAsked(document, operation))]
  return { id, kind: 'pattern', title: name, trail: operation.type, lines: [], verdict, about }
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
  if (operation.type !== 'steps') return entitiesOfOperation(operation)
  return [...new Set(operation.steps.flatMap(({ patternId }) => entitiesOfStep(document, patternId)))]
}

/** Steps are patterns that are no steps themselves. */
function entitiesOfStep(document: ModelDocument, patternId: RecordId): readonly RecordId[] {
  const operation = recordOfKind(document, 'pattern', patternId)?.operation
  return operation === undefined || operation.type === 'steps' ? [] : entitiesAsked(document, operation)
}
