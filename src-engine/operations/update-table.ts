import { checkTableUpdate, type UpdateTableInput, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { describeTable } from '../tables/table-description.ts'
import type { TableFacts, TableState } from '../tables/table-state.ts'
import { updatedTable } from '../tables/update/table-update.ts'
import { answeredFacts } from '../tables/update/update-answer.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** What this engine cannot change: it is one Region. Refused, so that nobody takes silence for success. */
const UNSUPPORTED = [
  'ReplicaUpdates',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'GlobalTableSettingsReplicationMode',
  'DisassociationProtectionEnabled',
] as const

function check(input: UpdateTableInput): void {
  for (const member of UNSUPPORTED) {
    if (input[member] !== undefined) throw validationError(`${member} is not supported by this engine yet.`)
  }
  checkTableUpdate(input)
}

/** Changes a table's settings and indexes. A new index is filled in the background. */
export const updateTable: Operation = (engine: EngineContext, input: UpdateTableInput) => {
  check(input)
  const table = resolveNamedTable(engine, input.TableName)
  const { name } = table.facts.definition
  const now = engine.ports.clock.now()
  const newLabel = engine.streams.newLabel(name)
  const update = updatedTable(table.facts, input, { now, newLabel, account: engine.account })
  const facts = engine.lifecycle.updating(table.facts, update)
  engine.store.beginWrite()
  const changed = engine.store.tables.change(table, facts)
  if (facts.stream !== table.facts.stream) {
    engine.streams.disabled(table)
    engine.streams.enabled(changed)
  }
  engine.throttling.settingsChanged(changed)
  engine.lifecycle.follow(
    changed,
    Object.keys(facts.indexes).filter(index => !Object.hasOwn(table.facts.indexes, index)),
  )
  engine.tablesChanged()
  const answered = withIndexesOfBoth(table, changed, answeredFacts(table.facts, update, input, now))
  return {
    body: new AnswerText().value('TableDescription', describeTable(engine, answered)).toString(),
    metered: { table: name },
  }
}

/** Indexes that are gone are described a last time. */
function withIndexesOfBoth(before: TableState, after: TableState, facts: TableFacts): TableState {
  return {
    ...after,
    facts,
    indexes: union(before.indexes, after.indexes),
    vectors: union(before.vectors, after.vectors),
  }
}

function union<Index extends TableState['indexes' | 'vectors'][number]>(
  before: readonly Index[],
  after: readonly Index[],
): readonly Index[] {
  const kept = new Set(after.map(({ rows }) => rows.name))
  return [...before.filter(({ rows }) => !kept.has(rows.name)), ...after]
}
