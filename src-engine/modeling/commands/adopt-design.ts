import type { ModelRecord, RecordId } from '../document/model-document.ts'
import {
  facetsOf,
  indexesOf,
  itemsOfTable,
  placementsOf,
  recordOf,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import { type CandidateDesign, recordsOfDesign } from '../planner/candidate.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

export interface AdoptDesignArguments {
  readonly design: CandidateDesign
  /** The tables that the design takes the place of; they go with all that lies in them. */
  readonly replaces?: readonly RecordId[]
}

/** Brings a proposed design into the model: its tables, indexes and placements. What is there under an id is replaced. */
export const adoptDesign: Command<AdoptDesignArguments> = (document, { design, replaces = [] }) => {
  const edit = new Edit(document)
  const incoming = recordsOfDesign(design)
  const kept = new Set(incoming.map(({ id }) => id))
  for (const table of tablesOf(document)) {
    if (!replaces.includes(table.id)) continue
    const children = [indexesOf, vectorIndexesOf, placementsOf, facetsOf, itemsOfTable].flatMap(
      (listOf): readonly ModelRecord[] => listOf(document, table.id),
    )
    for (const record of [table, ...children]) if (!kept.has(record.id)) edit.remove(record)
  }
  for (const record of incoming) {
    const present = recordOf(document, record.id)
    if (present === undefined) edit.add(record)
    else if (present.kind === record.kind) edit.change<ModelRecord>(present, record)
    else edit.newId(record.kind as Exclude<ModelRecord['kind'], 'model'>, record.id)
  }
  return edit.finish()
}
