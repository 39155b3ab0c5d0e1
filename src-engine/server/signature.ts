import type { IncomingHttpHeaders } from 'node:http'
import { DynamoError, type DynamoErrorCode } from '#dynamo'

/**
 * The form of a Signature Version 4, in the Authorization header or in the query. Any key, any Region and any age are
 * accepted here and nothing is computed: clients test what they get for a malformed signature, with secrets or without.
 * Texts: captures of the service.
 */

/** The parts of a signature, wherever they came from. Empty text where a part is missing. */
interface FormParts {
  readonly algorithm: string
  readonly credential: string
  readonly signedHeaders: string
  /** The date as sent. */
  readonly date: string
}

/** What a signature says of itself. */
export interface SignatureParts {
  /** Key, day, Region, service and terminator, with slashes between. */
  readonly credential: string
  /** Names with semicolons between, as sent. */
  readonly signedHeaders: string
  readonly signature: string
  /** In ISO 8601's basic format, or as the Date header has it. */
  readonly date: string
  readonly sessionToken: string | undefined
  /** Seconds for which a signature in the query is good; undefined where it does not say. */
  readonly expires: string | undefined
}

/** The parts of a signature whose form is sound. `query` has the parameters of a URL that is signed itself. */
export function signaturePartsOf(headers: IncomingHttpHeaders, query: URLSearchParams): SignatureParts {
  if (query.has('X-Amz-Algorithm')) {
    const part = (name: string): string | undefined => query.get(`X-Amz-${name}`) ?? undefined
    return {
      credential: part('Credential') ?? '',
      signedHeaders: part('SignedHeaders') ?? '',
      signature: part('Signature') ?? '',
      date: part('Date') ?? '',
      sessionToken: part('Security-Token'),
      expires: part('Expires'),
    }
  }
  const authorization = headers.authorization ?? ''
  const text = (name: string): string | undefined => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    credential: partOf(authorization, 'Credential='),
    signedHeaders: partOf(authorization, 'SignedHeaders='),
    signature: partOf(authorization, 'Signature='),
    date: text('x-amz-date') ?? headers.date ?? '',
    sessionToken: text('x-amz-security-token'),
    expires: undefined,
  }
}

/** The error a request's signature ends in, or undefined when its form is sound. */
export function signatureFault(headers: IncomingHttpHeaders, url: string): DynamoError | undefined {
  const authorization = headers.authorization
  const queryStart = url.indexOf('?')
  const query = queryStart < 0 ? undefined : new URLSearchParams(url.slice(queryStart + 1))
  if (query?.has('X-Amz-Algorithm')) {
    if (authorization === undefined) return queryFault(query)
    return fault(
      'InvalidSignatureException',
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    )
  }
  if (authorization === undefined || !authorization.startsWith('AWS4-')) {
    return fault('MissingAuthenticationTokenException', 'Request is missing Authentication Token')
  }
  return headerFault(authorization, headers)
}

/**
 * What the last sound header had in front of its signature, and the day it was scoped to. A client repeats both with
 * every request of a day, and taking a header apart costs more than everything else a server does between socket and
 * engine.
 */
const lastSound = { head: '', day: '' }

function isLikeLastSound(authorization: string, isoDate: string | string[] | undefined): boolean {
  const { head, day } = lastSound
  return (
    head !== '' &&
    typeof isoDate === 'string' &&
    isoDate.startsWith(day) &&
    BASIC_ISO_DATE.test(isoDate) &&
    authorization.startsWith(head) &&
    /^\w/.test(authorization.charAt(head.length))
  )
}

function headerFault(authorization: string, headers: IncomingHttpHeaders): DynamoError | undefined {
  if (isLikeLastSound(authorization, headers['x-amz-date'])) return undefined
  const credential = partOf(authorization, 'Credential=')
  const signature = partOf(authorization, 'Signature=')
  const signedHeaders = partOf(authorization, 'SignedHeaders=')
  const isoDate = headers['x-amz-date']
  const date = typeof isoDate === 'string' ? isoDate : headers.date
  if (credential === '' || signature === '' || signedHeaders === '' || date === undefined) {
    let text = ''
    if (credential === '') text += "Authorization header requires 'Credential' parameter. "
    if (signature === '') text += "Authorization header requires 'Signature' parameter. "
    if (signedHeaders === '') text += "Authorization header requires 'SignedHeaders' parameter. "
    if (date === undefined) {
      text += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
    }
    return fault('IncompleteSignatureException', `${text}Authorization=${authorization}`)
  }
  const blank = authorization.indexOf(' ')
  const algorithm = blank < 0 ? authorization : authorization.slice(0, blank)
  const found = partsFault({ algorithm, credential, signedHeaders, date }, isoDate === undefined)
  const signatureAt = authorization.indexOf('Signature=') + 'Signature='.length
  // Only where the signature comes last does everything that was checked stand in front of it.
  if (!found && isoDate !== undefined && authorization.length === signatureAt + signature.length) {
    lastSound.head = authorization.slice(0, signatureAt)
    lastSound.day = `${date.slice(0, 8)}T`
  }
  return found
}

function queryFault(query: URLSearchParams): DynamoError | undefined {
  let text = ''
  for (const name of ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date']) {
    if (!query.get(`X-Amz-${name}`)) text += `AWS query-string parameters must include 'X-Amz-${name}'. `
  }
  if (text !== '') return fault('IncompleteSignatureException', `${text}Re-examine the query-string parameters.`)
  const part = (name: string): string => query.get(`X-Amz-${name}`) ?? ''
  const parts = {
    algorithm: part('Algorithm'),
    credential: part('Credential'),
    signedHeaders: part('SignedHeaders'),
    date: part('Date'),
  }
  return partsFault(parts, false)
}

const BASIC_ISO_DATE = /^\d{8}T\d{6}Z$/

/** `httpDate` tells that the date is a plain Date header, which has a form of its own and no day to compare. */
function partsFault(parts: FormParts, httpDate: boolean): DynamoError | undefined {
  const { algorithm, credential, signedHeaders, date } = parts
  const isoDate = BASIC_ISO_DATE.test(date)
  if (!isoDate && !(httpDate && date.endsWith(' GMT'))) {
    return fault(
      'IncompleteSignatureException',
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  }
  if (!`;${signedHeaders.toLowerCase()};`.includes(';host;')) {
    return fault('InvalidSignatureException', "'Host' must be a 'SignedHeader' in the AWS Authorization.")
  }
  if (algorithm !== 'AWS4-HMAC-SHA256') {
    return fault(
      'IncompleteSignatureException',
      `Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `,
    )
  }
  const [, day, region, service, terminator, ...surplus] = credential.split('/')
  if (terminator === undefined || surplus.length > 0) {
    return fault(
      'IncompleteSignatureException',
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, ' +
        `got '${credential}'`,
    )
  }
  let text = ''
  if (region === '') text += `Credential should be scoped to a valid region, not '${region}'. `
  if (service !== 'dynamodb') text += "Credential should be scoped to correct service: 'dynamodb'. "
  if (terminator !== 'aws4_request') {
    text += `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `
  }
  if (isoDate && !date.startsWith(`${day}T`)) {
    text +=
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${day}' != '${date.slice(0, 8)}', from '${date}'.`
  }
  return text === '' ? undefined : fault('InvalidSignatureException', text)
}

/** The value behind `label` in an Authorization header; its parts are separated by commas, blanks or both. */
function partOf(authorization: string, label: string): string {
  let at = authorization.indexOf(label)
  while (at > 0 && authorization.charAt(at - 1) !== ' ' && authorization.charAt(at - 1) !== ',') {
    at = authorization.indexOf(label, at + 1)
  }
  if (at < 0) return ''
  const start = at + label.length
  let end = start
  while (end < authorization.length && authorization.charAt(end) !== ',' && authorization.charAt(end) !== ' ') end++
  return authorization.slice(start, end)
}

function fault(code: DynamoErrorCode, text: string): DynamoError {
  return new DynamoError(code, text)
}
