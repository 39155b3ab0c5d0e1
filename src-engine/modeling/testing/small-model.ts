import type {
  EntityAttribute,
  ModelDocument,
  ModelRecord,
  PatternOperation,
  PlacementRecord,
  RelationRecord,
  TableRecord,
  Volume,
} from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'

/** For tests: an entity by its id, which is its name in capitals. A name alone is an attribute of type S. */
export interface SmallEntity {
  readonly identity: readonly string[]
  /** Attributes beside the identity, and those of the identity that are not plain texts. */
  readonly attributes?: readonly (string | EntityAttribute)[]
  readonly volume?: Volume
}

export interface SmallModel {
  readonly entities: Readonly<Record<string, SmallEntity>>
  /** Relations one to many by parent and child, over attributes that have one name in both. */
  readonly relations?: readonly (readonly [
    parentId: string,
    childId: string,
    via: readonly string[],
    numbers?: Pick<RelationRecord, 'typical' | 'most'>,
  ])[]
  /** Operations by the pattern's id, with calls per second. */
  readonly patterns: Readonly<Record<string, readonly [operation: PatternOperation, average: number, peak?: number]>>
}

/** For tests: a model of entities and patterns, without a design. */
export function smallModel({ entities, relations = [], patterns }: SmallModel): ModelDocument {
  const records: ModelRecord[] = [{ kind: 'model', id: 'model', position: 0, name: 'Small' }]
  for (const [id, { identity, attributes = [], volume }] of Object.entries(entities)) {
    const others = attributes.map(attribute =>
      typeof attribute === 'string' ? { name: attribute, type: 'S' as const } : attribute,
    )
    const own = identity.filter(name => !others.some(other => other.name === name))
    const all: readonly EntityAttribute[] = [...own.map(name => ({ name, type: 'S' as const })), ...others]
    const name = id.charAt(0).toUpperCase() + id.slice(1)
    const counted = volume === undefined ? {} : { volume }
    records.push({ kind: 'entity', id, position: records.length, name, identity, attributes: all, ...counted })
  }
  for (const [parentId, childId, via, numbers = {}] of relations) {
    const pairs = via.map(attribute => ({ parent: attribute, child: attribute }))
    const ends = { id: `${parentId}-${childId}`, position: records.length, parentId, childId, via: pairs }
    records.push({ kind: 'relation', ...ends, cardinality: 'one-to-many', ...numbers })
  }
  for (const [id, [operation, average, peak]] of Object.entries(patterns)) {
    const rate = peak === undefined ? { average } : { average, peak }
    records.push({ kind: 'pattern', id, position: records.length, name: id, operation, rate })
  }
  return documentOf(records)
}

/** For tests: the model with one table, and its entities in it under these key templates. */
export function inTable(
  document: ModelDocument,
  key: TableRecord['key'],
  templates: Readonly<Record<string, PlacementRecord['templates']>>,
): ModelDocument {
  const table: TableRecord = { kind: 'table', id: 'table', position: 1, name: 'Things', key, attributes: [] }
  const placements = Object.entries(templates).map(
    ([entityId, own], at): PlacementRecord => ({
      kind: 'placement',
      id: `${entityId}-placement`,
      tableId: table.id,
      entityId,
      position: at,
      templates: own,
    }),
  )
  return documentOf([...Object.values(document.records), table, ...placements])
}
