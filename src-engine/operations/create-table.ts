import { type CreateTableInput, checkCreateTable, DynamoError } from '#dynamo'
import { newTableFacts } from '../tables/new-table.ts'
import { describeTable } from '../tables/table-description.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/** Creates a table. It answers CREATING as the service does, and can be used at once. */
export const createTable: Operation = (engine, input: CreateTableInput) => {
  const definition = checkCreateTable(input)
  if (engine.store.tables.get(definition.name) !== undefined) {
    throw new DynamoError('ResourceInUseException', `Table already exists: ${definition.name}`)
  }
  engine.store.beginWrite()
  const table = engine.store.tables.create(
    newTableFacts(input, definition, { tableId: engine.ports.ids.uuid(), now: engine.ports.clock.now() }),
  )
  engine.tablesChanged()
  return {
    body: new AnswerText().value('TableDescription', describeTable(engine.account, table, 'CREATING')).toString(),
    metered: { table: definition.name },
  }
}
