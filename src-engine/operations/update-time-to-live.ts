import { validationError } from '#dynamo'
import type { TableFacts } from '../tables/table-state.ts'
import { checkExists } from '../tables/update/update-admission.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

interface UpdateTimeToLiveInput {
  readonly TableName: string
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string }
}

function decide(
  facts: TableFacts,
  { Enabled, AttributeName }: UpdateTimeToLiveInput['TimeToLiveSpecification'],
): TableFacts {
  const current = facts.timeToLive?.attribute
  if (Enabled) {
    if (current === AttributeName) throw validationError('TimeToLive is already enabled')
    if (current !== undefined) {
      throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`)
    }
    return { ...facts, timeToLive: { attribute: AttributeName } }
  }
  if (current === undefined) throw validationError('TimeToLive is already disabled')
  if (current !== AttributeName) {
    throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`)
  }
  const { timeToLive: _, ...without } = facts
  return without
}

/** Turns expiry by an attribute on or off. */
export const updateTimeToLive: Operation = (engine, input: UpdateTimeToLiveInput) => {
  const table = resolveNamedTable(engine, input.TableName)
  checkExists(table.facts)
  const facts = decide(table.facts, input.TimeToLiveSpecification)
  engine.store.beginWrite()
  engine.store.tables.change(table, facts)
  engine.tablesChanged()
  engine.timeToLiveChanged()
  return {
    body: new AnswerText().value('TimeToLiveSpecification', input.TimeToLiveSpecification).toString(),
    metered: { table: facts.definition.name },
  }
}
