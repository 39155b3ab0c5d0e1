import type { Reason } from '../access-patterns/access-path.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import { historyOf, isVersion } from './attribute-roles.ts'
import type { EntityKeys } from './design-choice.ts'

/** How the current version of a thing is found beside its history (rules K5, K12). */
export function reasonsForVersions(
  document: ModelDocument,
  entity: EntityRecord,
  { main, current }: EntityKeys,
): readonly Reason[] {
  const { name, identity } = entity
  const of = identity.slice(0, -1)
  const version = identity.at(-1)
  if (current !== undefined) {
    const text = `${name} is asked for without its version: a copy of the newest lies before all versions of its ${current.partition.join(', ')}, and each put writes both in one transaction`
    return [{ text, rule: 'K5' }]
  }
  const [first, ...others] = main.sort
  const isHistory = others.length === 0 && first === version && main.partition.join() === of.join()
  if (version === undefined || of.length === 0 || !isVersion(entity, version) || !isHistory) return []
  const holder = recordOfKind(document, 'entity', historyOf(document, entity) ?? '')
  if (holder !== undefined) {
    const text = `${name} keeps the history of ${holder.name} beside it under ${of.join(', ')}, by ${version}; ${holder.name} itself is the current one`
    return [{ text, rule: 'K5' }]
  }
  const asksNewest = patternsOf(document).some(
    ({ operation }) =>
      operation.type === 'query' &&
      operation.entityIds.includes(entity.id) &&
      operation.limit === 1 &&
      operation.order?.attribute === version,
  )
  if (!asksNewest) return []
  return [
    {
      text: `The newest ${name} is the last by ${version}: read backwards with Limit 1, without a copy`,
      rule: 'K12',
    },
  ]
}
