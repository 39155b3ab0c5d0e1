import { type FacetRecord, facetsOf, type ModelDocument, type RecordId, tablesOf } from '#modeling'
import { entityColour, initials } from '../../ui/index.ts'

/** How a facet is known at a glance: a colour, and initials for those who cannot tell colours apart. */
export interface FacetMark {
  readonly facet: FacetRecord
  readonly colour: string
  readonly letter: string
}

const known = new WeakMap<ModelDocument, ReadonlyMap<RecordId, FacetMark>>()

/** The marks of every facet of the model, by its id. A facet keeps its colour when others come and go. */
export function facetMarks(document: ModelDocument): ReadonlyMap<RecordId, FacetMark> {
  const before = known.get(document)
  if (before) return before
  const facets = tablesOf(document).flatMap(table => facetsOf(document, table.id))
  const marks = new Map(
    facets.map((facet, at): [RecordId, FacetMark] => [
      facet.id,
      { facet, colour: entityColour(colourPlace(facet.id) ?? at), letter: initials(facet.name) },
    ]),
  )
  known.set(document, marks)
  return marks
}

/** Ids are given in order (`facet-3`) and never change, so the number in one is a place among the colours. */
function colourPlace(id: RecordId): number | undefined {
  const number = /(\d{1,9})$/.exec(id)?.[1]
  return number === undefined ? undefined : Number(number) - 1
}
