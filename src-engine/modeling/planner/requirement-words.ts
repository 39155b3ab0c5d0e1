import { attributeFor } from '../access-patterns/read-wish.ts'
import type { EntityRecord, ModelDocument } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import type { Requirement } from './layout.ts'

/** A requirement in the words of one entity: a customer's `id` is its orders' `customerId`. */
export function inWordsOf(document: ModelDocument, entity: EntityRecord, requirement: Requirement): Requirement {
  const asked = requirement.entityIds.flatMap(id => recordOfKind(document, 'entity', id) ?? [])
  const named = (name: string): string | undefined => attributeFor(document, entity, asked, name)
  const list = (names: readonly string[]): readonly string[] => names.flatMap(name => named(name) ?? [])
  const { range, order } = requirement
  return {
    ...requirement,
    equal: list(requirement.equal),
    wished: list(requirement.wished),
    range: range === undefined ? undefined : named(range),
    order: order === undefined ? undefined : named(order),
  }
}

/** What is asked of one entity, in its words. */
export function requirementsOn(
  document: ModelDocument,
  entity: EntityRecord,
  requirements: readonly Requirement[],
): readonly Requirement[] {
  return requirements
    .filter(({ entityIds }) => entityIds.includes(entity.id))
    .map(requirement => inWordsOf(document, entity, requirement))
}
