import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb'
import { call } from './raw-http.ts'
import { wording } from './target.ts'

/** An error as a caller of the SDK sees it. */
export interface Refusal {
  readonly name: string
  readonly message: string
}

/** The error a request ends in. Fails when it succeeds, or fails in another way than by an answer of the service. */
export async function refusalOf(request: Promise<unknown>): Promise<Refusal> {
  const outcome: unknown = await request.then(
    answer => answer,
    (error: unknown) => error,
  )
  if (!(outcome instanceof DynamoDBServiceException)) {
    if (outcome instanceof Error) throw outcome
    throw new Error(`The request was not refused but answered: ${JSON.stringify(outcome)}`)
  }
  return { name: outcome.name, message: outcome.message }
}

/**
 * The error a request ends in that no SDK would send: wrong types, missing members, values that are no values. Fails when
 * it succeeds.
 */
export async function refusedCall(operation: string, body: unknown): Promise<Refusal> {
  const { status, json, text } = await call(operation, body)
  if (status === 200 || json === undefined) throw new Error(`The request was not refused but answered: ${text}`)
  const type = String(json.__type)
  return { name: type.slice(type.indexOf('#') + 1), message: String(json.message ?? json.Message ?? '') }
}

/** A SerializationException with this text. */
export function serialization(message: string): Refusal {
  return { name: 'SerializationException', message }
}

/** A ValidationException with this text. */
export function validation(message: string): Refusal {
  return { name: 'ValidationException', message }
}

/**
 * A ValidationException in the envelope that PutItem, UpdateItem and DeleteItem put around faults of the request, in
 * Regions that have moved.
 */
export function enveloped(message: string, older = message): Refusal {
  return worded(`1 validation error detected: ${message}`, older)
}

/** A ValidationException for one violated constraint of the request's shape. */
export function violation(current: string, older = current): Refusal {
  return worded(`1 validation error detected: ${current}`, `1 validation error detected: ${older}`)
}

/** A ValidationException that Regions which have not moved word otherwise. */
export function worded(current: string, older: string): Refusal {
  return validation(wording === 'current' ? current : older)
}

/** The beginning of many texts. */
export const INVALID = 'One or more parameter values were invalid: '

export const CONDITION_FAILED: Refusal = {
  name: 'ConditionalCheckFailedException',
  message: 'The conditional request failed',
}

export const NOT_FOUND: Refusal = { name: 'ResourceNotFoundException', message: 'Requested resource not found' }
