import type { IncomingHttpHeaders } from 'node:http'
import { DynamoError, type OperationName, operationOfTarget, parseJson } from '#dynamo'
import { signatureFault } from './signature.ts'

/**
 * The checks a request passes before its operation runs, in the service's order: (1) size, (2) preflight, (3) health
 * page, (4) method and content type, (5) JSON, (6) target, (7) signature. Size is checked while the body
 * arrives (request-body.ts), the rest here.
 */

export type JsonContentType = 'application/json' | 'application/x-amz-json-1.0'

/** What a request asks for by its head alone. */
export type HeadVerdict = 'preflight' | 'health-page' | 'ping' | 'unknown-page' | 'operation'

/** Checks 2 to 4; `hasBody` tells whether the body has at least one byte. */
export function judgeHead(method: string, url: string, headers: IncomingHttpHeaders, hasBody: boolean): HeadVerdict {
  if (method === 'POST') return hasBody && !jsonContentTypeOf(headers) ? 'unknown-page' : 'operation'
  if (method === 'OPTIONS' && headers.origin !== undefined) return 'preflight'
  if (method !== 'GET') return 'unknown-page'
  return url === '/ping' || url.startsWith('/ping?') ? 'ping' : 'health-page'
}

/** The content type before its parameters, when it is one the service reads. Answers carry the same. */
export function jsonContentTypeOf(headers: IncomingHttpHeaders): JsonContentType | undefined {
  const header = headers['content-type']
  if (header === undefined) return undefined
  if (header === 'application/x-amz-json-1.0' || header === 'application/json') return header
  const semicolon = header.indexOf(';')
  const type = (semicolon < 0 ? header : header.slice(0, semicolon)).trim()
  return type === 'application/x-amz-json-1.0' || type === 'application/json' ? type : undefined
}

/** A request that may run. */
export interface AdmittedRequest {
  readonly operation: OperationName
  readonly input: unknown
}

/**
 * Checks 5 to 7 over a complete body. Returns the error instead of throwing it: refusals are an everyday outcome.
 * `verify` looks whether a signature of sound form is a good one; without it any is.
 */
export function admit(
  headers: IncomingHttpHeaders,
  url: string,
  body: string,
  verify: (() => DynamoError | undefined) | undefined,
): AdmittedRequest | DynamoError {
  const target = headers['x-amz-target']
  const operation = typeof target === 'string' ? operationOfTarget(target) : undefined
  let input: unknown
  if (body !== '') {
    try {
      input = parseJson(body)
    } catch {
      return new DynamoError('SerializationException', '')
    }
  } else if (operation !== undefined) {
    return new DynamoError('SerializationException', '')
  }
  if (operation === undefined) return new DynamoError('UnknownOperationException', '')
  return signatureFault(headers, url) ?? verify?.() ?? { operation, input }
}
