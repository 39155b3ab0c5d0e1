import { withEnvelope, withOlderWording } from '../errors/request-fault.ts'
import type { OperationName } from './operation-names.ts'
import { type ErrorWording, validationLayerOf } from './validation-layer.ts'

const ENVELOPED: ReadonlySet<OperationName> = new Set<OperationName>(['PutItem', 'UpdateItem', 'DeleteItem'])

/**
 * An error in the words of the layer that answers the operation; anything but a `RequestFault` is returned as it came.
 * Source: fact file validation-and-errors, "The envelope of the current layer".
 */
export function wordedFor(operation: OperationName, wording: ErrorWording, error: unknown): unknown {
  if (validationLayerOf(operation, wording) === 'older') return withOlderWording(error)
  return ENVELOPED.has(operation) ? withEnvelope(error) : error
}
