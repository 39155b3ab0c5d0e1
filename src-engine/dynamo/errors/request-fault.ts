import { DynamoError } from './dynamo-error.ts'

/** What the current request-validation layer puts in front of a single fault. */
const ENVELOPE = '1 validation error detected: '

/**
 * A ValidationException for a fault that the service finds in the request alone, before it looks at a table: bad
 * numbers and sets, expression syntax, undefined or unused names and values, expressions mixed with legacy parameters.
 *
 * Which text a caller sees depends on the operation and the Region, not on the place that finds the fault. The finder
 * throws a `RequestFault` with the bare current text, and what answers the operation passes it through one of:
 * - `withEnvelope` for PutItem, UpdateItem and DeleteItem, which print "1 validation error detected: " in front;
 * - `withOlderWording` where the layer of before 2026 still answers (BatchWriteItem, Scan and, in most Regions, the
 *   transactions; in Regions that have not moved, everything);
 * - neither for GetItem, BatchGetItem and Query.
 * `wordedFor` (api/worded-fault.ts) knows which. Faults that have one text everywhere (key and type mismatches, sizes)
 * are plain `DynamoError`s and pass all of these unchanged.
 */
export class RequestFault extends DynamoError {
  /** The text of the older layer; the same as the current one unless that is known to differ. */
  readonly olderMessage: string
  /** False for faults that the current layer answers bare whatever the operation. */
  readonly enveloped: boolean

  constructor(message: string, olderMessage = message, enveloped = true) {
    super('ValidationException', message)
    this.olderMessage = olderMessage
    this.enveloped = enveloped
  }
}

/**
 * A value of the right shape that cannot be made a number or a set. Where the older layer tells what a bad value is a
 * part of, it does so for faults of shape, and of these only inside ExpressionAttributeValues.
 */
export class ConversionFault extends RequestFault {}

/**
 * The error as PutItem, UpdateItem and DeleteItem answer it: a `RequestFault` gets the envelope, anything else is
 * returned as it came (so it can be used as `throw withEnvelope(caught)`). Wrapping twice wraps once.
 */
export function withEnvelope(error: unknown): unknown {
  return error instanceof RequestFault && error.enveloped
    ? new DynamoError(error.code, ENVELOPE + error.message)
    : error
}

/** The error in the words of the layer of before 2026; anything but a `RequestFault` is returned as it came. */
export function withOlderWording(error: unknown): unknown {
  return error instanceof RequestFault ? new DynamoError(error.code, error.olderMessage) : error
}
