import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { RecordId } from '../document/model-document.ts'
import { recordOf, tablesOf } from '../document/queries.ts'
import { adoptionOfParts } from '../planner/adoption-of-parts.ts'
import type { CandidateDesign } from '../planner/candidate.ts'
import { allParts, partsOfDesign } from '../planner/design-parts.ts'
import { adoptDesign } from './adopt-design.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'
import { removeIndexFrom } from './remove-index.ts'

export interface AdoptPartsArguments {
  readonly design: CandidateDesign
  /** Ids of parts: tables and indexes of the design, and entities for their keys. What they need comes with them. */
  readonly parts: readonly RecordId[]
}

/** Brings parts of a proposed design into the model, beside what is left as it is. All parts: the design as a whole. */
export const adoptParts: Command<AdoptPartsArguments> = (document, { design, parts }) => {
  const known = allParts(partsOfDesign(document, design))
  const chosen = new Set(parts)
  if (known.size > 0 && [...known].every(id => chosen.has(id))) {
    return adoptDesign(document, { design, replaces: tablesOf(document).map(({ id }) => id) })
  }
  const edit = new Edit(document)
  for (const id of chosen) {
    if (known.has(id)) continue
    edit.refuse(diagnostic('unknown-record', { recordId: id, message: `The design has no part "${id}"` }))
  }
  const { written, removed } = adoptionOfParts(document, design, chosen)
  for (const record of written) {
    const present = recordOf(document, record.id)
    if (present === undefined) edit.add(record)
    else edit.change(present, record)
  }
  const gone = new Set(removed.map(({ id }) => id))
  for (const record of removed) {
    if (record.kind === 'index' && !gone.has(record.tableId)) removeIndexFrom(edit, document, record)
    else edit.remove(record)
  }
  return edit.finish()
}
