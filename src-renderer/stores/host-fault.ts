import { ORPCError } from '@orpc/client'
import type { hostErrors } from '#contract'

type HostErrors = typeof hostErrors

/** A failed call, by its code; `OTHER` is what the contract does not name (a lost connection, a fault in the host). */
export type HostFault =
  | {
      [Code in keyof HostErrors]: {
        readonly code: Code
        readonly message: string
        readonly data: HostErrors[Code]['data']['_output']
      }
    }[keyof HostErrors]
  | { readonly code: 'OTHER'; readonly message: string; readonly data: undefined }

const KNOWN: Readonly<Record<keyof HostErrors, true>> = {
  DYNAMODB: true,
  NOT_FOUND: true,
  EXISTS: true,
  CONFLICT: true,
  FILE_SYSTEM: true,
  MODEL_INVALID: true,
  TABLE_DIFFERS: true,
  ENGINE_UNAVAILABLE: true,
  READ_ONLY: true,
}

/** What a call to the host was refused with. Anything may be thrown, so anything is taken. */
export function faultOf(error: unknown): HostFault {
  if (error instanceof ORPCError && Object.hasOwn(KNOWN, error.code)) {
    return { code: error.code, message: error.message, data: error.data } as HostFault
  }
  return { code: 'OTHER', message: error instanceof Error ? error.message : String(error), data: undefined }
}

/** True when a call ended because it was told to. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
