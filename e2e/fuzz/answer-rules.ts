import { crc32 } from 'node:zlib'
import { parseJson } from '#dynamo'
import type { RawAnswer } from './endpoint.ts'

/** An answer, read. */
export type Answer =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly code: string; readonly message: string | undefined }

const NAMED_ERROR = /^com\.(amazonaws\.dynamodb\.v20120810|amazon\.coral\.(service|validate))#([A-Za-z]+)$/
/** Codes that say that the engine, not the request, is at fault. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['InternalServerError', 'InternalFailure', 'ServiceUnavailable'])

/**
 * What is true of every answer, whatever was asked.
 *
 * @throws Error what is wrong with this one
 */
export function readAnswer({ status, headers, body }: RawAnswer): Answer {
  const text = body.toString('utf8')
  if (Number(headers['content-length']) !== body.length) throw new Error('Content-Length is not that of the body')
  if (Number(headers['x-amz-crc32']) !== crc32(body)) throw new Error('x-amz-crc32 is not that of the body')
  if (status === 413 && text === '') return { ok: false, code: '413', message: undefined }
  if (headers['content-type'] !== 'application/x-amz-json-1.0') {
    throw new Error(`Status ${status} with the content type ${headers['content-type']}`)
  }
  if (!Buffer.from(text).equals(body)) throw new Error('The body is not UTF-8')
  const parsed: unknown = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error(`Answered ${text}`)
  const members = parsed as Record<string, unknown>
  if (status === 200) return { ok: true, body: members }
  const code = NAMED_ERROR.exec(String(members.__type))?.[3]
  if (status !== 400 || code === undefined || OWN_FAULTS.has(code)) {
    throw new Error(`Status ${status}: ${text.slice(0, 2000)}`)
  }
  const message = members.message ?? members.Message
  if (message !== undefined && typeof message !== 'string') throw new Error(`The message of ${code} is no text`)
  return { ok: false, code, message }
}
