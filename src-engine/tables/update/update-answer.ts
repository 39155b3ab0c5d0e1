import type { UpdateTableInput } from '#dynamo'
import type { IndexFacts, TableFacts, ThroughputFacts } from '../table-state.ts'
import { updating } from '../timed-states.ts'
import type { TableUpdate } from './table-update.ts'

/**
 * What the answer of UpdateTable describes: the change under way, also where states do not last. Of what takes the
 * service a while it shows what was before: units, class, warm throughput, the key; of the rest what will be.
 * Source: observations of the service, October 2026.
 */
export function answeredFacts(
  before: TableFacts,
  { facts: after, changing }: TableUpdate,
  input: UpdateTableInput,
  now: number,
): TableFacts {
  const shown = updating(before, after, changing, now)
  const { onDemandSince: _, tableClass: __, encryption: ___, onDemand: ____, ...settled } = shown
  const { onDemandSince, tableClass, encryption } = before
  // To be told again what it is, a table pretends to become it.
  const pretends = input.BillingMode !== undefined || input.TableClass !== undefined
  return {
    ...settled,
    ...(pretends ? { status: 'UPDATING' as const } : {}),
    throughput: before.billing === after.billing ? unitsBefore(before, after) : after.throughput,
    indexes: Object.fromEntries(
      Object.entries(shown.indexes).map(([name, index]) => [name, indexShown(before, after, name, index)]),
    ),
    ...(onDemandSince === undefined ? {} : { onDemandSince }),
    ...(tableClass === undefined ? {} : { tableClass }),
    ...(encryption === undefined ? {} : { encryption }),
    ...maximaShown(before, after, input),
  }
}

/** Maxima that are taken away show as -1. */
function maximaShown(
  before: TableFacts,
  { onDemand }: TableFacts,
  { OnDemandThroughput: wanted }: UpdateTableInput,
): Pick<TableFacts, 'onDemand'> {
  if (wanted !== undefined) return { onDemand: { ...before.onDemand, ...wanted } }
  return onDemand === undefined ? {} : { onDemand }
}

function indexShown(before: TableFacts, after: TableFacts, name: string, index: IndexFacts): IndexFacts {
  const old = Object.hasOwn(before.indexes, name) ? before.indexes[name] : undefined
  if (old === undefined || before.billing !== after.billing) return index
  return { ...index, throughput: unitsBefore(old, index) }
}

function unitsBefore(
  { throughput: old }: Pick<IndexFacts, 'throughput'>,
  { throughput }: Pick<IndexFacts, 'throughput'>,
): ThroughputFacts {
  return { ...throughput, read: old.read, write: old.write, decreasesToday: old.decreasesToday }
}
