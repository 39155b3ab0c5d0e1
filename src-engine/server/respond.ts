import type { ServerResponse } from 'node:http'
import { constants, crc32, gzip } from 'node:zlib'

/** Bodies below this many bytes are not worth compressing. */
const SMALLEST_COMPRESSED = 1024

/** Fast rather than small: the client is on the same machine or the same network. */
const COMPRESSION = { level: constants.Z_BEST_SPEED }

/**
 * From about this many characters on, a body is encoded once and goes on as bytes. Below, the socket encodes head and
 * body in one piece, which is cheaper than two pieces are.
 */
const ENCODED_FROM = 4096

/** One answer, before its headers are written. */
export interface WireAnswer {
  readonly status: number
  readonly requestId: string
  /** Left out of the head when undefined. */
  readonly contentType: string | undefined
  readonly body: string
  /** Further headers as a flat list of names and values. */
  readonly extraHeaders: readonly string[]
}

/**
 * Writes an answer: request id, CRC-32 and length over the bytes that go out, then head and body in one write. Clients
 * compare the CRC with the bytes they received, before decompression.
 * `sent` gets the body's size on the wire once it is written, which is later when it has to be compressed first.
 */
export function respond(
  response: ServerResponse,
  answer: WireAnswer,
  acceptEncoding: string | undefined,
  sent: (bytes: number) => void,
): void {
  if (answer.body.length >= ENCODED_FROM || !respondWithText(response, answer, acceptEncoding, sent)) {
    encodeAnswer(answer, acceptEncoding, (headers, bytes) => {
      response.writeHead(answer.status, headers)
      response.end(bytes)
      sent(bytes.length)
    })
  }
}

/** @returns false for an answer that has to be compressed */
function respondWithText(
  response: ServerResponse,
  answer: WireAnswer,
  acceptEncoding: string | undefined,
  sent: (bytes: number) => void,
): boolean {
  const { body } = answer
  const plainBytes = Buffer.byteLength(body)
  if (isCompressed(plainBytes, acceptEncoding)) return false
  response.writeHead(answer.status, headersOf(answer, plainBytes, crc32(body), false))
  // As many bytes as characters means ASCII, which Latin-1 writes alike and without a second look at each character.
  response.end(body, plainBytes === body.length ? 'latin1' : 'utf8')
  sent(plainBytes)
  return true
}

/** The same for a caller in this process: headers as a flat list of names and values, and the bytes of the body. */
export function encodeAnswer(
  answer: WireAnswer,
  acceptEncoding: string | undefined,
  done: (headers: string[], bytes: Buffer) => void,
): void {
  const bytes = Buffer.from(answer.body)
  if (isCompressed(bytes.length, acceptEncoding)) compress(answer, bytes, done)
  else done(headersOf(answer, bytes.length, crc32(bytes), false), bytes)
}

function isCompressed(plainBytes: number, acceptEncoding: string | undefined): boolean {
  return acceptEncoding !== undefined && plainBytes >= SMALLEST_COMPRESSED && acceptsGzip(acceptEncoding)
}

function compress(answer: WireAnswer, plain: Buffer, done: (headers: string[], bytes: Buffer) => void): void {
  gzip(plain, COMPRESSION, (error, compressed) => {
    const bytes = error === null ? compressed : plain
    done(headersOf(answer, bytes.length, crc32(bytes), error === null), bytes)
  })
}

function headersOf(answer: WireAnswer, length: number, crc: number, compressed: boolean): string[] {
  const headers = ['x-amzn-RequestId', answer.requestId, 'x-amz-crc32', String(crc), 'Content-Length', String(length)]
  if (answer.contentType !== undefined) headers.push('Content-Type', answer.contentType)
  if (compressed) headers.push('Content-Encoding', 'gzip')
  for (const header of answer.extraHeaders) headers.push(header)
  return headers
}

/** Only an explicit gzip counts; `*` and identity do not ask for compression, `gzip;q=0` refuses it. */
function acceptsGzip(header: string): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i.test(header)
}
