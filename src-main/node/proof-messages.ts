import type { ProofEvent } from '#contract'
import type { DynamoErrorCode } from '#dynamo'

/** From a proof's thread to the host, which starts it with a ProofJob. */
export type FromProof =
  | { readonly kind: 'event'; readonly event: ProofEvent }
  | { readonly kind: 'refused'; readonly code: DynamoErrorCode; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
