import { type OperationName, wordedFor } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'

/**
 * Runs checks that look at the request and words their faults as the service does for this operation, in the generation
 * of texts that the engine is told to speak.
 */
export function worded<T>(engine: EngineContext, operation: OperationName, checks: () => T): T {
  try {
    return checks()
  } catch (error) {
    throw wordedFor(operation, engine.behavior.errorWording, error)
  }
}
