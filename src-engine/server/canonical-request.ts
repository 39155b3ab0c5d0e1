import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What Signature Version 4 signs of a request. */
export interface SignedRequest {
  readonly method: string
  /** Path and query, as they stand in the request line. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
  /** The body as it came, compressed if it came compressed. */
  readonly body: Buffer | undefined
}

/**
 * A request in the one form in which both sides sign it: method, path, query, signed headers, their names, digest of the
 * body, a line each. Source: "Create a signed AWS API request" in the IAM user guide.
 */
export function canonicalRequest(request: SignedRequest, query: URLSearchParams, signedHeaders: string): string {
  const { method, url, headers, body } = request
  const queryStart = url.indexOf('?')
  const path = queryStart < 0 ? url : url.slice(0, queryStart)
  const names = signedHeaders.toLowerCase()
  return [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...names.split(';').map(name => `${name}:${headerText(headers[name])}`),
    '',
    names,
    hash('sha256', body ?? ''),
  ].join('\n')
}

/** Without dots and empty steps, each step encoded once more than it was sent. */
function canonicalPath(path: string): string {
  if (path === '/' || path === '') return '/'
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(encode(step))
  }
  const end = path.endsWith('/') && steps.length > 0 ? '/' : ''
  return `/${steps.join('/')}${end}`
}

/** All parameters but the signature itself, in the order of their encoded names and values. */
function canonicalQuery(query: URLSearchParams): string {
  if (query.size === 0) return ''
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function headerText(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '')
  return text.trim().replaceAll(/ {2,}/g, ' ')
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Everything but letters, digits, hyphen, full stop, underscore and tilde, as UTF-8. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
