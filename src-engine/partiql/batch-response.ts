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

/** What became of one statement of a batch. */
export interface BatchResponse {
  /** Where the statement came as far as a table, or named one that is not there. */
  readonly tableName: string | undefined
  /** Wire JSON, undefined for none. */
  readonly item?: string | undefined
  readonly error?: DynamoError
}

/** A member of Responses, as JSON text. */
export function batchResponse({ tableName, item, error }: BatchResponse): string {
  return new AnswerText()
    .value('TableName', tableName)
    .text('Item', item)
    .value('Error', error && { Code: CODES[error.code] ?? 'InternalServerError', Message: error.message })
    .toString()
}
