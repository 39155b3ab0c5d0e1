import { DynamoError, onlyOneOnline, type UpdateTableInput } from '#dynamo'
import type { IndexFacts, TableFacts } from '../table-state.ts'

/*
 * Which change of a table is admitted while another one is under way. It depends on both: settings that are changed
 * at once are admitted nearly always. Source: observations of the service, October 2026; what is marked was not seen
 * and is worded like what was.
 */

/** A change that is asked for. */
type Asked = 'indexes' | 'throughput' | 'maxima' | 'stream' | 'table class' | 'encryption' | 'warm throughput'

/** @throws DynamoError ResourceInUseException, LimitExceededException */
export function checkUpdateAdmitted(facts: TableFacts, input: UpdateTableInput): void {
  checkExists(facts)
  const asked = askedFor(facts, input)
  checkTableIsIdle(facts, asked)
  for (const [name, index] of Object.entries(facts.indexes)) {
    if (index.status !== 'ACTIVE') checkIndexAllows(facts, { ...index, name }, asked, input)
  }
}

/** @throws DynamoError ResourceInUseException */
export function checkDeleteAdmitted(facts: TableFacts): void {
  checkExists(facts)
  const { name } = facts.definition
  if (Object.values(facts.indexes).some(({ status }) => status !== 'ACTIVE')) {
    throw inUse('Cannot delete table while indexes are being created, updated, or deleted.')
  }
  if (facts.changing === 'stream') throw inUse('Cannot delete table while stream is being enabled/disabled.')
  if (facts.status !== 'ACTIVE' || facts.encryptingUntil !== undefined || isWarming(facts)) {
    throw inUse(`Table: ${name} is in the process of being updated.`)
  }
}

/** A table that is being made or deleted is not changed, tagged or given an expiry. @throws DynamoError */
export function checkExists({ status, definition: { name } }: TableFacts): void {
  if (status === 'CREATING') throw inUse(`Table is being created: ${name}`)
  if (status === 'DELETING') throw inUse(`Table is being deleted: ${name}`)
}

function isWarming(facts: TableFacts): boolean {
  return [facts, ...Object.values(facts.indexes)].some(({ warming }) => warming !== undefined)
}

function askedFor(facts: TableFacts, input: UpdateTableInput): ReadonlySet<Asked> {
  const asked = new Set<Asked>()
  const comeOrGo = input.GlobalSecondaryIndexUpdates?.some(({ Update }) => Update === undefined)
  if (comeOrGo === true || input.VectorIndexUpdates !== undefined) asked.add('indexes')
  const { BillingMode: mode } = input
  if (input.ProvisionedThroughput !== undefined || (mode !== undefined && mode !== facts.billing)) {
    asked.add('throughput')
  }
  if (input.OnDemandThroughput !== undefined) asked.add('maxima')
  if (input.StreamSpecification !== undefined) asked.add('stream')
  if (input.TableClass !== undefined) asked.add('table class')
  if (input.SSESpecification !== undefined) asked.add('encryption')
  if (input.WarmThroughput !== undefined) asked.add('warm throughput')
  return asked
}

type Texts = Partial<Record<Asked, string>>

function checkTableIsIdle(facts: TableFacts, asked: ReadonlySet<Asked>): void {
  const { name } = facts.definition
  if (facts.encryptingUntil !== undefined) {
    // The text was not seen.
    refuse(asked, { encryption: `Table: ${name} is in the process of being updated.` })
  }
  refuse(asked, refusedDuring(facts))
}

/** What is refused while the table is being changed, and in which words. */
function refusedDuring({ definition: { name }, changing, tableClass }: TableFacts): Texts {
  if (changing === undefined) return {}
  const progress = `TableClassUpdateInProgress: ${tableClass?.name}`
  switch (changing) {
    case 'indexes':
      return {}
    case 'throughput':
      return {
        throughput: `Table IOPS are currently being updated. Table: ${name}`,
        maxima: 'OnDemandThroughput cannot be updated while BillingMode update is in progress',
        stream: `Can't enable or disable stream while table IOPS are being updated. Table: ${name}`,
        indexes: `Can't create or delete indexes while table IOPS are being updated. Table: ${name}`,
        // Not seen.
        'table class': `Can't update table class when table IOPS are being updated. Table: ${name}`,
      }
    case 'stream':
      return {
        'table class': `Can't update table class when stream status is being updated. Table: ${name}`,
        maxima: 'OnDemandThroughput cannot be updated while stream status update is in progress',
        indexes: "Can't create or delete an index when stream status is being updated.",
        // Not seen.
        stream: `Can't change stream status when stream status is being updated. Table: ${name}`,
        throughput: `Can't change table IOPS when stream status is being updated. Table: ${name}`,
      }
    case 'table class':
      return {
        'table class': `Can't update table class when a table class update is in progress. Table: ${name} ${progress}`,
        stream: `Can't change stream status when a table class update is in progress. Table: ${name} ${progress}`,
        maxima: `OnDemandThroughput cannot be updated while TableClass update is in progress. ${progress}`,
        indexes: "Can't create or delete an index when a table class update is in progress.",
        // Not seen.
        throughput: `Can't change table IOPS when a table class update is in progress. Table: ${name} ${progress}`,
      }
  }
}

type NamedIndex = IndexFacts & { readonly name: string }

function checkIndexAllows(
  facts: TableFacts,
  index: NamedIndex,
  asked: ReadonlySet<Asked>,
  input: UpdateTableInput,
): void {
  const { name: table } = facts.definition
  const { name, status } = index
  const doing = { CREATING: 'created', UPDATING: 'updated', DELETING: 'deleted', ACTIVE: '' }[status]
  checkOnlyOneOnline(table, index, input)
  const retuned = input.GlobalSecondaryIndexUpdates?.some(({ Update }) => Update?.IndexName === name)
  const filling = status === 'CREATING' && index.backfilling === true
  if (filling || status === 'UPDATING') {
    if (retuned === true && !filling) throw inUse(`Index is being ${doing}. Table: ${table} Index: ${name}`)
    return
  }
  if (retuned === true) throw inUse(`Index is being ${doing}. Table: ${table} Index: ${name}`)
  if (status === 'CREATING' && asked.has('warm throughput')) {
    throw new DynamoError('InternalServerError', 'Table is under system maintenance, please try again later')
  }
  const during = status === 'CREATING' ? 'creation' : 'deletion'
  refuse(asked, {
    throughput: `Can't change table IOPS when an index is being ${doing}. Table: ${table} Indexes: [${name}]`,
    maxima: `OnDemandThroughput cannot be updated while index ${during} is in progress for indexes: [${name}]`,
    stream: `Can't change stream status when an index is being ${doing}. Table: ${table} Indexes: [${name}]`,
    // Not seen.
    'table class': `Can't update table class when an index is being ${doing}. Table: ${table} Indexes: [${name}]`,
  })
}

/** While an index comes or goes no other one does; one that is being filled may be deleted. */
function checkOnlyOneOnline(table: string, { name, status, backfilling }: NamedIndex, input: UpdateTableInput): void {
  if (status === 'UPDATING') return
  const updates = [...(input.GlobalSecondaryIndexUpdates ?? []), ...(input.VectorIndexUpdates ?? [])]
  for (const { Create, Delete } of updates) {
    const other = Create?.IndexName ?? Delete?.IndexName
    if (other === undefined) continue
    if (other !== name) throw onlyOneOnline()
    if (status === 'DELETING') throw inUse(`Index is being deleted. Table: ${table} Index: ${name}`)
    // With two blanks, as seen.
    if (Create !== undefined) throw inUse(`Index is being created.  Table: ${table} Index: ${name}`)
    if (backfilling === true) continue
    throw inUse(
      `Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: ${table} Index: ${name}`,
    )
  }
}

function refuse(asked: ReadonlySet<Asked>, texts: Texts): void {
  for (const change of asked) {
    const text = texts[change]
    if (text !== undefined) throw inUse(text)
  }
}

function inUse(text: string): DynamoError {
  return new DynamoError('ResourceInUseException', `Attempt to change a resource which is still in use: ${text}`)
}
