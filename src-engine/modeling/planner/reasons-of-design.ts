import type { Reason } from '../access-patterns/access-path.ts'
import type { IndexRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import type { CandidateDesign } from './candidate.ts'
import type { DesignChoice } from './design-choice.ts'
import { readTogether } from './group-entities.ts'
import { requirementsOf } from './layout.ts'
import { reasonsForEntity } from './reasons-of-keys.ts'
import { requirementsOn } from './requirement-words.ts'

/** Why a design is as it is: what shares a table, how each entity is found, and what that costs elsewhere. */
export function reasonsFor(
  document: ModelDocument,
  design: CandidateDesign,
  { tables, keys }: DesignChoice,
): readonly Reason[] {
  const requirements = patternsOf(document).flatMap(pattern => requirementsOf(document, pattern))
  return [
    sizeOf(design),
    ...joinedReads(document),
    ...[...keys].flatMap(([id, own]) => {
      const entity = recordOfKind(document, 'entity', id)
      if (entity === undefined) return []
      return reasonsForEntity(document, entity, own, requirementsOn(document, entity, requirements))
    }),
    ...tables.flatMap(entityIds => sharedIndexes(document, entityIds, keys)),
    ...design.indexes.flatMap(reasonsForIndex),
    ...(design.vectorIndexes ?? []).map(({ attribute }) => ({
      text: `A vector index finds the nearest by ${attribute}: no key can`,
      rule: 'I14',
    })),
  ]
}

function sizeOf({ tables, indexes }: CandidateDesign): Reason {
  const several = indexes.length === 0 ? 'no index' : indexes.length === 1 ? 'one index' : `${indexes.length} indexes`
  return { text: `${tables.length === 1 ? 'One table' : `${tables.length} tables`} with ${several}`, rule: 'P5' }
}

function joinedReads(document: ModelDocument): readonly Reason[] {
  const name = (id: RecordId): string => recordOfKind(document, 'entity', id)?.name ?? ''
  return readTogether(document)
    .filter(group => group.length > 1)
    .map(group => ({
      text: `${group.map(name).join(', ')} are read in one request: they share a partition`,
      rule: 'T2',
    }))
}

/** Indexes that several entities have keys in, by number. */
function sharedIndexes(
  document: ModelDocument,
  entityIds: readonly RecordId[],
  keys: DesignChoice['keys'],
): readonly Reason[] {
  const slots = Math.max(0, ...entityIds.map(id => keys.get(id)?.global.length ?? 0))
  return Array.from({ length: slots }, (_, slot) => {
    const names = entityIds.flatMap(id =>
      keys.get(id)?.global[slot] === undefined ? [] : (recordOfKind(document, 'entity', id)?.name ?? []),
    )
    const text = `${names.join(', ')} share GSI${slot + 1}: one index instead of ${names.length}`
    return names.length < 2 ? [] : [{ text, rule: 'I4' }]
  }).flat()
}

function reasonsForIndex({ name, key, projection }: IndexRecord): readonly Reason[] {
  const reasons: Reason[] = []
  if (key.partition.length > 1 || key.sort.length > 1) {
    const text = `${name} has a key of several attributes, each with its own type: no text is glued together`
    reasons.push({ text, rule: 'I2' })
  }
  if (projection.type === 'INCLUDE') {
    const text = `${name} holds ${projection.attributes.join(', ')}: more would be written and never read`
    reasons.push({ text, rule: 'I5' })
  }
  if (projection.type === 'KEYS_ONLY') {
    reasons.push({ text: `${name} holds keys only: fetching the few that are read is cheaper`, rule: 'I5' })
  }
  return reasons
}
