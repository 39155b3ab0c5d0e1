import { type KeyPart, keyParts } from '#dynamo'
import {
  type AttributeType,
  documentOf,
  type EntityAttribute,
  type EntityRecord,
  type FacetRecord,
  type Given,
  type IndexRecord,
  type KeyDefinition,
  type ModelDocument,
  type ModelRecord,
  type PatternOperation,
  type PatternRecord,
  type PlacementRecord,
  type Rate,
  type RelationRecord,
  type SampleSize,
  type TableRecord,
  type VectorIndexRecord,
  withSampleData,
} from '#modeling'

/**
 * A gallery model as it is written by hand: named by what each record is called, in the order in which it is shown. The ids
 * in the file are these names, so that a file that was made anew differs only where the model does.
 */
export interface GalleryModel {
  readonly name: string
  /** Three or four plain sentences: which design pattern it teaches. */
  readonly description: string
  readonly entities: Readonly<Record<string, Without<EntityRecord>>>
  readonly relations?: Readonly<Record<string, Without<RelationRecord>>>
  readonly tables: Readonly<Record<string, GalleryTable>>
  readonly patterns: Readonly<Record<string, Without<PatternRecord>>>
  /** How its sample data is made. */
  readonly samples: SampleSize
}

/** A table with all that lies in it. Its declared attributes follow from the rest. */
export interface GalleryTable extends Omit<Without<TableRecord>, 'attributes'> {
  readonly indexes?: Readonly<Record<string, Omit<Without<IndexRecord>, 'tableId'>>>
  readonly vectorIndexes?: Readonly<Record<string, Omit<Without<VectorIndexRecord>, 'tableId'>>>
  readonly placements: Readonly<Record<string, Omit<Without<PlacementRecord>, 'tableId'>>>
  readonly facets?: Readonly<Record<string, Omit<Without<FacetRecord>, 'tableId'>>>
}

type Without<R> = Omit<R, 'kind' | 'id' | 'position'>

/** The document of a gallery model, with its sample data. */
export function documentOfGallery(model: GalleryModel): ModelDocument {
  const records: ModelRecord[] = [
    { kind: 'model', id: 'model', position: 0, name: model.name, description: model.description },
    ...listed(model.entities, (id, position, entity) => ({ ...entity, kind: 'entity' as const, id, position })),
    ...listed(model.relations ?? {}, (id, position, relation) => ({
      ...relation,
      kind: 'relation' as const,
      id: `relation-${id}`,
      position,
    })),
    ...listed(model.patterns, (id, position, pattern) => ({
      ...pattern,
      kind: 'pattern' as const,
      id: `pattern-${id}`,
      position,
      operation: withStepIds(pattern.operation),
    })),
  ]
  for (const [at, [id, table]] of Object.entries(model.tables).entries()) {
    records.push(...tableRecords(id, at, table, model.entities))
  }
  const ids = new Set(records.map(({ id }) => id))
  if (ids.size < records.length) throw new Error(`${model.name} gives an id twice`)
  return withSampleData(documentOf(records), model.samples)
}

/** Steps name patterns as the model does. */
function withStepIds(operation: PatternOperation): PatternOperation {
  if (operation.type !== 'steps') return operation
  return {
    ...operation,
    steps: operation.steps.map(step => ({ ...step, patternId: `pattern-${step.patternId}` })),
  }
}

function tableRecords(
  name: string,
  at: number,
  table: GalleryTable,
  entities: GalleryModel['entities'],
): readonly ModelRecord[] {
  const { indexes = {}, vectorIndexes = {}, placements, facets = {}, ...own } = table
  const tableId = `table-${name}`
  const member = (kind: string, id: string): string => `${name}-${kind}-${id}`
  return [
    { ...own, kind: 'table', id: tableId, position: at + 1, attributes: declaredBy(table, entities) },
    ...listed(indexes, (id, position, index) => ({
      ...index,
      kind: 'index' as const,
      id: member('index', id),
      tableId,
      position,
    })),
    ...listed(vectorIndexes, (id, position, index) => ({
      ...index,
      kind: 'vectorIndex' as const,
      id: member('vector', id),
      tableId,
      position,
    })),
    ...listed(placements, (id, position, placement) => ({
      ...placement,
      kind: 'placement' as const,
      id: member('holds', id),
      tableId,
      position,
    })),
    ...listed(facets, (id, position, { indexId, ...facet }) => ({
      ...facet,
      kind: 'facet' as const,
      id: member('facet', id),
      tableId,
      position,
      ...(indexId === undefined ? {} : { indexId: member('index', indexId) }),
    })),
  ]
}

/** What a table has to declare: what its facets show, its indexes project and time to live reads, with the entities' types. */
function declaredBy(table: GalleryTable, entities: GalleryModel['entities']): TableRecord['attributes'] {
  const { indexes = {}, vectorIndexes = {}, facets = {}, placements } = table
  const projections = [...Object.values(indexes), ...Object.values(vectorIndexes)].map(({ projection }) => projection)
  const wanted = new Set([
    ...Object.values(facets).flatMap(({ attributes }) => attributes),
    ...projections.flatMap(projection => (projection.type === 'INCLUDE' ? projection.attributes : [])),
    ...(table.timeToLive === undefined ? [] : [table.timeToLive]),
    ...Object.values(vectorIndexes).flatMap(({ attribute, partition, filters }) => [
      attribute,
      ...(partition === undefined ? [] : [partition]),
      ...filters,
    ]),
  ])
  const keys = new Set(
    [table, ...Object.values(indexes)].flatMap(owner => keyParts(owner.key).map(part => part.name)),
  )
  const placed = Object.values(placements).flatMap(({ entityId }) => entities[entityId]?.attributes ?? [])
  return [...wanted].flatMap(name => {
    const attribute = keys.has(name) ? undefined : placed.find(candidate => candidate.name === name)
    return attribute === undefined ? [] : { name, type: attribute.type }
  })
}

function listed<T, R>(
  named: Readonly<Record<string, T>>,
  make: (id: string, position: number, value: T) => R,
): readonly R[] {
  return Object.entries(named).map(([id, value], at) => make(id, at + 1, value))
}

type More = Omit<EntityAttribute, 'name' | 'type'>

const ofType =
  (type: AttributeType) =>
  (name: string, more: More = {}): EntityAttribute => ({ name, type, ...more })

/** Attributes of an entity, by type. */
export const text = ofType('S')
export const number = ofType('N')
export const flag = ofType('BOOL')
export const map = ofType('M')
export const list = ofType('L')
export const textSet = ofType('SS')

/** An identifier that says what it identifies: `order-0007`. */
export function identifier(name: string, prefix: string, more: More = {}): EntityAttribute {
  return text(name, { size: prefix.length + 12, generator: { type: 'sequence', prefix, digits: 4 }, ...more })
}

/** One of a few words. */
export function oneOf(name: string, values: readonly string[], more: More = {}): EntityAttribute {
  const size = Math.max(...values.map(({ length }) => length))
  return text(name, { size, distinct: values.length, generator: { type: 'one-of', values }, ...more })
}

/** The moment after which an item may be deleted, in epoch seconds. */
export function expiry(name: string, days: number): EntityAttribute {
  return number(name, { size: 6, generator: { type: 'expiry', days } })
}

/** Key of a table or index: attribute names; `:N` behind a name makes it a number. */
export function key(partition: string | readonly string[], ...sort: readonly string[]): KeyDefinition {
  const part = (written: string): KeyPart => {
    const [name = '', type = 'S'] = written.split(':')
    return { name, type: type === 'N' || type === 'B' ? type : 'S' }
  }
  return { partition: (typeof partition === 'string' ? [partition] : partition).map(part), sort: sort.map(part) }
}

/** One parent to many children that hold its identity under these names. */
export function oneToMany(
  name: string,
  parentId: string,
  childId: string,
  via: Readonly<Record<string, string>>,
  more: Pick<Without<RelationRecord>, 'typical' | 'most'> = {},
): Without<RelationRecord> {
  const pairs = Object.entries(via).map(([parent, child]) => ({ parent, child }))
  return { name, parentId, childId, cardinality: 'one-to-many', via: pairs, ...more }
}

/** What a caller knows: names for equality, or a whole comparison. */
export function by(...given: readonly (string | Given)[]): readonly Given[] {
  return given.map(one => (typeof one === 'string' ? { attribute: one } : one))
}

/** A pattern with its calls per second. */
export function pattern(
  name: string,
  rate: number | Rate,
  operation: PatternOperation,
  more: Pick<Without<PatternRecord>, 'actor' | 'description'> = {},
): Without<PatternRecord> {
  return { name, operation, rate: typeof rate === 'number' ? { average: rate } : rate, ...more }
}

export const newestFirst = (attribute: string) => ({ attribute, direction: 'descending' as const })
export const ascending = (attribute: string) => ({ attribute, direction: 'ascending' as const })
