import { DynamoError } from './dynamo-error.ts'

/** What the current request-validation layer puts in front of a single fault. */
const ENVELOPE = '1 validation error detected: '

/**
 * A ValidationException for a fault that the service finds in the request alone, before it looks at a table: bad
 * numbers and sets, expression syntax, undefined or unused names and values, expressions mixed with legacy parameters.
 *
 * Which text a caller sees depends on the operation, not on the place that finds the fault: PutItem, UpdateItem and
 * DeleteItem print the envelope "1 validation error detected: " in front of exactly these faults, every other
 * operation prints them bare. So the finder throws a `RequestFault` with the bare text, and the three operations pass
 * whatever they catch from their request checks through `withEnvelope`. Faults that are bare everywhere (key and type
 * mismatches, none or several types in a value, sizes, nesting) are plain `DynamoError`s and pass unchanged.
 */
export class RequestFault extends DynamoError {
  constructor(message: string) {
    super('ValidationException', message)
  }
}

/**
 * The error as PutItem, UpdateItem and DeleteItem answer it: a `RequestFault` gets the envelope, anything else is
 * returned as it came (so it can be used as `throw withEnvelope(caught)`). Wrapping twice wraps once.
 */
export function withEnvelope(error: unknown): unknown {
  return error instanceof RequestFault ? new DynamoError(error.code, ENVELOPE + error.message) : error
}
