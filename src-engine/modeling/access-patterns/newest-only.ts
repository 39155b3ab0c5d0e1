import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { attributesIn } from '../templates/print-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import { countOf, matchesOf } from './cardinality.ts'

/**
 * How many of an entity share one item of a copy, because its key leaves out what tells them apart: of the versions of a
 * document a copy without the version holds the one that was written last (rule K5). 1 for every other placement.
 */
export function sharersOf(document: ModelDocument, entity: EntityRecord, placement: PlacementRecord): number {
  if (placement.role !== 'copy') return 1
  const table = recordOfKind(document, 'table', placement.tableId)
  const keys = table === undefined ? [] : [...table.key.partition, ...table.key.sort]
  const named = keys.flatMap(({ name }) => {
    const template = keyTemplateOf(entity, placement, name)
    return template === undefined ? [] : attributesIn(template)
  })
  return Math.max(
    1,
    matchesOf(
      document,
      entity,
      named.map(attribute => ({ attribute })),
    ),
  )
}

/** How many items a placement has, as far as anybody said. */
export function itemCountOf(document: ModelDocument, entity: EntityRecord, placement: PlacementRecord): number {
  return Math.ceil(countOf(entity) / sharersOf(document, entity, placement))
}
