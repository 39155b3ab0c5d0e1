import type { CallName } from '../access-patterns/access-path.ts'
import type { CallFigures } from './proof-report.ts'

/** An answer of the API, as far as figures are read from it. */
export type ApiAnswer = Readonly<Record<string, unknown>>

interface Capacity {
  readonly TableName?: string
  readonly Table?: { readonly CapacityUnits?: number }
  readonly LocalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>
}

const READS: ReadonlySet<CallName> = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems'])

/** What an answer says it read, answered and consumed. `written`: items that a write request writes. */
export function measuredFigures(call: CallName, answer: ApiAnswer, written: number): CallFigures {
  const counts = countsOf(call, answer, written)
  const byTarget: Record<string, number> = {}
  let units = 0
  for (const capacity of capacitiesOf(answer)) {
    const table = capacity.TableName ?? ''
    for (const [target, consumed] of unitsOf(table, capacity)) {
      units += consumed
      if (consumed > 0) byTarget[target] = (byTarget[target] ?? 0) + consumed
    }
  }
  const isRead = READS.has(call)
  return { ...counts, readUnits: isRead ? units : 0, writeUnits: isRead ? 0 : units, byTarget: sorted(byTarget) }
}

function countsOf(call: CallName, answer: ApiAnswer, written: number): { scanned: number; returned: number } {
  switch (call) {
    case 'Query':
    case 'Scan':
      return { scanned: Number(answer.ScannedCount ?? 0), returned: Number(answer.Count ?? 0) }
    case 'GetItem': {
      const found = answer.Item === undefined ? 0 : 1
      return { scanned: found, returned: found }
    }
    case 'BatchGetItem':
    case 'TransactGetItems':
    case 'SearchVectors': {
      const found = itemsIn(call, answer).length
      return { scanned: found, returned: found }
    }
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'BatchWriteItem':
    case 'TransactWriteItems':
      return { scanned: 0, returned: written }
    case 'ExecuteStatement':
      // A statement does not say how many items it has looked at.
      return { scanned: 0, returned: itemsIn(call, answer).length }
  }
}

/** The items of an answer. */
export function itemsIn(call: CallName, answer: ApiAnswer): readonly Readonly<Record<string, unknown>>[] {
  const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
    Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : []
  switch (call) {
    case 'GetItem':
      return answer.Item === undefined ? [] : [answer.Item as Readonly<Record<string, unknown>>]
    case 'Query':
    case 'Scan':
    case 'ExecuteStatement':
      return list(answer.Items)
    case 'BatchGetItem':
      return Object.values((answer.Responses ?? {}) as Readonly<Record<string, unknown>>).flatMap(list)
    case 'TransactGetItems':
    case 'SearchVectors':
      return list(answer[call === 'TransactGetItems' ? 'Responses' : 'SearchResults']).flatMap(({ Item }) =>
        Item === undefined ? [] : [Item as Readonly<Record<string, unknown>>],
      )
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'BatchWriteItem':
    case 'TransactWriteItems':
      return []
  }
}

function capacitiesOf(answer: ApiAnswer): readonly Capacity[] {
  const capacity = answer.ConsumedCapacity
  if (capacity === undefined) return []
  return Array.isArray(capacity) ? (capacity as readonly Capacity[]) : [capacity as Capacity]
}

function unitsOf(table: string, capacity: Capacity): readonly (readonly [target: string, units: number])[] {
  const indexes = { ...capacity.LocalSecondaryIndexes, ...capacity.GlobalSecondaryIndexes }
  return [
    [table, capacity.Table?.CapacityUnits ?? 0],
    ...Object.entries(indexes).map(([name, { CapacityUnits = 0 }]) => [`${table}/${name}`, CapacityUnits] as const),
  ]
}

/** The sum of two, for the pages of one read. */
export function addFigures(left: CallFigures, right: CallFigures): CallFigures {
  const byTarget: Record<string, number> = { ...left.byTarget }
  for (const [target, units] of Object.entries(right.byTarget)) byTarget[target] = (byTarget[target] ?? 0) + units
  return {
    scanned: left.scanned + right.scanned,
    returned: left.returned + right.returned,
    readUnits: left.readUnits + right.readUnits,
    writeUnits: left.writeUnits + right.writeUnits,
    byTarget: sorted(byTarget),
  }
}

/** What differs between prediction and measurement, as a sentence; undefined when nothing does. */
export function differenceOf(predicted: CallFigures, measured: CallFigures): string | undefined {
  const differences: string[] = []
  const compare = (what: string, one: number, other: number): void => {
    if (one !== other) differences.push(`${what} predicted ${one}, measured ${other}`)
  }
  compare('items read', predicted.scanned, measured.scanned)
  compare('items answered', predicted.returned, measured.returned)
  compare('read units', predicted.readUnits, measured.readUnits)
  compare('write units', predicted.writeUnits, measured.writeUnits)
  for (const target of new Set([...Object.keys(predicted.byTarget), ...Object.keys(measured.byTarget)])) {
    compare(`units on ${target}`, predicted.byTarget[target] ?? 0, measured.byTarget[target] ?? 0)
  }
  return differences.length === 0 ? undefined : differences.join('; ')
}

function sorted(units: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(units).sort(([left], [right]) => (left < right ? -1 : 1)))
}
