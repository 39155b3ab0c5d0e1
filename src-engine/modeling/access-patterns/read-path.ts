import type { Given, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { placementsOf, placementsOfEntity, recordOfKind, tablesOf } from '../document/queries.ts'
import { attributesIn, printTemplate } from '../templates/print-template.ts'
import { keyTemplateOf, storedAttributes } from '../templates/stored-item.ts'
import type { CallTarget, PlannedCall, Reason, TargetUnits, Verdict } from './access-path.ts'
import { countOf, filterShare, matchesOf } from './cardinality.ts'
import type { Explained } from './explained.ts'
import { type ReadOption, readOptions } from './find-read.ts'
import { NOTHING, pagesOf, pageUnits, type ReadItems, singleUnits, sumOf, timesOf } from './read-units.ts'
import { attributeFor, givensFor, type ReadWish } from './read-wish.ts'
import { entryBytesOf, itemBytesOf } from './typical-size.ts'
import { type View, viewIds, viewName, viewsOf } from './view.ts'

/** A way to answer a read, with what it takes. */
export interface ReadPath {
  readonly verdict: Verdict
  readonly calls: readonly PlannedCall[]
  readonly reasons: readonly Reason[]
  readonly read: Explained
  readonly byTarget: readonly TargetUnits[]
}

/** Every way to answer a read, the best first; a Scan is the last resort. Empty when nothing holds the entities. */
export function readPaths(document: ModelDocument, wish: ReadWish): readonly ReadPath[] {
  const found = readOptions(document, wish).flatMap(option => pathOf(document, wish, option) ?? [])
  return [...found, ...scanPaths(document, wish)].sort(byWorth)
}

const RANK: Readonly<Record<Verdict, number>> = { exact: 0, filters: 1, scan: 2, 'not-served': 3 }

function byWorth(left: ReadPath, right: ReadPath): number {
  return (
    RANK[left.verdict] - RANK[right.verdict] ||
    left.read.value - right.read.value ||
    left.calls.length - right.calls.length
  )
}

function pathOf(document: ModelDocument, wish: ReadWish, option: ReadOption): ReadPath | undefined {
  const { view, sought, conditions, filter, unfiltered, others, ordered, shards } = option
  const complete = sought.length === 1 && sought[0]?.match.complete === true
  const isGet = wish.single && complete && view.index === undefined && filter.length + unfiltered.length === 0
  const exact = filter.length + unfiltered.length + others.length === 0 && ordered
  const follow = option.missing.length === 0 ? undefined : followUp(document, wish, option, exact)
  if (option.missing.length > 0 && follow === undefined) return undefined
  const target: CallTarget = {
    action: isGet ? 'get' : 'query',
    ...viewIds(view),
    placementIds: sought.map(({ placement }) => placement.id),
    key: conditions,
    filter,
    direction: wish.order?.direction ?? 'ascending',
    ...(wish.limit === undefined || !exact ? {} : { limit: wish.limit }),
    ...(wish.attributes === undefined || follow !== undefined ? {} : { attributes: wish.attributes }),
    times: 1,
  }
  const items = itemsRead(document, wish, option, exact)
  const bytes = items.reduce((sum, { count, bytes }) => sum + count * bytes, 0)
  const one = isGet
    ? singleUnits('item', 1, items[0]?.bytes ?? 0, wish.consistent ? 'consistent' : 'eventual')
    : pageUnits(
        items.map(read => ({ ...read, count: read.count / shards })),
        wish.consistent,
      )
  const read = timesOf(shards, one)
  const pages = isGet || wish.limit !== undefined ? 1 : pagesOf(bytes / shards)
  const first: PlannedCall = {
    call: isGet ? 'GetItem' : 'Query',
    targets: [target],
    times: shards * pages,
    consistent: wish.consistent,
  }
  return {
    verdict: exact ? 'exact' : 'filters',
    calls: [first, ...(follow?.call === undefined ? [] : [follow.call])],
    reasons: [...reasonsFor(document, wish, option, exact), ...(follow === undefined ? [] : [follow.reason])],
    read: follow === undefined ? read : sumOf([read, follow.read]),
    byTarget: [
      { ...viewIds(view), read: read.value, write: 0 },
      ...(follow === undefined ? [] : [{ tableId: follow.tableId, read: follow.read.value, write: 0 }]),
    ],
  }
}

/** What a Query evaluates of each kind of item in its range. */
function itemsRead(
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
  return exact && wish.limit !== undefined ? limited(all, wish.limit) : all
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

interface FollowUp {
  readonly call: PlannedCall | undefined
  readonly reason: Reason
  readonly read: Explained
  readonly tableId: string
}

/** What a view does not hold is fetched from the items themselves: by the engine for a local index, else by a second call. */
function followUp(document: ModelDocument, wish: ReadWish, option: ReadOption, exact: boolean): FollowUp | undefined {
  const { view, sought, missing } = option
  const [first] = sought
  if (first === undefined || sought.length !== 1) return undefined
  const main = placementsOfEntity(document, first.entity.id).find(({ role }) => (role ?? 'main') === 'main')
  const table = main && recordOfKind(document, 'table', main.tableId)
  if (main === undefined || table === undefined) return undefined
  const count = itemsRead(document, wish, option, exact)[0]?.count ?? 0
  const bytes = itemBytesOf(document, main)
  const read = singleUnits(first.entity.name, count, bytes, wish.consistent ? 'consistent' : 'eventual')
  const names = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ` and ${missing.length - 3} more` : '')
  if (view.index?.indexKind === 'LSI' && main.id === first.placement.id) {
    const text = `${viewName(view)} does not project ${names}: DynamoDB fetches each item from the table`
    return { call: undefined, reason: { text, rule: 'I5' }, read, tableId: table.id }
  }
  if (!holdsKeyOf(main, first.placement, document)) return undefined
  const target: CallTarget = {
    action: 'get',
    tableId: table.id,
    placementIds: [main.id],
    key: [...table.key.partition, ...table.key.sort].flatMap((part, at) => {
      const template = keyTemplateOf(first.entity, main, part.name)
      const side = at < table.key.partition.length ? ('partition' as const) : ('sort' as const)
      return template === undefined
        ? []
        : [{ attribute: part.name, side, is: '=' as const, templates: [printTemplate(template)] }]
    }),
    filter: [],
    direction: 'ascending',
    ...(wish.attributes === undefined ? {} : { attributes: wish.attributes }),
    times: count,
  }
  const call: PlannedCall = {
    call: count === 1 ? 'GetItem' : 'BatchGetItem',
    targets: [target],
    times: Math.max(1, Math.ceil(count / 100)),
    consistent: wish.consistent,
  }
  const text = `${viewName(view)} does not hold ${names}: a second request fetches each item`
  return { call, reason: { text, rule: 'I5' }, read, tableId: table.id }
}

/** Whether the main item's key can be made of what another placement's item holds. */
function holdsKeyOf(main: PlacementRecord, found: PlacementRecord, document: ModelDocument): boolean {
  if (main.id === found.id) return true
  const entity = recordOfKind(document, 'entity', main.entityId)
  const table = recordOfKind(document, 'table', main.tableId)
  if (entity === undefined || table === undefined) return false
  const held = new Set(storedAttributes(entity, found).map(({ name }) => name))
  return [...table.key.partition, ...table.key.sort].every(({ name }) => {
    const template = keyTemplateOf(entity, main, name)
    return template !== undefined && attributesIn(template).every(attribute => held.has(attribute))
  })
}

function reasonsFor(document: ModelDocument, wish: ReadWish, option: ReadOption, exact: boolean): readonly Reason[] {
  const { view, sought, filter, unfiltered, others, ordered, shards } = option
  const reasons: Reason[] = []
  const list = (givens: readonly Given[]): string => givens.map(({ attribute }) => attribute).join(', ')
  if (exact) reasons.push({ text: `The key of ${viewName(view)} finds exactly these items` })
  if (filter.length > 0) {
    reasons.push({ text: `${list(filter)} is filtered after reading: what is dropped is paid for`, rule: 'Q2' })
  }
  if (unfiltered.length > 0) {
    const text = `${list(unfiltered)} is part of the key but cannot be compared there: the application has to check it`
    reasons.push({ text, rule: 'Q2' })
  }
  for (const placement of others) {
    const name = recordOfKind(document, 'entity', placement.entityId)?.name ?? 'Other'
    reasons.push({ text: `${name} items lie in the same range and are read too`, rule: 'K3' })
  }
  if (!ordered && wish.order !== undefined) {
    const unpadded = sought.some(({ match }) => match.unpadded.includes(wish.order?.attribute ?? ''))
    reasons.push(
      unpadded
        ? { text: `${wish.order.attribute} is a number inside a text: it orders as text. Pad it`, rule: 'K10' }
        : { text: `The items are not ordered by ${wish.order.attribute}: all are read, then sorted`, rule: 'K4' },
    )
  }
  if (shards > 1) reasons.push({ text: `The partition key is spread: all ${shards} shards are asked`, rule: 'H3' })
  return reasons
}

/** Scans of each view that holds all of the entities. */
function scanPaths(document: ModelDocument, wish: ReadWish): readonly ReadPath[] {
  if (wish.entities.length === 0) return []
  return tablesOf(document).flatMap(table =>
    viewsOf(document, table).flatMap(view => scanOf(document, wish, view) ?? []),
  )
}

function scanOf(document: ModelDocument, wish: ReadWish, view: View): ReadPath | undefined {
  if (wish.consistent && view.index?.indexKind === 'GSI') return undefined
  const inView = placementsOf(document, view.table.id).filter(placement => isIn(document, view, placement))
  const isSought = ({ entityId }: PlacementRecord): boolean => wish.entities.some(({ id }) => id === entityId)
  const sought = wish.entities.map(({ id }) => inView.find(({ entityId }) => entityId === id))
  const complete = sought.every((placement, at) => {
    const entity = wish.entities[at]
    if (placement === undefined || entity === undefined) return false
    const held = new Set(storedAttributes(entity, placement).map(({ name }) => name))
    return entity.attributes.every(({ name }) => held.has(name))
  })
  if (!complete) return undefined
  const items = inView.flatMap(placement => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    if (entity === undefined) return []
    return { label: entity.name, count: countOf(entity), bytes: entryBytesOf(document, placement, view) }
  })
  const bytes = items.reduce((sum, { count, bytes }) => sum + count * bytes, 0)
  const read = pageUnits(items, wish.consistent)
  const [onlyEntity] = wish.entities
  const filter = [...wish.by, ...wish.where].flatMap(given => {
    const name = onlyEntity && attributeFor(document, onlyEntity, wish.entities, given.attribute)
    return name === undefined ? [] : { ...given, attribute: name }
  })
  const strangers = inView.filter(placement => !isSought(placement)).length
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

/** Whether a placement's items are in a view: they have a template for each of its key attributes. */
export function isIn(document: ModelDocument, view: View, placement: PlacementRecord): boolean {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  if (entity === undefined) return false
  return [...view.key.partition, ...view.key.sort].every(
    ({ name }) => keyTemplateOf(entity, placement, name) !== undefined,
  )
}
