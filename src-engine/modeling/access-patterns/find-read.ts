import { keyParts } from '#dynamo'
import type { EntityRecord, Given, ModelDocument, PlacementRecord, TableRecord } from '../document/model-document.ts'
import { placementsOf, recordOfKind, tablesOf } from '../document/queries.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { keyTemplateOf, storedAttributes } from '../templates/stored-item.ts'
import type { KeyCondition } from './access-path.ts'
import { type BucketSpan, bucketSpan } from './bucket-span.ts'
import { liesUnder, literalStart, skeletonOf } from './coincide.ts'
import { discriminatorOf } from './discriminator.ts'
import { type KeyMatch, matchKey } from './match-key.ts'
import { sharersOf } from './newest-only.ts'
import { givensFor, type ReadWish } from './read-wish.ts'
import { mayLackItems } from './sparse-view.ts'
import { attributeOfEntity, projectedNames } from './typical-size.ts'
import { type View, viewsOf } from './view.ts'

/** One kind of item that a read is after, and how the view's key takes up what is given of it. */
export interface SoughtItems {
  readonly entity: EntityRecord
  readonly placement: PlacementRecord
  readonly match: KeyMatch
}

/** A way to read what is wished for from one view. */
export interface ReadOption {
  readonly view: View
  readonly sought: readonly SoughtItems[]
  readonly conditions: readonly KeyCondition[]
  /** Conditions that a filter can take over, and those that only the application can check. */
  readonly filter: readonly Given[]
  readonly unfiltered: readonly Given[]
  /** Other placements whose items lie in the same range. */
  readonly others: readonly PlacementRecord[]
  /** The items come in the order that is wished for. */
  readonly ordered: boolean
  /** Attributes that are wished for and that the view does not hold. */
  readonly missing: readonly string[]
  /** Requests side by side: each shard of a spread partition key is asked, and the answers are merged. */
  readonly shards: number
  /** Requests one after the other: the time buckets of a partition key. */
  readonly buckets: BucketSpan | undefined
}

/** Every view whose key can be made of what is given, in the order of tables and indexes. */
export function readOptions(document: ModelDocument, wish: ReadWish): readonly ReadOption[] {
  if (wish.entities.length === 0 || wish.scans) return []
  return tablesOf(document).flatMap(table =>
    combinations(document, table, wish).flatMap(placements =>
      viewsOf(document, table).flatMap(view => optionIn(document, wish, view, placements) ?? []),
    ),
  )
}

/** One placement for each entity, in every combination that the table has. */
function combinations(
  document: ModelDocument,
  table: TableRecord,
  wish: ReadWish,
): readonly (readonly PlacementRecord[])[] {
  const all = placementsOf(document, table.id).filter(({ role }) => role !== 'unique' || wish.single)
  // Who wants many does not find them where only the newest lies.
  const holdsMany = (entity: EntityRecord, placement: PlacementRecord): boolean =>
    wish.single || sharersOf(document, entity, placement) === 1
  return wish.entities.reduce<readonly (readonly PlacementRecord[])[]>(
    (combined, entity) =>
      combined.flatMap(before =>
        all
          .filter(placement => placement.entityId === entity.id && holdsMany(entity, placement))
          .map(placement => [...before, placement]),
      ),
    [[]],
  )
}

function optionIn(
  document: ModelDocument,
  wish: ReadWish,
  view: View,
  placements: readonly PlacementRecord[],
): ReadOption | undefined {
  if (wish.consistent && view.index?.indexKind === 'GSI') return undefined
  const sought: SoughtItems[] = []
  for (const [at, entity] of wish.entities.entries()) {
    const placement = placements[at]
    const match = placement && matchPlacement(document, wish, view, entity, placement)
    if (placement === undefined || match === undefined) return undefined
    if (mayLackItems(document, wish, view, entity, placement)) return undefined
    // One item has one time: who does not know it would look for it in every bucket.
    if (wish.single && match.bucket !== undefined) return undefined
    sought.push({ entity, placement, match })
  }
  const conditions = sharedConditions(view, sought)
  const [first] = sought
  if (conditions === undefined || first === undefined) return undefined
  const others = otherPlacements(document, view, sought, conditions)
  const keyNames = new Set(keyParts(view.key).map(({ name }) => name))
  const leftover = sought.length === 1 ? first.match.leftover : leftoverOf(document, wish, sought, conditions)
  const discriminator = discriminatorOf(view, sought, others)
  return {
    view,
    sought,
    conditions,
    filter: [...leftover.filter(({ attribute }) => !keyNames.has(attribute)), ...discriminator],
    unfiltered: leftover.filter(({ attribute }) => keyNames.has(attribute)),
    others,
    ordered: isOrdered(wish, sought),
    missing: missingAttributes(wish, view, sought),
    shards: Math.max(...sought.map(({ match }) => match.shards)),
    buckets: bucketsOf(document, wish, sought),
  }
}

/** How a placement's key in a view takes up what is given of its entity. */
export function matchPlacement(
  document: ModelDocument,
  wish: ReadWish,
  view: View,
  entity: EntityRecord,
  placement: PlacementRecord,
): KeyMatch | undefined {
  return matchKey(
    view.key,
    name => keyTemplateOf(entity, placement, name),
    name => attributeOfEntity(entity, name)?.type,
    givensFor(document, entity, wish),
  )
}

/** The conditions that find all of the items; the sort condition may be wider than each would need. */
function sharedConditions(view: View, sought: readonly SoughtItems[]): readonly KeyCondition[] | undefined {
  const [first, ...others] = sought
  if (first === undefined) return undefined
  const sidesOf = (side: KeyCondition['side']) => (items: SoughtItems) =>
    items.match.conditions.filter(condition => condition.side === side)
  const partition = sidesOf('partition')(first)
  const look = (conditions: readonly KeyCondition[]): string => JSON.stringify(conditions.map(lookOf))
  if (others.some(items => look(sidesOf('partition')(items)) !== look(partition))) return undefined
  const sort = sidesOf('sort')(first)
  if (others.every(items => look(sidesOf('sort')(items)) === look(sort))) return [...partition, ...sort]
  const [sortKey] = view.key.sort
  if (sortKey === undefined) return partition
  const start = commonStart(
    sought.map(({ entity, placement }) => {
      const template = keyTemplateOf(entity, placement, sortKey.name)
      return template === undefined ? '' : literalStart(template)
    }),
  )
  if (start === '') return partition
  const templates = [start.replaceAll('{', '{{').replaceAll('}', '}}')]
  return [...partition, { attribute: sortKey.name, side: 'sort', is: 'begins_with', templates }]
}

/** Conditions of one look find the same keys, whatever the attributes in them are called. */
function lookOf({ attribute, is, templates }: KeyCondition): string {
  return JSON.stringify([attribute, is, templates.map(skeletonOfText)])
}

function skeletonOfText(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? text : skeletonOf(template)
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length
  for (const other of others) {
    let at = 0
    while (at < length && at < other.length && other[at] === first[at]) at++
    length = at
  }
  return first.slice(0, length)
}

/** With a shared sort condition, what the items' own sort conditions would have said is still to be checked. */
function leftoverOf(
  document: ModelDocument,
  wish: ReadWish,
  sought: readonly SoughtItems[],
  conditions: readonly KeyCondition[],
): readonly Given[] {
  const partition = new Set(conditions.filter(({ side }) => side === 'partition').flatMap(attributesIn))
  const shared = new Set(conditions.map(lookOf))
  return sought
    .flatMap(({ entity, match }) => {
      const own = match.conditions.filter(condition => condition.side === 'sort' && !shared.has(lookOf(condition)))
      const dropped = new Set(own.flatMap(attributesIn).map(withoutEnd))
      const compared = givensFor(document, entity, wish).filter(({ attribute }) => dropped.has(attribute))
      return [...match.leftover, ...compared]
    })
    .filter(({ attribute }) => !partition.has(attribute))
    .filter((given, at, all) => all.findIndex(({ attribute }) => attribute === given.attribute) === at)
}

function attributesIn({ templates }: KeyCondition): readonly string[] {
  return templates.flatMap(text => {
    const template = parseTemplate(text)
    return isFault(template) ? [] : template.parts.flatMap(part => (part.kind === 'attribute' ? part.name : []))
  })
}

/** `placedAt.from` → `placedAt`. */
const withoutEnd = (name: string): string => name.replace(/[.](from|to)$/, '')

function otherPlacements(
  document: ModelDocument,
  view: View,
  sought: readonly SoughtItems[],
  conditions: readonly KeyCondition[],
): readonly PlacementRecord[] {
  const ids = new Set(sought.map(({ placement }) => placement.id))
  return placementsOf(document, view.table.id).filter(placement => {
    const entity = ids.has(placement.id) ? undefined : recordOfKind(document, 'entity', placement.entityId)
    return entity !== undefined && liesUnder(view, entity, placement, conditions)
  })
}

function isOrdered({ order, single }: ReadWish, sought: readonly SoughtItems[]): boolean {
  if (order === undefined || single) return true
  const last = sought.find(({ entity }) => attributeOfEntity(entity, order.attribute) !== undefined)
  if (last === undefined) return false
  // Shards are merged in the order that each of them has; buckets follow each other in the order of their time.
  const { bucket } = last.match
  if (bucket !== undefined && bucket.attribute !== order.attribute) return false
  const fixed = last.match.conditions.some(
    condition => condition.is === '=' && attributesIn(condition).includes(order.attribute),
  )
  return fixed || last.match.orderedBy[0] === order.attribute
}

function bucketsOf(document: ModelDocument, wish: ReadWish, sought: readonly SoughtItems[]): BucketSpan | undefined {
  for (const { entity, match } of sought) {
    if (match.bucket !== undefined) return bucketSpan(document, wish, entity, match.bucket)
  }
  return undefined
}

function missingAttributes(wish: ReadWish, view: View, sought: readonly SoughtItems[]): readonly string[] {
  const projected = projectedNames(view)
  const missing = sought.flatMap(({ entity, placement }) => {
    const stored = new Set(storedAttributes(entity, placement).map(({ name }) => name))
    const wanted = wish.attributes ?? entity.attributes.map(({ name }) => name)
    return wanted.filter(
      name =>
        attributeOfEntity(entity, name) !== undefined &&
        (!stored.has(name) || (projected !== 'ALL' && !projected.has(name))),
    )
  })
  return [...new Set(missing)]
}
