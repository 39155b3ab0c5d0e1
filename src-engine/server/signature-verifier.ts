import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { DynamoError } from '#dynamo'
import type { Clock } from '../ports.ts'
import { canonicalRequest, type SignedRequest } from './canonical-request.ts'
import { type SignatureParts, signaturePartsOf } from './signature.ts'

/** A key that may call. */
export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of a temporary key: every request has to bring it. */
  readonly sessionToken?: string | undefined
}

/** Milliseconds that a request may be old, and by which its clock may be ahead. */
const LARGEST_AGE = 15 * 60_000
const MINUTE = 60_000
/** Milliseconds for which a signed URL can be good at most. */
const LONGEST_EXPIRY = 7 * 24 * 60 * MINUTE

/** Keys derived for a day and Region, kept because requests come in rows. Callers choose both, so the number is bounded. */
const MOST_SIGNING_KEYS = 100

/**
 * Computes signatures as the service does and compares. Any Region is accepted: the scope of a signature names the one
 * its key was derived for. The age comes first, then the key, then the signature; nothing of a secret goes into an
 * error, and what is secret is compared in constant time.
 */
export class SignatureVerifier {
  readonly #keys: ReadonlyMap<string, AccessKey>
  readonly #clock: Clock
  readonly #signingKeys = new Map<string, Buffer>()

  constructor(keys: readonly AccessKey[], clock: Clock) {
    this.#keys = new Map(keys.map(key => [key.accessKeyId, key]))
    this.#clock = clock
  }

  /** The error that the request ends in, or undefined when it was signed with one of the keys. Its form has been checked. */
  faultOf(request: SignedRequest): DynamoError | undefined {
    const queryStart = request.url.indexOf('?')
    const query = new URLSearchParams(queryStart < 0 ? '' : request.url.slice(queryStart + 1))
    const parts = signaturePartsOf(request.headers, query)
    const signedAt = timeOf(parts.date)
    // A date of the right form that no calendar has: nobody can have signed with it.
    if (signedAt === undefined) return mismatch()
    const age = this.#ageFault(signedAt, parts)
    if (age !== undefined) return age
    const key = this.#keys.get(parts.credential.slice(0, parts.credential.indexOf('/')))
    if (key === undefined || !isSame(key.sessionToken ?? '', parts.sessionToken ?? '')) {
      return new DynamoError('UnrecognizedClientException', 'The security token included in the request is invalid.')
    }
    const scope = parts.credential.slice(key.accessKeyId.length + 1)
    const canonical = canonicalRequest(request, query, parts.signedHeaders)
    const text = ['AWS4-HMAC-SHA256', basicIso(signedAt), scope, hash('sha256', canonical)].join('\n')
    const signature = createHmac('sha256', this.#signingKey(key, scope)).update(text).digest('hex')
    return isSame(signature, parts.signature) ? undefined : mismatch()
  }

  #ageFault(signedAt: number, { expires }: SignatureParts): DynamoError | undefined {
    const now = this.#clock.now()
    const seconds = expires === undefined ? Number.NaN : Number(expires)
    const longest = Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, 0), LONGEST_EXPIRY) : LARGEST_AGE
    if (signedAt < now - longest) {
      const text = `Signature expired: ${basicIso(signedAt)} is now earlier than ${basicIso(now - longest)} (${basicIso(now)} - ${Math.round(longest / MINUTE)} min.)`
      return new DynamoError('InvalidSignatureException', text)
    }
    if (signedAt > now + LARGEST_AGE) {
      const text = `Signature not yet current: ${basicIso(signedAt)} is still later than ${basicIso(now + LARGEST_AGE)} (${basicIso(now)} + ${LARGEST_AGE / MINUTE} min.)`
      return new DynamoError('InvalidSignatureException', text)
    }
    return undefined
  }

  /** The key that signs requests of a scope: day, Region, service and terminator. */
  #signingKey({ accessKeyId, secretAccessKey }: AccessKey, scope: string): Buffer {
    const name = `${accessKeyId}/${scope}`
    let key = this.#signingKeys.get(name)
    if (key === undefined) {
      key = Buffer.from(`AWS4${secretAccessKey}`)
      for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
      if (this.#signingKeys.size >= MOST_SIGNING_KEYS) this.#signingKeys.clear()
      this.#signingKeys.set(name, key)
    }
    return key
  }
}

/** Whether two texts are the same; how long that takes tells nothing of where they differ. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
}

const BASIC_ISO = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/

/** Milliseconds since 1970 of a date in basic format or of a Date header; undefined when it is no date. */
function timeOf(date: string): number | undefined {
  const time = Date.parse(date.replace(BASIC_ISO, '$1-$2-$3T$4:$5:$6Z'))
  return Number.isNaN(time) ? undefined : time
}

function basicIso(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

function mismatch(): DynamoError {
  return new DynamoError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )
}
