import { GSIS_PER_TABLE } from '#dynamo'
import type { EntityRecord, ModelDocument, RecordId } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import { isVersion } from './attribute-roles.ts'
import { collectionOf, PARTITION_BYTES } from './collection-size.ts'
import type { EntityKeys } from './design-choice.ts'
import { type ChosenLayout, freeSlot, withGlobal, withLocal } from './index-slots.ts'
import { identityLayout, type Requirement } from './layout.ts'
import { layoutsFor } from './layouts-for.ts'
import { inWordsOf, requirementsOn } from './requirement-words.ts'

type Keys = ReadonlyMap<RecordId, EntityKeys>

/** Ways to let one more index, one more key of an index that is there, or one more copy serve a requirement. */
export function indexOptions(
  document: ModelDocument,
  keys: Keys,
  requirement: Requirement,
  requirements: readonly Requirement[],
): readonly Keys[] {
  const entities = requirement.entityIds.flatMap(id => {
    const entity = keys.has(id) ? recordOfKind(document, 'entity', id) : undefined
    return entity ?? []
  })
  if (entities.length < requirement.entityIds.length) return []
  const layouts = entities.map(entity => {
    const siblings = requirementsOn(document, entity, requirements)
    return layoutsFor(document, entity, inWordsOf(document, entity, requirement), siblings)
  })
  const count = Math.min(...layouts.map(list => list.length))
  const options: Keys[] = []
  for (let at = 0; at < count; at++) {
    const chosen = entities.map((entity, which) => ({
      entity,
      layout: layouts[which]?.[at] ?? identityLayout(entity),
    }))
    if (!requirement.consistent) {
      const slot = freeSlot(keys, chosen)
      if (slot < GSIS_PER_TABLE) options.push(withGlobal(keys, chosen, slot))
    } else if (staysSmall(document, chosen)) {
      const local = withLocal(keys, chosen)
      if (local !== undefined) options.push(local)
    }
  }
  return [...options, ...currentCopy(document, keys, requirement)]
}

/** A collection with a local index holds 10 GB for ever, its entries included (rule I1). */
export function staysSmall(document: ModelDocument, chosen: readonly ChosenLayout[]): boolean {
  const bytes = chosen.reduce((sum, { entity, layout }) => sum + collectionOf(document, entity, layout).bytes, 0)
  return 2 * bytes < PARTITION_BYTES
}

/**
 * A copy of the newest version for who asks for a thing without its version (rule K5). Versions are written once: what
 * changed or deleted one of them by its number would do the same to the copy.
 */
function currentCopy(document: ModelDocument, keys: Keys, requirement: Requirement): readonly Keys[] {
  const [id = '', ...others] = requirement.entityIds
  const entity = recordOfKind(document, 'entity', id)
  const own = keys.get(id)
  if (!requirement.single || entity === undefined || own === undefined || others.length > 0) return []
  const known = entity.identity.filter(name => requirement.equal.includes(name))
  const missing = entity.identity.filter(name => !known.includes(name))
  const [version] = missing
  if (known.length === 0 || missing.length !== 1 || version === undefined || !isVersion(entity, version)) return []
  if (changesVersions(document, entity)) return []
  const current = { partition: known, sort: [] }
  return [new Map([...keys, [id, { ...own, current }]])]
}

function changesVersions(document: ModelDocument, { id, identity }: EntityRecord): boolean {
  return patternsOf(document).some(({ operation }) => {
    const isMany = operation.type === 'transact-write' || operation.type === 'batch-write'
    const writes = isMany ? operation.writes.map(({ operation: write }) => write) : [operation]
    return writes.some(write => {
      if ((write.type !== 'update' && write.type !== 'delete') || write.entityId !== id) return false
      return identity.every(name => write.by.some(({ attribute }) => attribute === name))
    })
  })
}
