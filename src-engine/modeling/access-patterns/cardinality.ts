import type { EntityRecord, Given, ModelDocument, RelationRecord } from '../document/model-document.ts'
import { recordOfKind, relationsOf } from '../document/queries.ts'
import { attributeOfEntity } from './typical-size.ts'

/** Share of items that a range leaves, when nobody says: a third, as query planners have long assumed. */
export const RANGE_SHARE = 1 / 3
/** Distinct values of an attribute that nobody said anything about. */
const DISTINCT_UNKNOWN = 10
/** Children of one parent, when neither the relation nor the volumes say. */
const CHILDREN_UNKNOWN = 20
/** Entities there are, when nobody says. */
const VOLUME_UNKNOWN = 1_000

/** How many there are of an entity; an assumption when its volume is not stated. */
export function countOf(entity: EntityRecord): number {
  return entity.volume?.count ?? VOLUME_UNKNOWN
}

/** Typical number of children of one parent. */
export function childrenOf(document: ModelDocument, relation: RelationRecord): number {
  if (relation.cardinality === 'one-to-one') return 1
  if (relation.typical !== undefined) return relation.typical
  const parent = recordOfKind(document, 'entity', relation.parentId)?.volume?.count
  const child = recordOfKind(document, 'entity', relation.childId)?.volume?.count
  return parent !== undefined && child !== undefined && parent > 0
    ? Math.max(1, Math.round(child / parent))
    : CHILDREN_UNKNOWN
}

/** Largest number of children of one parent, as far as anybody said. */
export function mostChildrenOf(document: ModelDocument, relation: RelationRecord): number {
  return Math.max(relation.most ?? 0, childrenOf(document, relation))
}

/** Items of an entity that a caller reaches who knows this: by identity one, by a relation the children of one parent. */
export function matchesOf(document: ModelDocument, entity: EntityRecord, givens: readonly Given[]): number {
  const equal = new Set(givens.filter(({ is }) => (is ?? '=') === '=').map(({ attribute }) => attribute))
  const ranges = givens.filter(({ is }) => (is ?? '=') !== '=')
  const found = countOfEqual(document, entity, equal)
  return found <= 1 ? found : Math.max(1, Math.round(found * RANGE_SHARE ** ranges.length))
}

function countOfEqual(document: ModelDocument, entity: EntityRecord, equal: ReadonlySet<string>): number {
  const { identity } = entity
  if (identity.length > 0 && identity.every(name => equal.has(name))) return 1
  if ([...equal].some(name => attributeOfEntity(entity, name)?.unique === true)) return 1
  let rest = [...equal]
  let found = countOf(entity)
  // The relation that knows most of what is given; what it does not cover narrows further.
  const relations = relationsOf(document)
    .filter(
      ({ childId, via }) => childId === entity.id && via.length > 0 && via.every(({ child }) => equal.has(child)),
    )
    .sort((left, right) => childrenOf(document, left) - childrenOf(document, right))
  const [relation] = relations
  if (relation !== undefined) {
    found = childrenOf(document, relation)
    rest = rest.filter(name => !relation.via.some(({ child }) => child === name))
  }
  for (const name of rest) {
    const distinct = attributeOfEntity(entity, name)?.distinct
    // Part of an identity is as good as a parent: a document has some versions, not a tenth of all.
    if (distinct === undefined && relation === undefined && identity.includes(name)) {
      found = Math.min(found, CHILDREN_UNKNOWN)
      continue
    }
    found /= distinct ?? (relation === undefined ? Math.min(DISTINCT_UNKNOWN, found) : Math.min(3, found))
  }
  return Math.max(1, Math.round(found))
}

/** Share of the items read that a filter keeps. */
export function filterShare(entity: EntityRecord, filter: readonly Given[]): number {
  return filter.reduce((share, { attribute, is }) => {
    if ((is ?? '=') !== '=') return share * RANGE_SHARE
    return share / (attributeOfEntity(entity, attribute)?.distinct ?? DISTINCT_UNKNOWN)
  }, 1)
}
