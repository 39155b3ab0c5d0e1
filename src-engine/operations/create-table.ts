import { type CreateTableInput, checkCreateTable, DynamoError, validationError } from '#dynamo'
import { newTableFacts } from '../tables/new-table.ts'
import { describeNewTable } from '../tables/table-description.ts'
import { creating } from '../tables/timed-states.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/** What a table cannot have here yet. Refused, so that nobody takes silence for success. */
const UNSUPPORTED = ['ResourcePolicy', 'GlobalTableSourceArn', 'GlobalTableSettingsReplicationMode'] as const

/** Creates a table. It answers CREATING as the service does, and can be used at once unless states last for a time. */
export const createTable: Operation = (engine, input: CreateTableInput) => {
  const definition = checkCreateTable(input)
  for (const member of UNSUPPORTED) {
    if (input[member] !== undefined) throw validationError(`${member} is not supported by this engine yet.`)
  }
  if (engine.store.tables.get(definition.name) !== undefined) {
    throw new DynamoError('ResourceInUseException', `Table already exists: ${definition.name}`)
  }
  const facts = newTableFacts(input, definition, {
    tableId: engine.ports.ids.uuid(),
    streamLabel: engine.streams.newLabel(definition.name),
    now: engine.ports.clock.now(),
  })
  const slowly = engine.lifecycle.creating(facts)
  engine.store.beginWrite()
  const table = engine.store.tables.create(slowly)
  engine.streams.enabled(table)
  engine.lifecycle.follow(table)
  engine.tablesChanged()
  const answered = describeNewTable(engine, { ...table, facts: creating(facts, facts.createdAt) })
  return {
    body: new AnswerText().value('TableDescription', answered).toString(),
    metered: { table: definition.name },
  }
}
