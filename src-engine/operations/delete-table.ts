import { type DeleteTableInput, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { describeTable } from '../tables/table-description.ts'
import type { TableState } from '../tables/table-state.ts'
import { deleting } from '../tables/timed-states.ts'
import { checkDeleteAdmitted } from '../tables/update/update-admission.ts'
import type { Operation, Reply } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** Removes a table with its indexes and items, at once or in time. Its stream can be read for another day. */
export const deleteTable: Operation = (engine, input: DeleteTableInput) => {
  const table = resolveNamedTable(engine, input.TableName)
  if (table.facts.deletionProtection) {
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  }
  if (table.facts.status === 'DELETING') return replyWith(engine, table)
  checkDeleteAdmitted(table.facts)
  const going = engine.lifecycle.deleting(table.facts)
  engine.store.beginWrite()
  engine.streams.disabled(table)
  const reply = replyWith(engine, table)
  if (going === undefined) engine.store.tables.drop(table)
  else engine.lifecycle.follow(engine.store.tables.change(table, going))
  engine.tablesChanged()
  return reply
}

/** The answer says what a table was called, not how it was made: keys, indexes and age are left out (observed). */
function replyWith(engine: EngineContext, table: TableState): Reply {
  const facts = deleting(table.facts, engine.ports.clock.now())
  const {
    AttributeDefinitions: _attributes,
    KeySchema: _key,
    CreationDateTime: _age,
    LocalSecondaryIndexes: _local,
    GlobalSecondaryIndexes: _global,
    VectorIndexes: _vectors,
    ...description
  } = describeTable(engine, { ...table, facts })
  return {
    body: new AnswerText().value('TableDescription', description).toString(),
    metered: { table: table.facts.definition.name },
  }
}
