import type { UpdateTableInput } from '#dynamo'
import type { TableChange, TableFacts } from '../table-state.ts'
import { withBilling } from './billing-update.ts'
import { withIndexes } from './index-update.ts'
import { type Moment, withSettings } from './settings-update.ts'
import { checkUpdateAdmitted } from './update-admission.ts'

/** What a table becomes. */
export interface TableUpdate {
  readonly facts: TableFacts
  /** What keeps the table UPDATING; undefined for what is done at once or goes on beside it. */
  readonly changing: TableChange | undefined
}

/** The table as an UpdateTable request leaves it; the request by itself has been checked. Pure. @throws DynamoError */
export function updatedTable(facts: TableFacts, input: UpdateTableInput, moment: Moment): TableUpdate {
  checkUpdateAdmitted(facts, input)
  const billed = withBilling(facts, input, moment.now)
  const indexed = withIndexes(billed, input, moment.now, billed.billing !== facts.billing)
  const changed = withSettings(indexed, input, moment)
  return { facts: changed, changing: changeFrom(facts, changed) }
}

function changeFrom(before: TableFacts, after: TableFacts): TableChange | undefined {
  if (before.billing !== after.billing || before.throughput !== after.throughput) return 'throughput'
  if (before.stream !== after.stream) return 'stream'
  if (before.tableClass !== after.tableClass) return 'table class'
  const names = (facts: TableFacts): string => Object.keys(facts.indexes).sort().join()
  return names(before) === names(after) ? undefined : 'indexes'
}
