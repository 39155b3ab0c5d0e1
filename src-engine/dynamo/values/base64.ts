import { DynamoError } from '../errors/dynamo-error.ts'

/**
 * Base64 as DynamoDB takes it for `B` and `BS`: standard alphabet, padded. Only one spelling of each byte sequence is
 * accepted (unused bits of the last character must be zero), so equal binaries are equal strings.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const EQUALS = 0x3d

/** Character code → six bits; 0xff for what is no base64 character, which includes `=`. */
const SIX_BITS = new Uint8Array(128).fill(0xff)
for (let bits = 0; bits < 64; bits++) SIX_BITS[ALPHABET.charCodeAt(bits)] = bits

/** The six bits of a character, 0xff where it is not in the alphabet. */
export function sixBits(unit: number): number {
  return SIX_BITS[unit] ?? 0xff
}

/**
 * Refuses text that is not base64 in its one accepted spelling.
 *
 * @throws DynamoError SerializationException
 */
export function checkBase64(text: string): void {
  const length = text.length
  if (length % 4 !== 0) {
    throw serializationError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${length}`)
  }
  const end = length - padding(text)
  for (let at = 0; at < end; at++) {
    if (sixBits(text.charCodeAt(at)) === 0xff) {
      throw serializationError(`Invalid Base64 character: '${text.charAt(at)}'`)
    }
  }
  if (end === length) return
  const unused = length - end === 1 ? 0b11 : 0b1111
  if ((sixBits(text.charCodeAt(end - 1)) & unused) !== 0) {
    // The spelling is the service's.
    throw serializationError('Invalid last non-pad Base64 character dectected')
  }
}

function serializationError(message: string): DynamoError {
  return new DynamoError('SerializationException', message)
}

/** How many `=` end the text: 0, 1 or 2. */
function padding(text: string): number {
  const length = text.length
  if (length === 0 || text.charCodeAt(length - 1) !== EQUALS) return 0
  return text.charCodeAt(length - 2) === EQUALS ? 2 : 1
}

/** Bytes that valid base64 text stands for, without decoding it. */
export function base64ByteLength(text: string): number {
  return (text.length / 4) * 3 - padding(text)
}

/**
 * The bytes of base64 text.
 *
 * @throws DynamoError SerializationException when the text is not valid
 */
export function decodeBase64(text: string): Uint8Array {
  checkBase64(text)
  const length = base64ByteLength(text)
  const bytes = new Uint8Array(length)
  let written = 0
  for (let at = 0; at < text.length; at += 4) {
    const bits =
      (sixBits(text.charCodeAt(at)) << 18) |
      (sixBits(text.charCodeAt(at + 1)) << 12) |
      ((sixBits(text.charCodeAt(at + 2)) & 0x3f) << 6) |
      (sixBits(text.charCodeAt(at + 3)) & 0x3f)
    // Writes beyond the end, which padding asks for, are ignored by typed arrays.
    bytes[written++] = bits >> 16
    bytes[written++] = (bits >> 8) & 0xff
    bytes[written++] = bits & 0xff
  }
  return bytes
}

/** Padded base64 of bytes. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  for (; at + 2 < bytes.length; at += 3) {
    const bits = (byteAt(bytes, at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2)
    text += character(bits >> 18) + character(bits >> 12) + character(bits >> 6) + character(bits)
  }
  const rest = bytes.length - at
  if (rest === 1) {
    const bits = byteAt(bytes, at) << 4
    return `${text}${character(bits >> 6)}${character(bits)}==`
  }
  if (rest === 2) {
    const bits = ((byteAt(bytes, at) << 8) | byteAt(bytes, at + 1)) << 2
    return `${text}${character(bits >> 12)}${character(bits >> 6)}${character(bits)}=`
  }
  return text
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

function character(bits: number): string {
  return ALPHABET.charAt(bits & 0x3f)
}
