import { DynamoError, type OperationName } from '#dynamo'
import type { Operation } from './operation.ts'

/** An operation that this engine does not have yet says so, instead of a made-up success. */
export function notThereYet(operation: OperationName): Operation {
  return () => {
    throw new DynamoError('UnknownOperationException', `${operation} is not supported by this engine yet.`)
  }
}
