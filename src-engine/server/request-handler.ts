import type { DynamoError, OperationName } from '#dynamo'
import type { Metered } from '../operations/operation.ts'

/** What answers requests behind the socket: the engine, or a fake in tests. */
export interface RequestHandler {
  /**
   * Runs one request. `input` is the parsed JSON body, not yet checked against the operation's shape. `done` is called
   * exactly once, in a later turn or in this one; the body is complete JSON text.
   */
  submit(operation: OperationName, input: unknown, done: (answer: Answer) => void): void
  /** Told where the handler can be reached from now on: host and port. */
  servedAt?(address: string): void
}

/** What a request ends with: a complete JSON text, or DynamoDB's error. */
export type Answer =
  | { readonly body: string; readonly metered?: Metered | undefined; readonly error?: undefined }
  | { readonly error: DynamoError; readonly body?: undefined; readonly metered?: undefined }
