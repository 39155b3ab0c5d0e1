import { entitiesOf, type ModelDocument, type RecordId } from '#modeling'
import { entityColour } from '../../ui/index.ts'

const known = new WeakMap<ModelDocument, ReadonlyMap<RecordId, string>>()

/** The colour of each entity, by id: its own, or by its place. */
export function entityColours(document: ModelDocument): ReadonlyMap<RecordId, string> {
  const before = known.get(document)
  if (before) return before
  const colours = new Map(
    entitiesOf(document).map(({ id, color }, at) => [id, entityColour(color === undefined ? at : color - 1)]),
  )
  known.set(document, colours)
  return colours
}
