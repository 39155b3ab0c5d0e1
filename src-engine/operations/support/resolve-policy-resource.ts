import { DynamoError, validationError } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import { resolveNamedTable } from './resolve-table.ts'

const INVALID = 'One or more parameter values were invalid: '
const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/
const RESOURCE = /^table\/([^/]+)(?:\/(stream|index)\/([^/]+))?$/

/**
 * Checks that an ARN is one that a policy can belong to: a table of this engine, or a stream. Texts: observed in October
 * 2026.
 *
 * @throws DynamoError ValidationException, ResourceNotFoundException
 */
export function checkPolicyResource(engine: EngineContext, arn: string): void {
  if (!arn.startsWith('arn:')) throw validationError(`${INVALID}ARNs must start with 'arn:': ${arn}`)
  const [, partition, service, region, accountId, resource = ''] = ARN.exec(arn) ?? []
  if (accountId !== engine.account.accountId) {
    throw validationError('This action is only supported by accounts that match the resource owner’s account.')
  }
  if (partition !== 'aws' || service !== 'dynamodb' || region !== engine.account.region) {
    throw validationError(`${INVALID}Invalid resource Arn: ${arn}`)
  }
  const [, tableName, kind, name] = RESOURCE.exec(resource) ?? []
  if (tableName === undefined) throw validationError(`${INVALID}Provided Arn is not a DynamoDB resource arn: ${arn}`)
  if (kind === 'index') {
    throw validationError(
      `${INVALID}Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    )
  }
  // A stream stays for a day when its table is gone.
  if (name !== undefined && engine.streams.find({ tableName, label: name }) !== undefined) return
  resolveNamedTable(engine, tableName)
  if (name === undefined) return
  throw new DynamoError(
    'ResourceNotFoundException',
    `Requested resource not found: Stream: ${name} not found for Table: ${tableName}`,
  )
}

/** The error for a resource without a policy. */
export function policyNotFound(arn: string): DynamoError {
  return new DynamoError(
    'PolicyNotFoundException',
    `Resource-based policy not found for the provided ResourceArn: ${arn}`,
  )
}
