import type { DynamoError, DynamoErrorCode } from '#dynamo'
import { AnswerText } from '../operations/support/answer-text.ts'

/** BatchStatementErrorCodeEnum: the errors a statement can have by itself. */
const CODES: Partial<Readonly<Record<DynamoErrorCode, string>>> = {
  AccessDeniedException: 'AccessDenied',
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  DuplicateItemException: 'DuplicateItem',
  ItemCollectionSizeLimitExceededException: 'ItemCollectionSizeLimitExceeded',
  ProvisionedThroughputExceededException: 'ProvisionedThroughputExceeded',
  RequestLimitExceeded: 'RequestLimitExceeded',
  ResourceNotFoundException: 'ResourceNotFound',
  ThrottlingException: 'ThrottlingError',
  TransactionConflictException: 'TransactionConflict',
  ValidationException: 'ValidationError',
}

/**
 * A member of Responses for a statement that was executed.
 *
 * @param item wire JSON, undefined for none
 */
export function batchSuccess(tableName: string, item: string | undefined): string {
  return new AnswerText().value('TableName', tableName).text('Item', item).toString()
}

/** A member of Responses for a statement that failed; `tableName` where it got as far as a table. */
export function batchFailure(error: DynamoError, tableName: string | undefined): string {
  const Code = CODES[error.code] ?? 'InternalServerError'
  return new AnswerText().value('Error', { Code, Message: error.message }).value('TableName', tableName).toString()
}
