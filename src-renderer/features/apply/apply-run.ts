import type { ApplyEvent } from '#contract'

/** A table as the run left it so far. */
export interface AppliedTable {
  readonly name: string
  /** What was done with the table itself; undefined before its turn. */
  readonly action: 'created' | 'kept' | 'replaced' | undefined
  readonly written: number
}

/** An item or table that was left out, or an item that was written without an attribute. */
export type Finding = Extract<ApplyEvent, { kind: 'skipped' | 'changed' }>

/** How far a run is. */
export interface ApplyProgress {
  readonly tables: readonly AppliedTable[]
  readonly totalTables: number
  readonly totalItems: number
  /** Items written, over all tables. */
  readonly written: number
  readonly findings: readonly Finding[]
  /** There once the run has ended well. */
  readonly done: Extract<ApplyEvent, { kind: 'done' }> | undefined
}

/** Nothing has happened yet. */
export const NOT_STARTED: ApplyProgress = {
  tables: [],
  totalTables: 0,
  totalItems: 0,
  written: 0,
  findings: [],
  done: undefined,
}

/** The progress after more events; a burst of them is taken in at once. */
export function afterEvents(before: ApplyProgress, events: readonly ApplyEvent[]): ApplyProgress {
  let progress = before
  const tables = new Map(before.tables.map(table => [table.name, table]))
  const findings: Finding[] = []
  for (const event of events) {
    switch (event.kind) {
      case 'start':
        progress = { ...progress, totalTables: event.tables, totalItems: event.items }
        break
      case 'table':
        tables.set(event.table, { name: event.table, action: event.action, written: 0 })
        break
      case 'items': {
        const table = tables.get(event.table)
        tables.set(event.table, { name: event.table, action: table?.action, written: event.written })
        progress = { ...progress, written: event.writtenOverall }
        break
      }
      case 'skipped':
      case 'changed':
        findings.push(event)
        break
      case 'done':
        progress = { ...progress, done: event, written: event.items }
        break
    }
  }
  return {
    ...progress,
    tables: [...tables.values()],
    findings: findings.length === 0 ? before.findings : [...before.findings, ...findings],
  }
}
