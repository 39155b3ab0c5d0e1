import type { DynamoError, DynamoErrorCode } from '#dynamo'

/** Where an error's name lives on the wire. Source: captures of the service; everything the model names is DynamoDB's. */
const MODELLED = 'com.amazonaws.dynamodb.v20120810#'
const FRAMEWORK = 'com.amazon.coral.service#'

const PREFIXES: Readonly<Partial<Record<DynamoErrorCode, string>>> = {
  ValidationException: 'com.amazon.coral.validate#',
  SerializationException: FRAMEWORK,
  UnknownOperationException: FRAMEWORK,
  AccessDeniedException: FRAMEWORK,
  UnrecognizedClientException: FRAMEWORK,
  MissingAuthenticationTokenException: FRAMEWORK,
  IncompleteSignatureException: FRAMEWORK,
  InvalidSignatureException: FRAMEWORK,
  ThrottlingException: FRAMEWORK,
}

/** Errors whose text is in `Message` instead of `message`. SDKs read either; tests of the service's clients do not. */
const CAPITAL_MESSAGE: ReadonlySet<DynamoErrorCode> = new Set<DynamoErrorCode>([
  'SerializationException',
  'AccessDeniedException',
  'TransactionCanceledException',
  'TransactionInProgressException',
  'IdempotentParameterMismatchException',
])

/** The JSON body of an error. An error without a text has only `__type`. */
export function errorBody(error: DynamoError): string {
  const body: Record<string, unknown> = { __type: (PREFIXES[error.code] ?? MODELLED) + error.code }
  if (error.message !== '') body[CAPITAL_MESSAGE.has(error.code) ? 'Message' : 'message'] = error.message
  return JSON.stringify(error.members ? { ...body, ...error.members } : body)
}

/** The HTTP status of an error. */
export function errorStatus(code: DynamoErrorCode): number {
  if (code === 'InternalServerError') return 500
  return code === 'ServiceUnavailable' ? 503 : 400
}
