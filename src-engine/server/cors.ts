import type { IncomingHttpHeaders } from 'node:http'

/**
 * Cross-origin answers, as the service gives them: any origin may call, and a preflight gets what it asks for. Headers
 * come as flat lists of names and values, ready for `writeHead`.
 */

/** What every answer to a request with an `Origin` header carries. */
export const ALLOW_ORIGIN: readonly string[] = ['Access-Control-Allow-Origin', '*']

/** Two days, in seconds. */
const PREFLIGHT_LIFETIME = '172800'

/** Headers of the answer to a preflight, beside `ALLOW_ORIGIN`. */
export function preflightHeaders(headers: IncomingHttpHeaders): readonly string[] {
  const answer = ['Access-Control-Max-Age', PREFLIGHT_LIFETIME]
  const names = headers['access-control-request-headers']
  const methods = headers['access-control-request-method']
  if (names !== undefined) answer.push('Access-Control-Allow-Headers', names)
  if (methods !== undefined) answer.push('Access-Control-Allow-Methods', methods)
  return answer
}
