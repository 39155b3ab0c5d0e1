import type {
  AttributeDefinitionInput,
  BillingMode,
  GlobalSecondaryIndexInput,
  GlobalSecondaryIndexUpdateInput,
  UpdateTableInput,
  VectorIndexUpdateInput,
} from '../api/shapes/index.ts'
import { DynamoError, validationError } from '../errors/dynamo-error.ts'
import { GSIS_PER_TABLE } from '../limits.ts'
import {
  checkKeyIsNoVector,
  checkVectorActions,
  noSuchIndex,
  updatedVectorIndexes,
} from '../vectors/check-vector-updates.ts'
import { checkIndexBilling, checkThroughput } from './check-billing.ts'
import { checkGlobalIndex } from './check-indexes.ts'
import { checkProjectedCount } from './check-projection.ts'
import { attributeDefinitionsOf } from './key-schema.ts'
import { checkKeyTypes, elementText, redefined } from './redefined-attribute.ts'
import type { IndexDefinition, TableDefinition } from './table-definition.ts'

const INVALID = 'One or more parameter values were invalid: '

type Definitions = readonly AttributeDefinitionInput[]

/** What UpdateTable has to know of the table as it is. */
export interface TableBeforeUpdate {
  readonly definition: TableDefinition
  readonly attributeDefinitions: Definitions
  readonly billing: BillingMode
}

/** The table as an update of its indexes leaves it; new indexes come last. */
export interface TableAfterUpdate {
  readonly definition: TableDefinition
  /** Those before and those of the request, without the ones that no key uses any more. */
  readonly attributeDefinitions: Definitions
}

/**
 * Applies the GlobalSecondaryIndexUpdates and VectorIndexUpdates of an UpdateTable request to a table's definition.
 *
 * @throws DynamoError ValidationException; LimitExceededException for more than one creation or deletion;
 * ResourceNotFoundException for changing what is not there
 */
export function checkIndexUpdates(table: TableBeforeUpdate, input: UpdateTableInput): TableAfterUpdate {
  const { GlobalSecondaryIndexUpdates: updates, VectorIndexUpdates: vectorUpdates } = input
  if (updates !== undefined) checkActions(updates)
  if (vectorUpdates !== undefined) checkVectorActions(vectorUpdates)
  checkOneOnline(updates ?? [], vectorUpdates ?? [])
  const billing = input.BillingMode ?? table.billing
  const indexes = updatedIndexes(table, input, billing)
  let vectors = table.definition.vectors ?? []
  for (const update of vectorUpdates ?? []) {
    vectors = updatedVectorIndexes(table.definition, update, billing, input.AttributeDefinitions ?? [])
  }
  checkTypesAgree(table.attributeDefinitions, input)
  checkProjectedCount(indexes, vectors)
  const { vectors: _, ...kept } = table.definition
  const definition = { ...kept, indexes, ...(vectors.length === 0 ? {} : { vectors }) }
  return { definition, attributeDefinitions: definitionsInUse(table.attributeDefinitions, definition) }
}

function updatedIndexes(
  table: TableBeforeUpdate,
  input: UpdateTableInput,
  billing: BillingMode,
): readonly IndexDefinition[] {
  let indexes = table.definition.indexes
  for (const { Create, Update, Delete } of input.GlobalSecondaryIndexUpdates ?? []) {
    if (Delete !== undefined) {
      checkDeleted(table.definition, Delete.IndexName)
      indexes = indexes.filter(index => index.name !== Delete.IndexName)
    }
    if (Update !== undefined) checkRetuned(table.definition, Update, billing)
    if (Create !== undefined) indexes = [...indexes, checkCreated(table, input, Create, billing)]
  }
  return indexes
}

/** Each element is one action, and each index has one. */
function checkActions(updates: readonly GlobalSecondaryIndexUpdateInput[]): void {
  const names = new Set<string>()
  for (const { Create, Update, Delete } of updates) {
    const actions = [Update, Create, Delete].filter(action => action !== undefined)
    const [action] = actions
    if (action === undefined) {
      throw validationError(
        `${INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
      )
    }
    if (actions.length > 1) {
      throw validationError(
        `${INVALID}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
      )
    }
    if (names.has(action.IndexName)) {
      throw validationError(
        `${INVALID}Only one global secondary index update per index is allowed simultaneously. Index: ${action.IndexName}`,
      )
    }
    names.add(action.IndexName)
  }
}

/** At most one index, of either kind, comes or goes. */
function checkOneOnline(
  global: readonly GlobalSecondaryIndexUpdateInput[],
  vector: readonly VectorIndexUpdateInput[],
): void {
  const comeOrGo = global.filter(({ Update }) => Update === undefined).length + vector.length
  if (comeOrGo > 1) throw onlyOneOnline()
}

/** The error for an index that is to come or go while another one does. */
export function onlyOneOnline(): DynamoError {
  return new DynamoError(
    'LimitExceededException',
    'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
  )
}

/** What new indexes use keeps the type it has, in search schemas as in keys. @throws DynamoError */
function checkTypesAgree(stored: Definitions, input: UpdateTableInput): void {
  const used = [
    ...(input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Create }) => Create?.KeySchema ?? []),
    ...(input.VectorIndexUpdates ?? []).flatMap(({ Create }) => Create?.SearchSchema ?? []),
  ]
  for (const { AttributeName: name } of used) {
    const before = findNamed(stored, name)?.AttributeType
    const wanted = findNamed(input.AttributeDefinitions ?? [], name)?.AttributeType
    if (before === undefined || wanted === undefined || before === wanted) continue
    throw redefined(
      elementText({ name, type: before, role: 'HASH' }),
      elementText({ name, type: wanted, role: 'HASH' }),
    )
  }
}

function alreadyExists(): DynamoError {
  return validationError('Attempting to create an index which already exists')
}

function indexNamed(table: TableDefinition, name: string): IndexDefinition | undefined {
  return table.indexes.find(index => index.name === name)
}

function checkDeleted(table: TableDefinition, name: string): void {
  const index = indexNamed(table, name)
  if (index === undefined) throw noSuchIndex(table, name)
  if (index.kind === 'LSI') {
    throw validationError(`Cannot delete an index that is not a GlobalSecondaryIndex: ${name}`)
  }
}

function checkRetuned(
  table: TableDefinition,
  update: NonNullable<GlobalSecondaryIndexUpdateInput['Update']>,
  billing: BillingMode,
): void {
  const index = indexNamed(table, update.IndexName)
  if (index === undefined) throw noSuchIndex(table, update.IndexName)
  if (index.kind === 'LSI') {
    throw validationError(`Cannot update an index that is not a GlobalSecondaryIndex: ${index.name}`)
  }
  const { ProvisionedThroughput: throughput, OnDemandThroughput: maxima, WarmThroughput: warm } = update
  if (throughput !== undefined) checkThroughput(throughput)
  const says = maxima?.MaxReadRequestUnits ?? maxima?.MaxWriteRequestUnits ?? warm
  if (billing === 'PAY_PER_REQUEST' && (throughput !== undefined || says === undefined)) {
    throw validationError(
      `${INVALID}The only Updates for index: ${index.name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    )
  }
}

function checkCreated(
  table: TableBeforeUpdate,
  input: UpdateTableInput,
  create: GlobalSecondaryIndexInput,
  billing: BillingMode,
): IndexDefinition {
  const existing = indexNamed(table.definition, create.IndexName)
  if (existing !== undefined) throw alreadyExists()
  const count = table.definition.indexes.filter(index => index.kind === 'GSI').length
  if (count >= GSIS_PER_TABLE) {
    throw new DynamoError(
      'LimitExceededException',
      `Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of ${GSIS_PER_TABLE}`,
    )
  }
  const { vectors } = table.definition
  if (vectors?.some(index => index.name === create.IndexName) === true) throw alreadyExists()
  checkIndexBilling(create, billing, 'UpdateTable')
  if (input.AttributeDefinitions === undefined) {
    throw validationError(`${INVALID}AttributeDefinitions is not specified for index: ${create.IndexName}`)
  }
  // The request has to define the whole key, also what the table knows already (observed).
  const created = checkGlobalIndex(create, input.AttributeDefinitions)
  checkKeyTypes(created.key, [table.definition.key, ...table.definition.indexes.map(index => index.key)])
  if (vectors !== undefined) checkKeyIsNoVector(created.key, vectors)
  return created
}

/** The stored definitions that keys still use, in their order, then the new ones. */
function definitionsInUse(stored: Definitions, table: TableDefinition): Definitions {
  const used = attributeDefinitionsOf(table)
  const kept = stored.filter(definition => findNamed(used, definition.AttributeName) !== undefined)
  return [...kept, ...used.filter(definition => findNamed(kept, definition.AttributeName) === undefined)]
}

function findNamed(definitions: Definitions, name: string): AttributeDefinitionInput | undefined {
  return definitions.find(definition => definition.AttributeName === name)
}
