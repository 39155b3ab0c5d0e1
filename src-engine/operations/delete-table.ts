import { type DeleteTableInput, DynamoError, validationError } from '#dynamo'
import { describeTable } from '../tables/table-description.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** Removes a table with its indexes and items, at once. Its stream can be read for another day. */
export const deleteTable: Operation = (engine, input: DeleteTableInput) => {
  const table = resolveNamedTable(engine, input.TableName)
  const { definition, deletionProtection, indexes } = table.facts
  if (deletionProtection) {
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  }
  if (Object.values(indexes).some(index => index.status === 'CREATING')) {
    throw new DynamoError(
      'ResourceInUseException',
      `Attempt to change a resource which is still in use: Table is being updated: ${definition.name}`,
    )
  }
  const description = describeTable(engine.account, table, 'DELETING')
  engine.store.beginWrite()
  engine.streams.disabled(table)
  engine.store.tables.drop(table)
  engine.tablesChanged()
  return {
    body: new AnswerText().value('TableDescription', description).toString(),
    metered: { table: definition.name },
  }
}
