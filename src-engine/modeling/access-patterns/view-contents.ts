import type { EntityRecord, ModelDocument, ModelRecord, PlacementRecord } from '../document/model-document.ts'
import { designOf, placementsOf, recordOfKind } from '../document/queries.ts'
import { sameRecords } from '../document/same-records.ts'
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
/** What a view had last, and the records that say so. */
const last = new WeakMap<View, { readonly of: readonly unknown[]; readonly contents: ViewContents }>()

/**
 * The placements whose items a view has, and what it takes to read all of it: the same as long as the view, its placements
 * and their entities are.
 */
export function contentsOf(document: ModelDocument, view: View): ViewContents {
  const design = designOf(document)
  let views = known.get(design)
  if (views === undefined) {
    views = new Map()
    known.set(design, views)
  }
  let contents = views.get(view)
  if (contents === undefined) {
    contents = contentsAsBefore(document, view)
    views.set(view, contents)
  }
  return contents
}

function contentsAsBefore(document: ModelDocument, view: View): ViewContents {
  const of = placementsOf(document, view.table.id).flatMap(placement => [
    placement,
    recordOfKind(document, 'entity', placement.entityId),
  ])
  const before = last.get(view)
  if (before !== undefined && sameRecords(before.of, of)) return before.contents
  const contents = findContents(document, view)
  last.set(view, { of, contents })
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
