import { type KeyDefinition, keyParts } from '#dynamo'
import type { ModelDocument, RecordId, TableRecord } from '../document/model-document.ts'
import { placementsOf, tablesOf } from '../document/queries.ts'
import { equalJson } from '../json/equal-json.ts'
import type { CandidateDesign } from './candidate.ts'

/**
 * The tables of the model that tables of a design are the same as, by the id in the design: they have the same key, and
 * the same name or items of the same entities. Parts that are taken by themselves go into them; other tables are new.
 */
export function homesOf(document: ModelDocument, design: CandidateDesign): ReadonlyMap<RecordId, TableRecord> {
  const homes = new Map<RecordId, TableRecord>()
  const free = new Set(tablesOf(document))
  const match = (isLike: (table: TableRecord, present: TableRecord) => boolean): void => {
    for (const table of design.tables) {
      if (homes.has(table.id)) continue
      const home = [...free].find(present => sameKey(table.key, present.key) && isLike(table, present))
      if (home === undefined) continue
      homes.set(table.id, home)
      free.delete(home)
    }
  }
  match((table, present) => table.name === present.name)
  match((table, present) => {
    const entityIds = entitiesAmong(design.placements.filter(({ tableId }) => tableId === table.id))
    return entityIds !== '[]' && entityIds === entitiesAmong(placementsOf(document, present.id))
  })
  return homes
}

/** Whether two keys are of the same attributes with the same types. */
export function sameKey(left: KeyDefinition, right: KeyDefinition): boolean {
  const named = (key: KeyDefinition) => [
    key.partition.length,
    keyParts(key).map(({ name, type }) => ({ name, type })),
  ]
  return equalJson(named(left), named(right))
}

function entitiesAmong(placements: readonly { readonly entityId: RecordId }[]): string {
  return JSON.stringify([...new Set(placements.map(({ entityId }) => entityId))].sort())
}
