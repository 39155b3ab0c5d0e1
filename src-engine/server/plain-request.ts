import type { IncomingHttpHeaders } from 'node:http'
import { LARGEST_BODY } from './request-body.ts'

/** The head of a plain request, and where its body lies, counted from the first byte of the head. */
export interface PlainHead {
  readonly headers: IncomingHttpHeaders
  readonly bodyStart: number
  readonly bodyEnd: number
}

const REQUEST_LINE = 'POST / HTTP/1.1'
const BLANK_LINE = Buffer.from('\r\n\r\n')

/** Of a longer head node:http decides. */
const LONGEST_HEAD = 8 * 1024

/** Lines of a name of letters, digits and hyphens, a colon, and printable ASCII. */
const PLAIN_LINES = /^(?:\r\n[0-9A-Za-z-]+:[\t -~]*)+$/

const LENGTH = /^\d{1,8}$/

/** Headers that give the bytes behind the head, or the connection, another meaning. */
const NOT_PLAIN = ['transfer-encoding', 'expect', 'upgrade']

/**
 * Reads the head of a request that is written as nearly every client writes it: a POST to the root, of known length,
 * over a connection that stays open. Undefined for everything else, malformed or only unusual, and for a head that has
 * not arrived as a whole: that is for node:http to judge, so nothing here needs to know more of HTTP.
 */
export function readPlainHead(bytes: Buffer): PlainHead | undefined {
  const headEnd = bytes.indexOf(BLANK_LINE)
  if (headEnd < 0 || headEnd > LONGEST_HEAD) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  if (!head.startsWith(REQUEST_LINE)) return undefined
  const headers = readLines(head.slice(REQUEST_LINE.length))
  const length = headers?.['content-length']
  if (headers === undefined || length === undefined || !LENGTH.test(length) || headers.host === undefined) {
    return undefined
  }
  if (headers.connection !== undefined && headers.connection.toLowerCase() !== 'keep-alive') return undefined
  for (const name of NOT_PLAIN) if (headers[name] !== undefined) return undefined
  const bodyLength = Number(length)
  if (bodyLength > LARGEST_BODY) return undefined
  const bodyStart = headEnd + BLANK_LINE.length
  return { headers, bodyStart, bodyEnd: bodyStart + bodyLength }
}

/** Headers by their names in lower case; undefined if a line is not plain, or a name comes twice. */
function readLines(lines: string): Record<string, string> | undefined {
  if (!PLAIN_LINES.test(lines)) return undefined
  const headers: Record<string, string> = {}
  for (let at = 2; at < lines.length; ) {
    const colon = lines.indexOf(':', at)
    const lineEnd = lines.indexOf('\r\n', colon)
    const end = lineEnd < 0 ? lines.length : lineEnd
    const name = lines.slice(at, colon).toLowerCase()
    // Whether values of one name are joined, and how, depends on the name.
    if (Object.hasOwn(headers, name)) return undefined
    headers[name] = lines.slice(colon + 1, end).trim()
    at = end + 2
  }
  return headers
}
