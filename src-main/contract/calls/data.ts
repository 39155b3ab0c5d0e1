import { oc } from '@orpc/contract'
import { z } from 'zod'

/** A place with DynamoDB tables. The local engine is always there, as `local`. */
export const Connection = z.object({
  id: z.string(),
  name: z.string(),
  environment: z.enum(['local', 'development', 'staging', 'production']),
  /** Writes are refused with READ_ONLY until unlocked for this window. */
  readOnly: z.boolean(),
})
export type Connection = z.infer<typeof Connection>

export const dataCalls = {
  connections: oc.output(z.array(Connection)),
  /**
   * One DynamoDB API call, as the API reference has it (low-level JSON in and out). An error of DynamoDB's arrives as
   * DYNAMODB with its own name and message in `data`. The answer comes as its JSON text: walking through a page of 1 MB
   * to carry it as a value would hold the window up for longer than showing it does.
   */
  execute: oc
    .input(z.object({ connection: z.string(), operation: z.string(), input: z.record(z.string(), z.unknown()) }))
    .output(z.object({ body: z.string(), durationMs: z.number() })),
}
