/**
 * An error as DynamoDB answers it. It crosses every layer unchanged: thrown by the checks, written by the server as the
 * error body, shown by the window with its own name and message.
 */
export type DynamoErrorCode =
  | 'AccessDeniedException'
  | 'BackupNotFoundException'
  | 'ConditionalCheckFailedException'
  | 'DuplicateItemException'
  | 'ExpiredIteratorException'
  | 'ExportNotFoundException'
  | 'GlobalTableNotFoundException'
  | 'IdempotentParameterMismatchException'
  | 'ImportNotFoundException'
  | 'IncompleteSignatureException'
  | 'InternalServerError'
  | 'InvalidSignatureException'
  | 'ItemCollectionSizeLimitExceededException'
  | 'LimitExceededException'
  | 'MissingAuthenticationTokenException'
  | 'PolicyNotFoundException'
  | 'ProvisionedThroughputExceededException'
  | 'RequestLimitExceeded'
  | 'ResourceInUseException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ServiceUnavailable'
  | 'TableNotFoundException'
  | 'ThrottlingException'
  | 'TransactionCanceledException'
  | 'TransactionConflictException'
  | 'TransactionInProgressException'
  | 'TrimmedDataAccessException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException'
  | 'ValidationException'

export class DynamoError extends Error {
  readonly code: DynamoErrorCode
  /** Members of the error body beside `__type` and the message, such as `Item` or `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>> | undefined

  constructor(code: DynamoErrorCode, message: string, members?: Readonly<Record<string, unknown>>) {
    super(message)
    this.name = code
    this.code = code
    this.members = members
  }
}

/** A ValidationException with this message. */
export function validationError(message: string): DynamoError {
  return new DynamoError('ValidationException', message)
}
