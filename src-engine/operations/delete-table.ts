import { type DeleteTableInput, DynamoError, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { describeTable } from '../tables/table-description.ts'
import type { TableState } from '../tables/table-state.ts'
import type { Operation, Reply } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkNotBusy, resolveNamedTable } from './support/resolve-table.ts'

/** Removes a table with its indexes and items, at once or in time. Its stream can be read for another day. */
export const deleteTable: Operation = (engine, input: DeleteTableInput) => {
  const table = resolveNamedTable(engine, input.TableName)
  const { definition, deletionProtection, indexes, status } = table.facts
  if (deletionProtection) {
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  }
  if (status === 'DELETING') return replyWith(engine, table)
  checkNotBusy(table)
  if (Object.values(indexes).some(index => index.status === 'CREATING')) {
    throw new DynamoError(
      'ResourceInUseException',
      `Attempt to change a resource which is still in use: Table is being updated: ${definition.name}`,
    )
  }
  const going = engine.lifecycle.deleting(table.facts)
  engine.store.beginWrite()
  engine.streams.disabled(table)
  const reply = replyWith(engine, table)
  if (going === undefined) engine.store.tables.drop(table)
  else engine.lifecycle.follow(engine.store.tables.change(table, going))
  engine.tablesChanged()
  return reply
}

function replyWith({ account }: EngineContext, table: TableState): Reply {
  return {
    body: new AnswerText().value('TableDescription', describeTable(account, table, 'DELETING')).toString(),
    metered: { table: table.facts.definition.name },
  }
}
