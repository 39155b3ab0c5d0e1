import type {
  ModelDocument,
  ModelRecord,
  PatternRecord,
  RecordId,
  RelationRecord,
} from '../document/model-document.ts'
import {
  designOf,
  indexesOf,
  placementsOf,
  placementsOfEntity,
  recordOfKind,
  relationsOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
import { isBucketUnit } from '../templates/bucket.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { entitiesOfOperation } from './entities-of-operation.ts'
import { inflowOf } from './lifetime.ts'

/**
 * Everything that the path of a pattern is made of, beside what the pattern itself asks: as long as each of these is the
 * very same, so is the path. Whoever lets a path depend on more has to name it here.
 */
export type Ground = readonly unknown[]

/** The ground of a pattern's path, and of all that follows from the path alone. */
export function groundOf(document: ModelDocument, pattern: PatternRecord): Ground {
  return groundWithin(document, pattern, [])
}

function groundWithin(
  document: ModelDocument,
  { id, operation }: PatternRecord,
  within: readonly RecordId[],
): Ground {
  // A statement names tables and indexes by their names.
  if (operation.type === 'partiql') return [designOf(document)]
  if (operation.type !== 'steps') return groundOfEntities(document, entitiesOfOperation(operation))
  const inside = [...within, id]
  return operation.steps.flatMap(({ patternId }) => {
    const step = inside.includes(patternId) ? undefined : recordOfKind(document, 'pattern', patternId)
    return step === undefined ? [undefined] : [step.operation, step.servedBy, ...groundWithin(document, step, inside)]
  })
}

function groundOfEntities(document: ModelDocument, ids: readonly RecordId[]): Ground {
  const ground: unknown[] = [relationsOf(document)]
  for (const id of ids) {
    ground.push(recordOfKind(document, 'entity', id), ...relativesOf(document, id), inflowIntoBuckets(document, id))
    const placements = placementsOfEntity(document, id)
    ground.push(placements)
    for (const { tableId } of placements) ground.push(groundOfTable(document, tableId))
  }
  return ground
}

/**
 * What paths stand on that patterns say by their rates: how many items come in a month decides how many time buckets a
 * read goes through. Of entities that lie in buckets; the same list of numbers as long as each is the same.
 */
export function inflowsOf(document: ModelDocument): Ground {
  return [...bucketedEntities(document)].map(id => inflowIntoBuckets(document, id))
}

function inflowIntoBuckets(document: ModelDocument, id: RecordId): number | undefined {
  const entity = bucketedEntities(document).has(id) ? recordOfKind(document, 'entity', id) : undefined
  return entity === undefined ? undefined : inflowOf(document, entity)
}

const bucketedOfDesign = new WeakMap<readonly ModelRecord[], ReadonlySet<RecordId>>()

function bucketedEntities(document: ModelDocument): ReadonlySet<RecordId> {
  const design = designOf(document)
  const known = bucketedOfDesign.get(design)
  if (known !== undefined) return known
  const ids = new Set(
    design.flatMap(record =>
      record.kind === 'placement' && Object.values(record.templates).some(isBucketed) ? [record.entityId] : [],
    ),
  )
  bucketedOfDesign.set(design, ids)
  return ids
}

function isBucketed(text: string): boolean {
  const template = parseTemplate(text)
  return (
    !isFault(template) && template.parts.some(part => part.kind === 'attribute' && isBucketUnit(part.transform?.type))
  )
}

/** Entities on whose numbers it depends how many there are of one. */
function relativesOf(document: ModelDocument, id: RecordId): readonly unknown[] {
  const relations = relationsOf(document)
  const ids = relativeIds.get(relations) ?? idsOfRelatives(relations)
  relativeIds.set(relations, ids)
  return (ids.get(id) ?? []).map(other => recordOfKind(document, 'entity', other))
}

const relativeIds = new WeakMap<readonly RelationRecord[], ReadonlyMap<RecordId, readonly RecordId[]>>()

function idsOfRelatives(relations: readonly RelationRecord[]): ReadonlyMap<RecordId, readonly RecordId[]> {
  const ids = new Map<RecordId, RecordId[]>()
  const add = (id: RecordId, other: RecordId): void => {
    const others = ids.get(id)
    if (others === undefined) ids.set(id, [other])
    else others.push(other)
  }
  for (const { parentId, childId } of relations) {
    add(parentId, childId)
    add(childId, parentId)
  }
  return ids
}

const tablesOfDesign = new WeakMap<readonly ModelRecord[], Map<RecordId, Ground>>()
/** The ground of each table as it was last. */
const lastOfTable = new WeakMap<object, Ground>()

/** Table, indexes and all that lies in it, for items of other entities may lie in a range that is read: one list while they are the same. */
function groundOfTable(document: ModelDocument, tableId: RecordId): Ground | undefined {
  const table = recordOfKind(document, 'table', tableId)
  if (table === undefined) return undefined
  const design = designOf(document)
  let tables = tablesOfDesign.get(design)
  if (tables === undefined) {
    tables = new Map()
    tablesOfDesign.set(design, tables)
  }
  const known = tables.get(tableId)
  if (known !== undefined) return known
  const placements = placementsOf(document, tableId)
  const ground: Ground = [
    table,
    ...indexesOf(document, tableId),
    ...vectorIndexesOf(document, tableId),
    ...placements.flatMap(placement => [
      placement,
      recordOfKind(document, 'entity', placement.entityId),
      ...relativesOf(document, placement.entityId),
    ]),
  ]
  const last = lastOfTable.get(table)
  const kept = last !== undefined && sameRecords(last, ground) ? last : ground
  lastOfTable.set(table, kept)
  tables.set(tableId, kept)
  return kept
}
