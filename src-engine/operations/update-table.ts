import {
  checkEncryption,
  checkGlobalIndexUpdates,
  checkOnDemandChange,
  checkThroughput,
  DynamoError,
  type TableDefinition,
  type UpdateTableInput,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { NO_THROUGHPUT, newIndex, newStream } from '../tables/new-table.ts'
import { describeTable } from '../tables/table-description.ts'
import { indexFacts, type TableFacts, type TableState } from '../tables/table-state.ts'
import { changedOnDemand, changedThroughput } from '../tables/throughput-change.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { checkNotBusy, resolveNamedTable } from './support/resolve-table.ts'

const INVALID = 'One or more parameter values were invalid: '

function check(input: UpdateTableInput): void {
  const changes = { ...input, TableName: undefined, AttributeDefinitions: undefined }
  if (Object.values(changes).every(value => value === undefined)) {
    throw validationError(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    )
  }
  if (input.BillingMode === 'PROVISIONED' && input.ProvisionedThroughput === undefined) {
    throw validationError(`${INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`)
  }
  if (input.ProvisionedThroughput !== undefined) checkThroughput(input.ProvisionedThroughput)
  checkEncryption(input.SSESpecification)
  for (const part of [
    'ReplicaUpdates',
    'GlobalTableWitnessUpdates',
    'VectorIndexUpdates',
    'MultiRegionConsistency',
    'GlobalTableSettingsReplicationMode',
  ] as const) {
    if (input[part] !== undefined) throw validationError(`${part} is not supported by this engine yet.`)
  }
}

/** Billing and throughput of the table and, on a change of mode, of its indexes. */
function changeBilling(facts: TableFacts, input: UpdateTableInput, now: number): TableFacts {
  const mode = input.BillingMode ?? facts.billing
  const wanted = input.ProvisionedThroughput
  if (mode === 'PAY_PER_REQUEST') {
    if (wanted !== undefined) {
      throw validationError(
        `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      )
    }
    if (facts.billing === mode) return facts
    const indexes = Object.entries(facts.indexes).map(([name, index]) => [
      name,
      { ...index, throughput: NO_THROUGHPUT },
    ])
    return {
      ...facts,
      billing: mode,
      onDemandSince: now,
      throughput: NO_THROUGHPUT,
      indexes: Object.fromEntries(indexes),
    }
  }
  if (wanted === undefined) return facts
  const throughput = changedThroughput(facts.throughput, wanted, now, facts.billing === mode)
  if (facts.billing === mode) return { ...facts, throughput }
  const given = new Map(
    (input.GlobalSecondaryIndexUpdates ?? []).map(update => [update.Update?.IndexName, update.Update]),
  )
  const indexes = facts.definition.indexes.map(({ name, kind }) => {
    const { onDemand: _, ...index } = indexFacts(facts, name)
    const own = given.get(name)?.ProvisionedThroughput
    if (kind === 'GSI' && own === undefined) {
      throw validationError(`${INVALID}ProvisionedThroughput must be specified for index: ${name}`)
    }
    return [
      name,
      own === undefined ? index : { ...index, throughput: changedThroughput(index.throughput, own, now, false) },
    ]
  })
  // Maxima are of on-demand tables only.
  const { onDemand: _, ...kept } = facts
  return { ...kept, billing: mode, throughput, indexes: Object.fromEntries(indexes) }
}

/** Creates, retunes and deletes global indexes. */
function changeIndexes(facts: TableFacts, input: UpdateTableInput, now: number): TableFacts {
  const updates = input.GlobalSecondaryIndexUpdates
  if (updates === undefined) return facts
  const { definition, attributeDefinitions } = checkGlobalIndexUpdates(
    { definition: facts.definition, attributeDefinitions: facts.attributeDefinitions, billing: facts.billing },
    input,
  )
  const indexes = new Map(Object.entries(facts.indexes))
  let next = facts.nextIndexNumber
  for (const { Create, Update, Delete } of updates) {
    if (Delete !== undefined) indexes.delete(Delete.IndexName)
    if (Create !== undefined) indexes.set(Create.IndexName, newIndex(Create, next++, true))
    if (Update !== undefined) {
      const wanted = Update.ProvisionedThroughput
      const kept = indexes.get(Update.IndexName) ?? indexFacts(facts, Update.IndexName)
      checkOnDemandChange(Update.OnDemandThroughput, facts.billing, `index : ${Update.IndexName}`)
      const retuned = {
        ...kept,
        ...(wanted === undefined || facts.billing === 'PAY_PER_REQUEST'
          ? {}
          : { throughput: changedThroughput(kept.throughput, wanted, now, false) }),
        ...(Update.WarmThroughput === undefined ? {} : { warm: Update.WarmThroughput }),
      }
      indexes.set(Update.IndexName, withMaxima(retuned, Update.OnDemandThroughput))
    }
  }
  const filling = [...indexes.values()].some(index => index.status === 'CREATING')
  return {
    ...facts,
    definition,
    attributeDefinitions,
    indexes: Object.fromEntries(indexes),
    nextIndexNumber: next,
    status: filling ? 'UPDATING' : 'ACTIVE',
  }
}

/** The facts of a table or an index with its on-demand maxima changed. */
function withMaxima<Facts extends Pick<TableFacts, 'onDemand'>>(
  facts: Facts,
  wanted: UpdateTableInput['OnDemandThroughput'],
): Facts {
  if (wanted === undefined) return facts
  const { onDemand: current, ...without } = facts
  const onDemand = changedOnDemand(current, wanted)
  return (onDemand === undefined ? without : { ...without, onDemand }) as Facts
}

function changeStream(facts: TableFacts, input: UpdateTableInput, newLabel: string): TableFacts {
  const wanted = input.StreamSpecification
  if (wanted === undefined) return facts
  const { name }: TableDefinition = facts.definition
  if (wanted.StreamEnabled && facts.stream !== undefined) {
    throw validationError(`Table already has an enabled stream: TableName: ${name}`)
  }
  if (!wanted.StreamEnabled && facts.stream === undefined) {
    throw validationError(`Table has no stream to disable: TableName: ${name}`)
  }
  const { stream: current, disabledStream: _, ...without } = facts
  if (current !== undefined) return { ...without, disabledStream: current.label }
  const stream = newStream(wanted, newLabel)
  return stream === undefined ? without : { ...without, stream }
}

function changeSettings(facts: TableFacts, input: UpdateTableInput, now: number): TableFacts {
  checkOnDemandChange(input.OnDemandThroughput, facts.billing, 'table')
  return {
    ...withMaxima(facts, input.OnDemandThroughput),
    ...(input.DeletionProtectionEnabled === undefined ? {} : { deletionProtection: input.DeletionProtectionEnabled }),
    ...(input.TableClass === undefined ? {} : { tableClass: { name: input.TableClass, changedAt: now } }),
    ...(input.SSESpecification === undefined ? {} : { encryption: input.SSESpecification }),
    ...(input.WarmThroughput === undefined ? {} : { warm: input.WarmThroughput }),
  }
}

/** Pure: the table's facts after the request, or why it is refused. `newLabel` is that of a stream it enables. */
function decide(table: TableState, input: UpdateTableInput, now: number, newLabel: string): TableFacts {
  const { facts } = table
  const busy = Object.values(facts.indexes).some(index => index.status === 'CREATING')
  const deletesOnly = input.GlobalSecondaryIndexUpdates?.every(update => update.Delete !== undefined) === true
  if (busy && !deletesOnly) {
    throw new DynamoError(
      'ResourceInUseException',
      `Attempt to change a resource which is still in use: Table is being updated: ${facts.definition.name}`,
    )
  }
  const billed = changeBilling(facts, input, now)
  return changeSettings(changeStream(changeIndexes(billed, input, now), input, newLabel), input, now)
}

/** Changes a table's settings and global indexes. A new index is filled in the background. */
export const updateTable: Operation = (engine: EngineContext, input: UpdateTableInput) => {
  check(input)
  const table = resolveNamedTable(engine, input.TableName)
  const newLabel = engine.streams.newLabel(table.facts.definition.name)
  checkNotBusy(table)
  const decided = decide(table, input, engine.ports.clock.now(), newLabel)
  const facts = engine.lifecycle.updating(table.facts, decided)
  engine.store.beginWrite()
  const changed = engine.store.tables.change(table, facts)
  if (facts.stream !== table.facts.stream) {
    engine.streams.disabled(table)
    engine.streams.enabled(changed)
  }
  engine.throttling.settingsChanged(changed)
  engine.lifecycle.follow(
    changed,
    Object.keys(facts.indexes).filter(name => !Object.hasOwn(table.facts.indexes, name)),
  )
  engine.tablesChanged()
  return {
    body: new AnswerText().value('TableDescription', describeTable(engine.account, changed, 'UPDATING')).toString(),
    metered: { table: facts.definition.name },
  }
}
