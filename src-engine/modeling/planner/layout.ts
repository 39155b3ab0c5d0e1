import type {
  EntityRecord,
  Given,
  ModelDocument,
  PatternOperation,
  PatternRecord,
  RecordId,
} from '../document/model-document.ts'
import { recordOfKind, relationsOf } from '../document/queries.ts'
import type { BucketUnit } from '../templates/key-template.ts'

/**
 * A key before it has names: the attributes that find the partition, and those that order the items in it. Layouts are what
 * the planner reasons about; templates are made of them at the end (templates-of-layout.ts).
 */
export interface Layout {
  readonly partition: readonly string[]
  readonly sort: readonly string[]
  /** What a partition is called that no attribute names, because nothing is given: everything lies in it (rule Q1). */
  readonly all?: string
  /** The time that cuts a partition that grows too large (rule K4). */
  readonly bucket?: { readonly attribute: string; readonly unit: BucketUnit }
  /** A suffix calculated of an attribute, which spreads a partition that is too hot (rules H2 to H4). */
  readonly shards?: { readonly by: string; readonly count: number }
}

export function sameLayout(left: Layout, right: Layout): boolean {
  const look = ({ partition, sort, all, bucket, shards }: Layout): string =>
    JSON.stringify([partition, sort, all, bucket?.attribute, bucket?.unit, shards?.by, shards?.count])
  return look(left) === look(right)
}

/** Whether the partition is the values of attributes and nothing else. */
export function isPlain({ all, bucket, shards }: Layout): boolean {
  return all === undefined && bucket === undefined && shards === undefined
}

/** What a pattern needs of the key of an entity. */
export interface Requirement {
  readonly patternId: RecordId
  /** All entities that one answer holds; the requirement is in the words of the first that has the attributes. */
  readonly entityIds: readonly RecordId[]
  readonly equal: readonly string[]
  /** Equalities that may be filtered but had better be part of the key. */
  readonly wished: readonly string[]
  readonly range: string | undefined
  readonly order: string | undefined
  readonly consistent: boolean
  /** Calls per second. */
  readonly rate: number
  readonly single: boolean
}

/** Calls per second of a pattern that states none: it counts, but less than those that do. */
const RATE_UNKNOWN = 0.1

/** What reads, and writes that have to find their item, need of keys. Scans, statements and steps need nothing of their own. */
export function requirementsOf(document: ModelDocument, pattern: PatternRecord): readonly Requirement[] {
  const rate = pattern.rate?.average ?? RATE_UNKNOWN
  return partsOf(pattern.operation).flatMap(part => {
    const entityIds = part.entityIds.filter(id => recordOfKind(document, 'entity', id) !== undefined)
    return entityIds.length === 0 ? [] : { ...part, entityIds, patternId: pattern.id, rate: rate * part.times }
  })
}

type Part = Omit<Requirement, 'patternId' | 'rate'> & { readonly times: number }

function partsOf(operation: PatternOperation): readonly Part[] {
  switch (operation.type) {
    case 'query':
      return [
        {
          entityIds: operation.entityIds,
          ...givens(operation.by),
          wished: equalities(operation.where ?? []),
          order: operation.order?.attribute,
          consistent: operation.consistent === true,
          single: false,
          times: 1,
        },
      ]
    case 'get':
      return [single(operation.entityId, operation.by, operation.consistent === true, 1)]
    case 'update':
    case 'delete':
      return [single(operation.entityId, operation.by, false, 1)]
    case 'batch-get':
    case 'transact-get':
      return operation.reads.map(({ operation: get, times = 1 }) =>
        single(get.entityId, get.by, get.consistent === true, times),
      )
    case 'batch-write':
    case 'transact-write':
      return operation.writes.flatMap(({ operation: write, times = 1 }) =>
        write.type === 'put' ? [] : single(write.entityId, write.by, false, times),
      )
    case 'put':
    case 'scan':
    case 'partiql':
    case 'vector-search':
    case 'steps':
      return []
  }
}

function single(entityId: RecordId, by: readonly Given[], consistent: boolean, times: number): Part {
  return { entityIds: [entityId], ...givens(by), wished: [], order: undefined, consistent, single: true, times }
}

function equalities(list: readonly Given[]): readonly string[] {
  return list.filter(({ is }) => (is ?? '=') === '=').map(({ attribute }) => attribute)
}

function givens(by: readonly Given[]): Pick<Part, 'equal' | 'range'> {
  const range = by.find(({ is }) => (is ?? '=') !== '=')
  return { equal: equalities(by), range: range?.attribute }
}

/** Attributes in the order in which the entity has them, each once: sets of attributes then have one form. */
export function inOrder(entity: EntityRecord, names: readonly string[]): readonly string[] {
  return entity.attributes.map(({ name }) => name).filter(name => names.includes(name))
}

/** Attributes of an entity that hold the identity of another. */
export function foreignKeysOf(document: ModelDocument, entity: EntityRecord): ReadonlySet<string> {
  const names = relationsOf(document)
    .filter(({ childId }) => childId === entity.id)
    .flatMap(({ via }) => via.map(({ child }) => child))
  return new Set(names)
}

/** The layout of an entity's own identity: the first part finds, the others order. */
export function identityLayout(entity: EntityRecord): Layout {
  const names = entity.identity.length > 0 ? entity.identity : entity.attributes.slice(0, 1).map(({ name }) => name)
  return { partition: names.slice(0, 1), sort: names.slice(1) }
}
