import { constants, crc32, gzip } from 'node:zlib'
import { AnswerBuffers } from './answer-buffers.ts'

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

/** An answer as it goes out. */
export interface FinishedAnswer {
  readonly status: number
  /** Flat list of names and values. */
  readonly headers: string[]
  /** Text where head and body are best encoded together by the socket. */
  readonly body: string | Buffer
  readonly encoding: 'latin1' | 'utf8'
  /** Size of the body on the wire. */
  readonly bytes: number
  /** To be called when nobody reads the body any more: its buffer is used again. Without the call it is not. */
  readonly release?: () => void
}

const buffers = new AnswerBuffers()

/**
 * Finishes an answer: request id, CRC-32 and length over the bytes that go out. Clients compare the CRC with the bytes
 * they received, before decompression. `done` is called at once, or later when the body has to be compressed first.
 */
export function finishAnswer(
  answer: WireAnswer,
  acceptEncoding: string | undefined,
  done: (finished: FinishedAnswer) => void,
): void {
  const { status, body } = answer
  if (acceptEncoding !== undefined && acceptsGzip(acceptEncoding)) {
    encodeAnswer(answer, acceptEncoding, (headers, encoded) => {
      done({ status, headers, body: encoded, encoding: 'latin1', bytes: encoded.length })
    })
  } else if (body.length < ENCODED_FROM) {
    const bytes = Buffer.byteLength(body)
    const headers = headersOf(answer, bytes, crc32(body), false)
    // As many bytes as characters means ASCII, which Latin-1 writes alike and without a second look at each character.
    done({ status, headers, body, encoding: bytes === body.length ? 'latin1' : 'utf8', bytes })
  } else {
    const { bytes, release } = buffers.encode(body)
    const headers = headersOf(answer, bytes.length, crc32(bytes), false)
    done({ status, headers, body: bytes, encoding: 'latin1', bytes: bytes.length, release })
  }
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
