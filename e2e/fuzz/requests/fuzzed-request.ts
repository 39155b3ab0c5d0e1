import type { OperationName } from '#dynamo'

/** A request before it is sent. */
export interface FuzzedRequest {
  readonly operation: OperationName
  /** JSON, with towers as marks (towers.ts). */
  readonly body: unknown
}
