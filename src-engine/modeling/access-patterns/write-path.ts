import type { EntityRecord, ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { placementsOfEntity, recordOfKind } from '../document/queries.ts'
import { attributesIn, printTemplate } from '../templates/print-template.ts'
import { keyTemplateOf, storedAttributes } from '../templates/stored-item.ts'
import type { CallTarget, KeyCondition, PlannedCall, Reason, TargetUnits, Verdict } from './access-path.ts'
import type { Explained } from './explained.ts'
import { readPaths } from './read-paths.ts'
import { NOTHING, sumOf } from './read-units.ts'
import type { ReadWish } from './read-wish.ts'
import { changedAttributes, effectOf, mentions, type TouchedItem } from './write-effects.ts'
import type { WriteOperation } from './write-operation.ts'

/** What a write takes: the items it touches, and the reads that it needs to find their keys. */
export interface WritePath {
  readonly verdict: Verdict
  /** Reads that come first. */
  readonly reads: readonly PlannedCall[]
  readonly readUnits: Explained
  readonly targets: readonly CallTarget[]
  readonly reasons: readonly Reason[]
  /** Write units outside of a transaction; `base` is what a transaction doubles. */
  readonly base: Explained
  readonly indexes: Explained
  readonly byTarget: readonly TargetUnits[]
}

/** How a write is done; undefined when the entity lies in no table. */
export function writePath(document: ModelDocument, operation: WriteOperation): WritePath | undefined {
  const entity = recordOfKind(document, 'entity', operation.entityId)
  const placements = entity === undefined ? [] : placementsOfEntity(document, entity.id)
  const main = placements.find(({ role }) => (role ?? 'main') === 'main')
  if (entity === undefined || main === undefined) return undefined
  const touched = touchedItems(document, operation, entity, placements)
  const first = keysKnown(document, operation, entity, touched)
  if (first === undefined) return undefined
  const effects = touched.map(item => effectOf(document, entity, operation, item))
  return {
    verdict: first.verdict,
    reads: first.reads,
    readUnits: first.units,
    targets: touched.flatMap(item => targetsOf(entity, operation, item)),
    reasons: [
      ...first.reasons,
      ...reasonsFor(entity, operation, touched),
      ...effects.flatMap(({ reasons }) => reasons),
    ],
    base: sumOf(effects.map(({ base }) => base)),
    indexes: sumOf(effects.flatMap(({ indexes }) => indexes)),
    byTarget: effects.flatMap(({ byTarget }) => byTarget),
  }
}

function touchedItems(
  document: ModelDocument,
  operation: WriteOperation,
  entity: EntityRecord,
  placements: readonly PlacementRecord[],
): readonly TouchedItem[] {
  const changed = changedAttributes(operation)
  return placements.flatMap(placement => {
    const table = recordOfKind(document, 'table', placement.tableId)
    if (table === undefined) return []
    const isMain = (placement.role ?? 'main') === 'main'
    if (operation.type === 'check') return isMain ? { placement, table, moves: false } : []
    if (changed === 'all') return { placement, table, moves: false }
    const stored = new Set(storedAttributes(entity, placement).map(({ name }) => name))
    const moves = [...table.key.partition, ...table.key.sort].some(({ name }) =>
      mentions(entity, placement, name, changed),
    )
    const isTouched = isMain || moves || changed.some(name => stored.has(name))
    return isTouched ? { placement, table, moves } : []
  })
}

/** Whether the keys can be made of what is given; if not, the read that has to come first. */
function keysKnown(
  document: ModelDocument,
  operation: WriteOperation,
  entity: EntityRecord,
  touched: readonly TouchedItem[],
): { verdict: Verdict; reads: readonly PlannedCall[]; units: Explained; reasons: readonly Reason[] } | undefined {
  const known = { verdict: 'exact', reads: [], units: NOTHING, reasons: [] } as const
  if (operation.type === 'put') return known
  const given = new Set(operation.by.filter(({ is }) => (is ?? '=') === '=').map(({ attribute }) => attribute))
  const unknown = touched.find(({ placement, table, moves }) => {
    // What moves is written whole, so it has to be known whole.
    if (moves) return true
    return [...table.key.partition, ...table.key.sort].some(({ name }) => {
      const template = keyTemplateOf(entity, placement, name)
      return template === undefined || !attributesIn(template).every(attribute => given.has(attribute))
    })
  })
  if (unknown === undefined) return known
  const wish: ReadWish = {
    entities: [entity],
    by: operation.by,
    where: [],
    order: undefined,
    limit: undefined,
    matches: 1,
    consistent: false,
    attributes: undefined,
    single: true,
    scans: false,
  }
  const [read] = readPaths(document, wish)
  if (read === undefined) return undefined
  const text = unknown.moves
    ? `The key of ${entity.name} changes: the item is read, then deleted and put under its new key`
    : `What is given does not make the key of ${entity.name}: the item is read first`
  return {
    verdict: read.verdict,
    reads: read.calls,
    units: read.read,
    reasons: [{ text, rule: unknown.moves ? 'K13' : 'T6' }, ...(read.verdict === 'exact' ? [] : read.reasons)],
  }
}

function targetsOf(
  entity: EntityRecord,
  operation: WriteOperation,
  { placement, table, moves }: TouchedItem,
): readonly CallTarget[] {
  const key: readonly KeyCondition[] = [...table.key.partition, ...table.key.sort].flatMap((part, at) => {
    const template = keyTemplateOf(entity, placement, part.name)
    if (template === undefined) return []
    const side = at < table.key.partition.length ? ('partition' as const) : ('sort' as const)
    return { attribute: part.name, side, is: '=' as const, templates: [printTemplate(template)] }
  })
  const target = {
    tableId: table.id,
    placementIds: [placement.id],
    key,
    filter: [],
    direction: 'ascending' as const,
    times: 1,
  }
  if (moves)
    return [
      { ...target, action: 'delete' },
      { ...target, action: 'put' },
    ]
  return [{ ...target, action: operation.type }]
}

function reasonsFor(
  entity: EntityRecord,
  operation: WriteOperation,
  touched: readonly TouchedItem[],
): readonly Reason[] {
  const reasons: Reason[] = []
  const copies = touched.filter(({ placement }) => placement.role === 'copy').length
  const uniques = touched.filter(({ placement }) => placement.role === 'unique').length
  if (copies > 0)
    reasons.push({
      text: `${copies === 1 ? 'A copy' : `${copies} copies`} of ${entity.name} is written with it`,
      rule: 'T10',
    })
  if (uniques > 0) reasons.push({ text: `A sibling item keeps a value of ${entity.name} unique`, rule: 'K6' })
  if (reasons.length === 0 && operation.type !== 'check') {
    reasons.push({ text: `One item, by its key` })
  }
  return reasons
}
