import type { IncomingHttpHeaders } from 'node:http'

/**
 * Cross-origin answers, as the service gives them: any origin may call, and a preflight gets what it asks for. Headers
 * come as flat lists of names and values, ready for `writeHead`.
 *
 * The service can afford that because of its signatures. An engine that takes any key cannot: every page that a person
 * has open somewhere could read and drop their tables. So a server can be told whose pages may call.
 */

/** Origins whose pages may call: all, as on the service, or those of this machine and these. */
export type AllowedOrigins = 'any' | readonly string[]

/** Names and addresses that lead to this machine and no other, whatever a name server says. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether pages of this origin, the value of an `Origin` header, may call. A browser sends an address or `null`; what is
 * neither was made up by a program, which needs no leave.
 */
export function mayCall(origin: string, allowed: AllowedOrigins): boolean {
  if (allowed === 'any' || allowed.includes(origin)) return true
  if (origin === 'null') return false
  if (!URL.canParse(origin)) return true
  return /^https?:/.test(origin) && LOOPBACK.test(new URL(origin).hostname)
}

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
