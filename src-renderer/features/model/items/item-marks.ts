import {
  facetsOf,
  type ItemRecord,
  itemsOfTable,
  type ModelDocument,
  placementsOf,
  type RecordId,
  recordOfKind,
} from '#modeling'
import { entityMarks } from '../../../stores/entity-marks.ts'
import { facetMarks } from '../facet-marks.ts'

/** What an item is of, at a glance: its entity, or the facet it is shown in. */
export interface ItemMark {
  readonly kind: 'entity' | 'facet'
  /** Of the entity or the facet. */
  readonly id: RecordId
  readonly name: string
  readonly colour: string
  readonly letter: string
}

export interface ItemMarks {
  /** Every mark that a table's items may have: entities that lie in it, then facets that have items. In order. */
  readonly legend: readonly ItemMark[]
  readonly counts: ReadonlyMap<RecordId, number>
  readonly of: (record: ItemRecord) => ItemMark | undefined
}

/** The marks of a table's items. An entity's colour counts before a facet's: it is the same on every screen. */
export function itemMarks(document: ModelDocument, tableId: RecordId): ItemMarks {
  const entities = new Map<RecordId, ItemMark>()
  for (const placement of placementsOf(document, tableId)) {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    const mark = entityMarks(document).get(placement.entityId)
    if (entity && mark) {
      const { colour, letter } = mark
      entities.set(placement.id, { kind: 'entity', id: entity.id, name: entity.name, colour, letter })
    }
  }
  const facets = new Map<RecordId, ItemMark>()
  for (const { id, name } of facetsOf(document, tableId)) {
    const mark = facetMarks(document).get(id)
    if (mark) facets.set(id, { kind: 'facet', id, name, colour: mark.colour, letter: mark.letter })
  }
  const of = ({ placementId, facetId }: ItemRecord): ItemMark | undefined =>
    (placementId === undefined ? undefined : entities.get(placementId)) ??
    (facetId === undefined ? undefined : facets.get(facetId))
  const counts = new Map<RecordId, number>()
  for (const record of itemsOfTable(document, tableId)) {
    const mark = of(record)
    if (mark) counts.set(mark.id, (counts.get(mark.id) ?? 0) + 1)
  }
  const byEntity = new Map([...entities.values()].map(mark => [mark.id, mark]))
  // Facets without items of their own only look at others': with entities, they would be marks of nothing.
  const used = [...facets.values()].filter(({ id }) => byEntity.size === 0 || counts.has(id))
  return { legend: [...byEntity.values(), ...used], counts, of }
}
