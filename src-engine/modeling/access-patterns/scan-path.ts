import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { tablesOf } from '../document/queries.ts'
import { storedAttributes } from '../templates/stored-item.ts'
import type { CallTarget } from './access-path.ts'
import { sharersOf } from './newest-only.ts'
import type { ReadPath } from './read-path.ts'
import { NOTHING, pagesOf } from './read-units.ts'
import { attributeFor, type ReadWish } from './read-wish.ts'
import { mayLackItems } from './sparse-view.ts'
import { type View, viewIds, viewName, viewsOf } from './view.ts'
import { contentsOf } from './view-contents.ts'

/** Scans of each view that holds all of the entities. */
export function scanPaths(document: ModelDocument, wish: ReadWish): readonly ReadPath[] {
  if (wish.entities.length === 0) return []
  return tablesOf(document).flatMap(table =>
    viewsOf(document, table).flatMap(view => scanOf(document, wish, view) ?? []),
  )
}

function scanOf(document: ModelDocument, wish: ReadWish, view: View): ReadPath | undefined {
  if (wish.consistent && view.index?.indexKind === 'GSI') return undefined
  const { placements: inView, items, bytes, eventual, consistent } = contentsOf(document, view)
  const isSought = (of: EntityRecord): boolean => wish.entities.some(({ id }) => id === of.id)
  const holdsAll = (entity: EntityRecord, placement: PlacementRecord): boolean =>
    sharersOf(document, entity, placement) === 1 && !mayLackItems(document, wish, view, entity, placement)
  const sought = wish.entities.map(
    ({ id }) => inView.find(({ placement, entity }) => entity.id === id && holdsAll(entity, placement))?.placement,
  )
  const complete = sought.every((placement, at) => {
    const entity = wish.entities[at]
    if (placement === undefined || entity === undefined) return false
    const held = new Set(storedAttributes(entity, placement).map(({ name }) => name))
    return entity.attributes.every(({ name }) => held.has(name))
  })
  if (!complete) return undefined
  const read = wish.consistent ? consistent : eventual
  const [onlyEntity] = wish.entities
  const filter = [...wish.by, ...wish.where].flatMap(given => {
    const name = onlyEntity && attributeFor(document, onlyEntity, wish.entities, given.attribute)
    return name === undefined ? [] : { ...given, attribute: name }
  })
  const strangers = inView.filter(({ entity }) => !isSought(entity)).length
  const target: CallTarget = {
    action: 'scan',
    ...viewIds(view),
    placementIds: sought.flatMap(placement => placement?.id ?? []),
    key: [],
    filter,
    direction: 'ascending',
    ...(wish.limit === undefined ? {} : { limit: wish.limit }),
    ...(wish.attributes === undefined ? {} : { attributes: wish.attributes }),
    times: 1,
  }
  const text = `No key finds them: all of ${viewName(view)} is read${strangers > 0 ? ', other entities too' : ''}`
  return {
    verdict: 'scan',
    calls: [{ call: 'Scan', targets: [target], times: pagesOf(bytes), consistent: wish.consistent }],
    reasons: [{ text, rule: 'Q1' }],
    read: items.length === 0 ? NOTHING : read,
    byTarget: [{ ...viewIds(view), read: read.value, write: 0 }],
  }
}
