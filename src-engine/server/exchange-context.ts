import type { Clock } from '../ports.ts'
import type { AllowedOrigins } from './cors.ts'
import type { RequestHandler } from './request-handler.ts'
import type { RequestRecord } from './request-record.ts'
import { type AccessKey, SignatureVerifier } from './signature-verifier.ts'

/** What can be chosen of the way requests are answered, whether they come over a socket or from this process. */
export interface ExchangeOptions {
  /** Source of request ids: 52 characters of 0-9A-Z. */
  readonly requestIds: () => string
  /** Dates the records for `onRequest`, and tells the age of signatures. */
  readonly clock: Clock
  /** The Region the health page names; us-east-1 unless told. */
  readonly region?: string | undefined
  /** Whose pages may call from a browser; any unless told, as on the service. Programs are not concerned. */
  readonly origins?: AllowedOrigins | undefined
  /** Only requests signed with one of these keys are answered; any signature of sound form will do unless told. */
  readonly verifySignatures?: { readonly credentials: readonly AccessKey[] } | undefined
  /** Takes what goes wrong inside Facet while answering. */
  readonly log?: ((text: string, error: unknown) => void) | undefined
  /** Called for every finished request, after its answer went out; costs nothing when absent. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined
}

/** What every exchange of a server, or of a client in this process, shares. */
export interface ExchangeContext {
  readonly handler: RequestHandler
  readonly requestIds: () => string
  readonly clock: Clock
  readonly region: string
  readonly origins: AllowedOrigins
  /** Undefined: any signature of sound form will do. */
  readonly verifier: SignatureVerifier | undefined
  readonly log: ((text: string, error: unknown) => void) | undefined
  readonly onRequest: ((record: RequestRecord) => void) | undefined
}

export function exchangeContext(handler: RequestHandler, options: ExchangeOptions): ExchangeContext {
  const { requestIds, clock, region = 'us-east-1', origins = 'any', verifySignatures, log, onRequest } = options
  const verifier = verifySignatures && new SignatureVerifier(verifySignatures.credentials, clock)
  return { handler, requestIds, clock, region, origins, verifier, log, onRequest }
}
