import { attributeDefinitionsOf, type TableDefinition } from '#dynamo'
import type { IndexFacts, TableChange, TableFacts } from './table-state.ts'

/**
 * States of tables and indexes that last for a time. On the service a table is CREATING for seconds and an index for
 * minutes; here for as long as an engine is told (`tableDelay`), and then the end of each state stands in the facts, so
 * that it survives a restart. Without a delay they only show in the answer to the request. All of it is pure.
 * Source: fact file limits-and-capacity, sections 13 and 14; observations of the service, October 2026.
 */

/** A new table: it and its indexes are CREATING until then. */
export function creating(facts: TableFacts, until: number): TableFacts {
  return {
    ...facts,
    status: 'CREATING',
    until,
    indexes: mapped(facts.indexes, index => ({ ...index, status: 'CREATING', until })),
  }
}

/** A table that is going: it is described until then. */
export function deleting(facts: TableFacts, until: number): TableFacts {
  return {
    ...facts,
    status: 'DELETING',
    until,
    indexes: mapped(facts.indexes, index => ({ ...index, status: 'DELETING', until })),
  }
}

/**
 * A changed table: UPDATING until then if its change is one that says so, and so are the indexes that are retuned. A new
 * index gets its resources meanwhile; one that was taken away stays, DELETING. Settings count at once, but for more warm
 * throughput.
 */
export function updating(
  before: TableFacts,
  after: TableFacts,
  changing: TableChange | undefined,
  until: number,
): TableFacts {
  const indexes = new Map<string, IndexFacts>()
  for (const [name, old] of Object.entries(before.indexes)) {
    const changed = Object.hasOwn(after.indexes, name) ? after.indexes[name] : undefined
    if (changed === undefined) indexes.set(name, deleted(old, until))
    else indexes.set(name, changed === old ? old : retuning(old, changed, until))
  }
  for (const [name, made] of Object.entries(after.indexes)) {
    if (!indexes.has(name)) indexes.set(name, { ...made, until })
  }
  return {
    ...withWarmingUntil(before, after, until),
    definition: withIndexesOfBoth(before.definition, after.definition),
    attributeDefinitions: union(
      before.attributeDefinitions,
      after.attributeDefinitions,
      definition => definition.AttributeName,
    ),
    indexes: Object.fromEntries(indexes),
    ...(after.encryptionChanges === before.encryptionChanges ? {} : { encryptingUntil: until }),
    ...(changing === undefined ? {} : { status: 'UPDATING', until, changing }),
  }
}

function deleted({ backfilling: _, ...index }: IndexFacts, until: number): IndexFacts {
  return { ...index, status: 'DELETING', until }
}

/** Warm throughput keeps only its own status. */
function retuning(old: IndexFacts, changed: IndexFacts, until: number): IndexFacts {
  const warming = withWarmingUntil(old, changed, until)
  const isRetuned = changed.throughput !== old.throughput || changed.onDemand !== old.onDemand
  return isRetuned && changed.status === 'ACTIVE' ? { ...warming, status: 'UPDATING', until } : warming
}

function withWarmingUntil<Facts extends Pick<IndexFacts, 'warming'>>(
  before: Facts,
  after: Facts,
  until: number,
): Facts {
  if (after.warming === undefined || after.warming === before.warming) return after
  return { ...after, warming: { ...after.warming, until } }
}

/** A changed table where states do not last: what goes on beside it is done. */
export function updatedAtOnce(facts: TableFacts): TableFacts {
  const { encryptingUntil: _, ...kept } = warmed(facts)
  return { ...kept, indexes: mapped(kept.indexes, warmed) }
}

function warmed<Facts extends Pick<IndexFacts, 'warming' | 'warm'>>(facts: Facts): Facts {
  const { warming, ...kept } = facts
  return (warming === undefined ? facts : { ...kept, warm: warming.warm }) as Facts
}

/** When the next state of the table or of one of its indexes ends. */
export function nextEnd({ until, warming, encryptingUntil, indexes }: TableFacts): number | undefined {
  const ends = [until, warming?.until, encryptingUntil]
  for (const index of Object.values(indexes)) ends.push(index.until, index.warming?.until)
  return ends.reduce((next, end) => (next === undefined || (end !== undefined && end < next) ? end : next), undefined)
}

/** What has become of a table when its states have ended. */
export interface SettledTable {
  /** Undefined: it is gone. */
  readonly facts: TableFacts | undefined
  /** Indexes that are to be filled now. */
  readonly fill: readonly string[]
}

/**
 * Ends the states whose time has come.
 *
 * @param delay of states that follow: an index that has its resources says for so long that it is being filled before
 * the filling begins
 */
export function settle(facts: TableFacts, now: number, delay: number): SettledTable {
  const fill: string[] = []
  let settled = facts
  for (let end = nextEnd(settled); end !== undefined && end <= now; end = nextEnd(settled)) {
    if (settled.status === 'DELETING' && settled.until !== undefined && settled.until <= end) {
      return { facts: undefined, fill: [] }
    }
    settled = endStates(settled, end, delay, fill)
  }
  return { facts: settled, fill }
}

function endStates(facts: TableFacts, at: number, delay: number, fill: string[]): TableFacts {
  const indexes = new Map<string, IndexFacts>()
  for (const [name, unended] of Object.entries(facts.indexes)) {
    const index = isOver(unended.warming?.until, at) ? warmed(unended) : unended
    if (!isOver(index.until, at)) {
      indexes.set(name, index)
      continue
    }
    const { until: _, ...ended } = index
    if (ended.status === 'DELETING') continue
    if (ended.status !== 'CREATING' || ended.backfilling === undefined)
      indexes.set(name, { ...ended, status: 'ACTIVE' })
    else if (ended.backfilling) {
      indexes.set(name, ended)
      fill.push(name)
    } else indexes.set(name, { ...ended, backfilling: true, until: at + delay })
  }
  return {
    ...withoutEnded(facts, at),
    ...withoutIndexes(facts, name => !indexes.has(name)),
    indexes: Object.fromEntries(indexes),
  }
}

/** The table itself without its own states that are over. */
function withoutEnded(facts: TableFacts, at: number): TableFacts {
  let settled = isOver(facts.warming?.until, at) ? warmed(facts) : facts
  if (isOver(settled.encryptingUntil, at)) {
    const { encryptingUntil: _, ...kept } = settled
    settled = kept
  }
  if (!isOver(settled.until, at)) return settled
  const { until: _, changing: __, ...kept } = settled
  return { ...kept, status: 'ACTIVE' }
}

function isOver(until: number | undefined, at: number): boolean {
  return until !== undefined && until <= at
}

/** The definition without the indexes that are gone, and without the attributes that only they used. */
function withoutIndexes(
  { definition, attributeDefinitions }: TableFacts,
  isGone: (name: string) => boolean,
): Pick<TableFacts, 'definition' | 'attributeDefinitions'> {
  const gone = [...definition.indexes, ...(definition.vectors ?? [])].some(({ name }) => isGone(name))
  if (!gone) return { definition, attributeDefinitions }
  const { vectors, ...others } = definition
  const keptVectors = vectors?.filter(({ name }) => !isGone(name)) ?? []
  const kept = {
    ...others,
    indexes: definition.indexes.filter(({ name }) => !isGone(name)),
    ...(keptVectors.length === 0 ? {} : { vectors: keptVectors }),
  }
  const used = new Set(attributeDefinitionsOf(kept).map(({ AttributeName }) => AttributeName))
  return {
    definition: kept,
    attributeDefinitions: attributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName)),
  }
}

function withIndexesOfBoth(before: TableDefinition, after: TableDefinition): TableDefinition {
  const vectors = union(before.vectors ?? [], after.vectors ?? [], index => index.name)
  return {
    ...after,
    indexes: union(before.indexes, after.indexes, index => index.name),
    ...(vectors.length === 0 ? {} : { vectors }),
  }
}

/** Those before, in their order and as they are after, then the new ones. */
function union<T>(before: readonly T[], after: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const all = new Map(before.map(one => [nameOf(one), one]))
  for (const one of after) all.set(nameOf(one), one)
  return [...all.values()]
}

function mapped(
  indexes: TableFacts['indexes'],
  change: (index: IndexFacts) => IndexFacts,
): Readonly<Record<string, IndexFacts>> {
  return Object.fromEntries(Object.entries(indexes).map(([name, index]) => [name, change(index)]))
}
