import type { OperationName } from '#dynamo'
import type { Metered } from '../operations/operation.ts'

/** One finished request, as the live list of requests shows it. */
export interface RequestRecord {
  readonly requestId: string
  /** Undefined when the request ended before its operation was known. */
  readonly operation: OperationName | undefined
  /** The input's own TableName and IndexName; batches and transactions have none. */
  readonly tableName: string | undefined
  readonly indexName: string | undefined
  /** HTTP status. */
  readonly status: number
  /** Name of the error without its prefix; undefined for a success and for answers that are not JSON. */
  readonly errorCode: string | undefined
  /** Bytes of the bodies on the wire. */
  readonly requestBytes: number
  readonly responseBytes: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds from the request's head to its answer, with fractions. */
  readonly duration: number
  /** What the request consumed and touched; undefined when it was refused. */
  readonly metered: Metered | undefined
  /** The parsed request as the operation left it (the shape check drops what it does not know); undefined if not JSON. */
  readonly input: unknown
  /** The answer's body before compression. */
  readonly responseText: string
}
