import { isIn } from '../../access-patterns/in-view.ts'
import type { EntityRecord, ModelDocument, PatternRecord, RecordId } from '../../document/model-document.ts'
import {
  entitiesOf,
  indexesOf,
  patternsOf,
  placementsOf,
  recordOfKind,
  relationsOf,
  tablesOf,
} from '../../document/queries.ts'
import { attributesIn } from '../../templates/print-template.ts'
import { keyTemplateOf } from '../../templates/stored-item.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Local indexes over collections of which nothing says how large they get (anti-pattern 5). */
const unboundedCollections: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table => {
    const [local] = indexesOf(document, table.id).filter(({ indexKind }) => indexKind === 'LSI')
    if (local === undefined) return []
    return placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      if (entity === undefined || !isIn(document, { table, index: local, key: local.key }, placement)) return []
      const keyed = new Set(
        table.key.partition.flatMap(({ name }) => {
          const template = keyTemplateOf(entity, placement, name)
          return template === undefined ? [] : attributesIn(template)
        }),
      )
      // The identity in the key: one partition key has one of them.
      if (entity.identity.length > 0 && entity.identity.every(name => keyed.has(name))) return []
      const isBounded = relationsOf(document).some(
        ({ childId, most, via }) =>
          childId === entity.id && most !== undefined && via.every(({ child }) => keyed.has(child)),
      )
      if (isBounded) return []
      const message = `Nothing says how many ${entity.name} one partition key of ${table.name} may have, which has the local index ${local.name}`
      return [diagnostic('unbounded-collection', { recordId: placement.id, message })]
    })
  })

/** Index keys made of what patterns change (anti-pattern 9). */
const mutableIndexKeys: DesignRule = ({ document }) => {
  const changed = changedAttributes(document)
  return tablesOf(document).flatMap(table =>
    placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      const own = changed.get(placement.entityId)
      if (entity === undefined || own === undefined) return []
      return indexesOf(document, table.id).flatMap((index): readonly Diagnostic[] => {
        if (!isIn(document, { table, index, key: index.key }, placement)) return []
        const made = [...index.key.partition, ...index.key.sort].flatMap(({ name }) => {
          const template = keyTemplateOf(entity, placement, name)
          return template === undefined ? [] : attributesIn(template)
        })
        const [attribute] = made.filter(name => own.has(name))
        if (attribute === undefined) return []
        const message = `Each change of "${attribute}" of ${entity.name} moves its entry in ${index.name}: two writes`
        return [diagnostic('mutable-index-key', { recordId: placement.id, message, attribute })]
      })
    }),
  )
}

/** The attributes that update patterns change, by entity. */
function changedAttributes(document: ModelDocument): ReadonlyMap<RecordId, ReadonlySet<string>> {
  const found = new Map<RecordId, Set<string>>()
  for (const { operation } of patternsOf(document)) {
    const writes = operation.type === 'transact-write' ? operation.writes.map(write => write.operation) : [operation]
    for (const write of writes) {
      if (write.type !== 'update') continue
      const names = found.get(write.entityId) ?? new Set()
      for (const name of [...write.sets, ...(write.adds ?? []), ...(write.removes ?? [])]) names.add(name)
      found.set(write.entityId, names)
    }
  }
  return found
}

/** Entities that are told apart by a number that counts up (anti-pattern 8). */
const countedIdentities: DesignRule = ({ document }) =>
  entitiesOf(document).flatMap(entity => {
    const [only] = entity.identity
    const attribute = entity.attributes.find(({ name }) => name === only)
    const isCounted = attribute?.type === 'N' && attribute.generator?.type === 'sequence'
    if (entity.identity.length !== 1 || attribute === undefined || !isCounted) return []
    const message = `${entity.name} is identified by the number "${attribute.name}", which counts up`
    return [diagnostic('counted-identity', { recordId: entity.id, message, attribute: attribute.name })]
  })

/** Transactions over entities that nothing ties together (anti-pattern 12). */
const unrelatedTransactions: DesignRule = ({ document }) =>
  patternsOf(document).flatMap((pattern): readonly Diagnostic[] => {
    const entities = entitiesWritten(document, pattern)
    const [first] = entities
    if (first === undefined || relationsOf(document).length === 0) return []
    const tied = tiedTo(document, first.id)
    const stranger = entities.find(({ id }) => !tied.has(id))
    if (stranger === undefined) return []
    const message = `"${pattern.name}" writes ${first.name} and ${stranger.name} in one transaction, which no relation ties together`
    return [diagnostic('unrelated-transaction', { recordId: pattern.id, message })]
  })

function entitiesWritten(document: ModelDocument, { operation }: PatternRecord): readonly EntityRecord[] {
  if (operation.type !== 'transact-write') return []
  const ids = new Set(operation.writes.map(write => write.operation.entityId))
  return [...ids].flatMap(id => recordOfKind(document, 'entity', id) ?? [])
}

/** Everything that can be reached by relations, whichever way they lead. */
function tiedTo(document: ModelDocument, id: RecordId): ReadonlySet<RecordId> {
  const tied = new Set([id])
  for (const from of tied) {
    for (const { parentId, childId } of relationsOf(document)) {
      if (parentId === from) tied.add(childId)
      if (childId === from) tied.add(parentId)
    }
  }
  return tied
}

/** The rules about anti-patterns; one more is a function and a line here. */
export const antiPatterns: readonly DesignRule[] = [
  unboundedCollections,
  mutableIndexKeys,
  countedIdentities,
  unrelatedTransactions,
]
