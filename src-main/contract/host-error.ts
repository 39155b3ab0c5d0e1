import { z } from 'zod'

/**
 * The errors a host call can end with, beside DynamoDB's own. Codes are oRPC error codes; `data` says what a person
 * needs to go on. Messages are sentences for people: what, why, what now.
 */
export const hostErrors = {
  /** DynamoDB (the local engine or AWS) refused: its error name and message. */
  DYNAMODB: { status: 400, data: z.object({ name: z.string(), message: z.string() }) },
  /** No such file, request, sample or connection. */
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  /** A file of that name is there already. */
  EXISTS: { status: 409, data: z.object({ path: z.string() }) },
  /** The file changed on disk since it was read; its revision now. */
  CONFLICT: { status: 409, data: z.object({ path: z.string(), revision: z.string() }) },
  /** The operating system refused (permission, disk full …): its code. */
  FILE_SYSTEM: { status: 500, data: z.object({ path: z.string(), code: z.string() }) },
  /** The model cannot be used as it is: the problems with their places. */
  MODEL_INVALID: { status: 422, data: z.object({ problems: z.array(z.string()) }) },
  /** `apply` met tables whose keys or indexes differ from the model's. */
  TABLE_DIFFERS: {
    status: 409,
    data: z.object({ tables: z.array(z.object({ name: z.string(), differences: z.array(z.string()) })) }),
  },
  /** The engine is not running: why and the way out. */
  ENGINE_UNAVAILABLE: { status: 503, data: z.object({ reason: z.string() }) },
  /** The connection is read-only. */
  READ_ONLY: { status: 403, data: z.object({ connection: z.string() }) },
} as const
