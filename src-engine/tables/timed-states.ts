import { attributeDefinitionsOf, type TableDefinition } from '#dynamo'
import type { IndexFacts, TableFacts } from './table-state.ts'

/**
 * States of tables and indexes that last for a time. On the service a table is CREATING for seconds and an index for
 * minutes; here for as long as an engine is told (`tableDelay`), and then the end of each state stands in the facts, so
 * that it survives a restart. Without a delay nothing here is used. All of it is pure.
 * Source: fact file limits-and-capacity, sections 13 and 14.
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
 * A changed table: UPDATING until then, and so are the indexes that changed. A new index gets its resources meanwhile;
 * one that was taken away stays, DELETING. Settings count at once.
 */
export function updating(before: TableFacts, after: TableFacts, until: number): TableFacts {
  const indexes = new Map<string, IndexFacts>()
  for (const [name, old] of Object.entries(before.indexes)) {
    const changed = Object.hasOwn(after.indexes, name) ? after.indexes[name] : undefined
    if (changed === undefined) indexes.set(name, { ...old, status: 'DELETING', until })
    else if (changed !== old && changed.status === 'ACTIVE')
      indexes.set(name, { ...changed, status: 'UPDATING', until })
    else indexes.set(name, changed)
  }
  for (const [name, made] of Object.entries(after.indexes)) {
    if (!indexes.has(name)) indexes.set(name, { ...made, until })
  }
  return {
    ...after,
    definition: withIndexesOfBoth(before.definition, after.definition),
    attributeDefinitions: union(
      before.attributeDefinitions,
      after.attributeDefinitions,
      definition => definition.AttributeName,
    ),
    indexes: Object.fromEntries(indexes),
    status: 'UPDATING',
    until,
  }
}

/** When the next state of the table or of one of its indexes ends. */
export function nextEnd({ until, indexes }: TableFacts): number | undefined {
  let next = until
  for (const index of Object.values(indexes)) {
    if (index.until !== undefined && (next === undefined || index.until < next)) next = index.until
  }
  return next
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
  for (const [name, index] of Object.entries(facts.indexes)) {
    if (index.until === undefined || index.until > at) {
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
  const { until, ...kept } = facts
  const ends = until !== undefined && until <= at
  return {
    ...(ends ? { ...kept, status: 'ACTIVE' as const } : facts),
    ...withoutIndexes(facts, name => !indexes.has(name)),
    indexes: Object.fromEntries(indexes),
  }
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
