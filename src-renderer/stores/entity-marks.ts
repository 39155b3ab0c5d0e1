import { type EntityRecord, entitiesOf, type ModelDocument, type RecordId } from '#modeling'
import { ENTITY_COLOURS, entityColour, initials } from '../ui/index.ts'

/** How an entity is known at a glance on every screen: a colour, and initials for those who cannot tell colours apart. */
export interface EntityMark {
  readonly entity: EntityRecord
  /** A CSS value, for `style` and SVG. */
  readonly colour: string
  readonly letter: string
}

const known = new WeakMap<readonly EntityRecord[], ReadonlyMap<RecordId, EntityMark>>()

/** The marks of every entity of the model by its id, in the model's order: its own colour, or that of its place. */
export function entityMarks(document: ModelDocument): ReadonlyMap<RecordId, EntityMark> {
  const entities = entitiesOf(document)
  const before = known.get(entities)
  if (before) return before
  const marks = new Map(
    entities.map((entity, at): [RecordId, EntityMark] => [
      entity.id,
      { entity, colour: entityColour((entity.color ?? at + 1) - 1), letter: initials(entity.name) },
    ]),
  )
  known.set(entities, marks)
  return marks
}

/** The colour, 1 to 12, that the fewest entities have: for a new one, so that it keeps it when others come and go. */
export function freeEntityColour(document: ModelDocument): number {
  const uses = Array.from({ length: ENTITY_COLOURS }, () => 0)
  for (const [at, { color }] of entitiesOf(document).entries()) {
    const slot = ((color ?? at + 1) - 1) % ENTITY_COLOURS
    uses[slot] = (uses[slot] ?? 0) + 1
  }
  return uses.indexOf(Math.min(...uses)) + 1
}
