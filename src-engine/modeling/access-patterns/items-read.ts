import type { ModelDocument } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { filterShare, matchesOf } from './cardinality.ts'
import type { ReadOption } from './find-read.ts'
import type { ReadItems } from './read-units.ts'
import { givensFor, type ReadWish } from './read-wish.ts'
import { entryBytesOf } from './typical-size.ts'

/** What a Query evaluates of each kind of item in its range. */
export function itemsRead(
  document: ModelDocument,
  wish: ReadWish,
  option: ReadOption,
  exact: boolean,
): readonly ReadItems[] {
  const { view, sought, others } = option
  const found = sought.map(({ entity, placement, match }) => {
    const givens = givensFor(document, entity, wish)
    const used = givens.filter(given => !match.leftover.includes(given))
    const isMain = sought.length === 1 || entity.id === sought.at(-1)?.entity.id
    const declared = isMain && match.leftover.length === 0 ? wish.matches : undefined
    const matched = isMain ? wish.matches : undefined
    const share = filterShare(entity, match.leftover)
    const count =
      declared ?? (matched === undefined ? matchesOf(document, entity, used) : Math.round(matched / share))
    return { label: entity.name, count, bytes: entryBytesOf(document, placement, view) }
  })
  const asides = others.flatMap(placement => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    if (entity === undefined) return []
    const known = wish.by.filter(given => entity.attributes.some(({ name }) => name === given.attribute))
    const equal = known.filter(({ is }) => (is ?? '=') === '=')
    return {
      label: entity.name,
      count: matchesOf(document, entity, equal),
      bytes: entryBytesOf(document, placement, view),
    }
  })
  const all = [...found, ...asides]
  // Every shard answers a page, of which the merged page takes the first items.
  return exact && wish.limit !== undefined ? limited(all, wish.limit * option.shards) : all
}

/** The first items of all, as many as a page holds: parents, of which there is one, come whole. */
function limited(items: readonly ReadItems[], limit: number): readonly ReadItems[] {
  let left = limit
  return items.map(group => {
    const count = Math.min(group.count, left)
    left -= count
    return { ...group, count }
  })
}
