import {
  type AdoptedTable,
  type CandidateDesign,
  entitiesOf,
  type ModelDocument,
  type PartSelection,
  type PartsAdoption,
  type RecordId,
  recordOfKind,
} from '#modeling'
import { countOf } from '../../ui/index.ts'
import { goesText, named, placedAmong } from './adoption.ts'

/** What taking parts of a design does to the model, in sentences. */
export interface PartsText {
  readonly lines: readonly string[]
  /** Whether something goes or is replaced, so that a person has to be asked. */
  readonly isLoss: boolean
}

/** Says what comes, into what, what gets other keys, what goes, and what stays as it is. */
export function partsText(
  document: ModelDocument,
  design: CandidateDesign,
  selection: PartSelection,
  adoption: PartsAdoption,
): PartsText {
  const nameOf = (id: RecordId): string => recordOfKind(document, 'entity', id)?.name ?? '?'
  const taken = entitiesOf(document).flatMap(({ id }) => (selection.has(id) ? [id] : []))
  const kept = placedAmong(
    document,
    entitiesOf(document).flatMap(({ id }) => (selection.has(id) || adoption.filled.includes(id) ? [] : [id])),
  )
  const replaced = placedAmong(document, taken)
  const tablesAs = (as: AdoptedTable['as']): readonly string[] =>
    adoption.tables.flatMap(table => (table.as === as ? [tableText(design, table)] : []))
  const goes = goesText(adoption.removed)
  const lines = [
    ...sentence(tablesAs('added'), 'comes as a new table', 'come as new tables'),
    ...sentence(
      tablesAs('beside'),
      'comes beside the table that has its name',
      'come beside the tables that have their names',
    ),
    ...sentence(tablesAs('merged'), 'stays and takes its parts in', 'stay and take their parts in'),
    ...sentence(
      replaced.map(nameOf),
      'gets other keys in place of those it has',
      'get other keys in place of those they have',
    ),
    ...sentence(
      adoption.filled.map(nameOf),
      'gets keys in the indexes beside those it has',
      'get keys in the indexes beside those they have',
    ),
    ...(goes === '' ? [] : [goes]),
    ...sentence(kept.map(nameOf), 'stays as it is', 'stay as they are'),
  ]
  return { lines, isLoss: goes !== '' || replaced.length > 0 }
}

/** The name in the model, and the design's where it has another. */
function tableText({ tables }: CandidateDesign, { id, name, as }: AdoptedTable): string {
  const proposed = tables.find(table => table.id === id)?.name ?? name
  return as === 'added' || proposed === name ? name : `${name} (for ${proposed})`
}

/** The button: what is taken, counted. */
export function partsAction(parts: PartSelection, all: ReadonlySet<RecordId>): string {
  if (parts.size === 0) return 'Adopt parts'
  return parts.size === all.size ? 'Adopt all parts' : `Adopt ${countOf(parts.size, 'part')}`
}

function sentence(names: readonly string[], one: string, many: string): readonly string[] {
  return names.length === 0 ? [] : [`${named(names)} ${names.length === 1 ? one : many}.`]
}
