import { keyLook } from '../diagnostics/design/placement-roles.ts'
import type { ModelDocument, TableRecord } from '../document/model-document.ts'
import { placementsOf } from '../document/queries.ts'
import type { CandidateDesign } from './candidate.ts'
import { partsOfDesign } from './design-parts.ts'
import { closedSelection, type PartSelection } from './part-selection.ts'
import { type PartsAdoption, withAdoption } from './parts-adoption.ts'
import { PartsBuilder } from './parts-builder.ts'

/**
 * Takes parts of a design into a model:
 * - A table of the design that the model has (see `homesOf`) takes the parts in; where their keys would collide with what
 *   lies there, the table comes beside it. Other tables are new.
 * - The keys of an entity take the place of all keys that it has. Entities left out stay as they are; to indexes that are
 *   taken their items get keys beside those that they have.
 * - What nothing lies in any more goes: tables, with their facets and items, and indexes. So do sample items whose keys are
 *   replaced.
 */
export function adoptionOfParts(
  document: ModelDocument,
  design: CandidateDesign,
  selection: PartSelection,
): PartsAdoption {
  const parts = partsOfDesign(document, design)
  const taken = closedSelection(parts, selection)
  const homes = new Map(
    parts.flatMap(({ table, home }) =>
      home !== undefined && taken.has(table.id) ? [[table.id, home] as const] : [],
    ),
  )
  for (;;) {
    const built = new PartsBuilder(document, design, parts, taken, homes).build()
    const after = withAdoption(document, built)
    // Two placements of a table have one form of primary key that did not before.
    const collided = [...homes].find(([, home]) => twins(after, home) > twins(document, home))
    if (collided === undefined) return built
    homes.delete(collided[0])
  }
}

/** How many placements of a table have the form of primary key of another. */
function twins(document: ModelDocument, table: TableRecord): number {
  const looks = placementsOf(document, table.id).flatMap(placement => keyLook(document, table, placement) ?? [])
  return looks.length - new Set(looks).size
}
