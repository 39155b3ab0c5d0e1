import type { IncomingMessage } from 'node:http'
import { gunzip } from 'node:zlib'

/** Largest body the service reads, in bytes; for compressed bodies before and after decompression. */
export const LARGEST_BODY = 16 * 1024 * 1024

/** An oversize body is read to its end and thrown away, so that its sender reads the answer; beyond this it is cut off. */
const LARGEST_DISCARD = 4 * LARGEST_BODY

/** A body, or why there is none. `bytes` is its size on the wire, `raw` the body as it came: signatures cover that. */
export type ReceivedBody =
  | { readonly text: string; readonly bytes: number; readonly raw: Buffer | undefined; readonly fault?: undefined }
  | { readonly fault: 'too-large' | 'not-gzip'; readonly bytes: number; readonly text?: undefined }

/** Collects a request's body and calls `done` once, when it is complete or hopeless. An aborted request never does. */
export function receiveBody(request: IncomingMessage, done: (body: ReceivedBody) => void): void {
  let first: Buffer | undefined
  let more: Buffer[] | undefined
  let bytes = 0
  let cutOff = false
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > LARGEST_BODY) {
      first = undefined
      more = undefined
      if (bytes > LARGEST_DISCARD && !cutOff) {
        cutOff = true
        done({ fault: 'too-large', bytes })
      }
    } else if (first === undefined) first = chunk
    else if (more === undefined) more = [first, chunk]
    else more.push(chunk)
  })
  request.on('end', () => {
    if (cutOff) return
    if (bytes > LARGEST_BODY) done({ fault: 'too-large', bytes })
    else readBody(more === undefined ? first : Buffer.concat(more, bytes), request.headers['content-encoding'], done)
  })
}

/** The body in these bytes, which are all of it. */
export function readBody(
  raw: Buffer | undefined,
  contentEncoding: string | undefined,
  done: (body: ReceivedBody) => void,
): void {
  if (raw === undefined) done({ text: '', bytes: 0, raw })
  else if (raw.length > LARGEST_BODY) done({ fault: 'too-large', bytes: raw.length })
  else if (contentEncoding?.toLowerCase() === 'gzip') decompress(raw, done)
  else done({ text: raw.toString(), bytes: raw.length, raw })
}

function decompress(raw: Buffer, done: (body: ReceivedBody) => void): void {
  gunzip(raw, { maxOutputLength: LARGEST_BODY }, (error, plain) => {
    const bytes = raw.length
    if (error === null) done({ text: plain.toString(), bytes, raw })
    else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') done({ fault: 'too-large', bytes })
    else done({ fault: 'not-gzip', bytes })
  })
}
