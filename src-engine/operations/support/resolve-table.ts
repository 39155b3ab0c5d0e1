import { DynamoError, type OperationName, type ScanInput, validationError } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { IndexState, TableState } from '../../tables/table-state.ts'

const INDEX_ARN = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[^/]+\/index\/[^/]+$/
const ARN = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/

/** The table's name where a caller may give its ARN instead (since 2024). */
export function tableNameOf(nameOrArn: string): string {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn
  return ARN.exec(nameOrArn)?.[1] ?? nameOrArn
}

/** The table of a data operation: one that is being made or deleted is not there for it. */
export function resolveTable(engine: EngineContext, nameOrArn: string): TableState {
  const table = engine.store.tables.get(tableNameOf(nameOrArn))
  if (table === undefined || table.facts.status === 'CREATING' || table.facts.status === 'DELETING') {
    throw noSuchTable()
  }
  return table
}

/** The error of a data operation on a table that is not there. */
export function noSuchTable(): DynamoError {
  return new DynamoError('ResourceNotFoundException', 'Requested resource not found')
}

/** The table of an operation on tables, whose message names it. */
export function resolveNamedTable(engine: EngineContext, nameOrArn: string): TableState {
  const name = tableNameOf(nameOrArn)
  const table = engine.store.tables.get(name)
  if (table === undefined) {
    throw new DynamoError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`)
  }
  return table
}

/** The table of a tagging operation, which takes ARNs only. */
export function resolveArn(engine: EngineContext, operation: OperationName, arn: string): TableState {
  if (arn === '') throw validationError('Invalid TableArn')
  if (!arn.startsWith('arn:')) {
    if (engine.behavior.errorWording === 'current') {
      throw validationError(`One or more parameter values were invalid: ARNs must start with 'arn:': ${arn}`)
    }
    // Whoever may not see a resource is not told whether there is one, and of this one nobody can be the owner.
    throw new DynamoError(
      'AccessDeniedException',
      `User: arn:aws:iam::${engine.account.accountId}:root is not authorized to perform: dynamodb:${operation} on resource: ${arn}`,
    )
  }
  if (INDEX_ARN.test(arn)) {
    throw validationError(
      `One or more parameter values were invalid: Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    )
  }
  if (!ARN.test(arn)) throw notOurs(arn)
  const [, partition, , region, account] = arn.split(':')
  if (account !== engine.account.accountId) throw new DynamoError('AccessDeniedException', 'Access is denied')
  if (region !== engine.account.region) throw notOurs(arn)
  const name = tableNameOf(arn)
  const table = engine.store.tables.get(name)
  if (table === undefined || partition !== 'aws') {
    throw new DynamoError('ResourceNotFoundException', `Requested resource not found: ResourceArn: ${arn} not found`)
  }
  return table
}

function notOurs(arn: string): DynamoError {
  return validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`)
}

/** The named index of a table; undefined when no index is named. @throws DynamoError there is none, or a vector index */
export function resolveIndex(
  operation: 'Query' | 'Scan',
  table: TableState,
  { IndexName: name, ConsistentRead }: Pick<ScanInput, 'IndexName' | 'ConsistentRead'>,
): IndexState | undefined {
  if (name === undefined) return undefined
  const index = table.indexes.find(({ definition }) => definition.name === name)
  if (index !== undefined) return index
  if (!table.vectors.some(({ definition }) => definition.name === name)) throw noSuchIndex(name)
  if (operation === 'Scan') throw validationError('Scan operation not supported on this index type')
  if (ConsistentRead === true) {
    throw validationError('Consistent reads are not supported on global secondary indexes')
  }
  throw validationError('Query operation not supported on this index type.')
}

/** The error for an index that the table does not have. */
export function noSuchIndex(name: string): DynamoError {
  return validationError(`The table does not have the specified index: ${name}`)
}
