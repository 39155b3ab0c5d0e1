import type { EntityRecord, ModelDocument, ModelRecord, PlacementRecord } from '../document/model-document.ts'
import { designOf, placementsOf, recordOfKind } from '../document/queries.ts'
import type { Explained } from './explained.ts'
import { isIn } from './in-view.ts'
import { itemCountOf } from './newest-only.ts'
import { pageUnits, type ReadItems } from './read-units.ts'
import { entryBytesOf } from './typical-size.ts'
import type { View } from './view.ts'

/** What lies in a view. */
export interface ViewContents {
  readonly placements: readonly { readonly placement: PlacementRecord; readonly entity: EntityRecord }[]
  readonly items: readonly ReadItems[]
  /** Of all of them. */
  readonly bytes: number
  /** What it takes to read them all. */
  readonly eventual: Explained
  readonly consistent: Explained
}

/** By the design: a plan asks of each view as often as it has patterns. */
const known = new WeakMap<readonly ModelRecord[], Map<View, ViewContents>>()

/** The placements whose items a view has, and what it takes to read all of it. */
export function contentsOf(document: ModelDocument, view: View): ViewContents {
  const design = designOf(document)
  let views = known.get(design)
  if (views === undefined) {
    views = new Map()
    known.set(design, views)
  }
  let contents = views.get(view)
  if (contents === undefined) {
    contents = findContents(document, view)
    views.set(view, contents)
  }
  return contents
}

function findContents(document: ModelDocument, view: View): ViewContents {
  const placements = placementsOf(document, view.table.id).flatMap(placement => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    return entity !== undefined && isIn(document, view, placement) ? { placement, entity } : []
  })
  const items = placements.map(({ placement, entity }) => ({
    label: entity.name,
    count: itemCountOf(document, entity, placement),
    bytes: entryBytesOf(document, placement, view),
  }))
  return {
    placements,
    items,
    bytes: items.reduce((sum, { count, bytes }) => sum + count * bytes, 0),
    eventual: pageUnits(items, false),
    consistent: pageUnits(items, true),
  }
}
