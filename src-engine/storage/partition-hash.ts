import { type AttributeValue, decimalParts } from '#dynamo'

/**
 * The hash by which the service spreads the items of a table: MD5 of `Outliers` and the bytes of the key, of which row
 * keys hold the first four. A Scan walks it, segments of a parallel Scan are shares of it, and entries of a global index
 * with equal keys lie in the order of the hash of their table's whole key.
 *
 * Source: observed (the suite of Dynalite, which ran against the service, and the order of Scans of 2023 to 2026).
 */
export function partitionHash(values: readonly AttributeValue[]): number {
  length = PREFIX.length
  for (const value of values) put(value)
  return firstOfMd5()
}

const PREFIX = Buffer.from('Outliers')
const BLOCK = 64
/** What is hashed, with room for the padding, as bytes and as words (processors we run on are little-endian). */
let message = Buffer.from(new ArrayBuffer(8_192))
let words = new Int32Array(message.buffer)
let length = 0
PREFIX.copy(message)

function reserve(bytes: number): void {
  const needed = length + bytes + 2 * BLOCK
  if (needed <= message.length) return
  const larger = Buffer.from(new ArrayBuffer(Math.ceil(needed / BLOCK) * 2 * BLOCK))
  message.copy(larger, 0, 0, length)
  message = larger
  words = new Int32Array(message.buffer)
}

function put(value: AttributeValue): void {
  if ('S' in value) {
    reserve(value.S.length * 3)
    length += message.write(value.S, length)
  } else if ('B' in value) {
    reserve(value.B.length)
    length += message.write(value.B, length, 'base64')
  } else if ('N' in value) putNumber(value.N)
}

/**
 * A number as the service stores it: a byte of exponent, a byte for every two digits aligned at the decimal point, and
 * a last byte that ends negative numbers of fewer than 40 digits.
 */
function putNumber(text: string): void {
  const parts = decimalParts(text)
  if (parts.digits === '') {
    message[length++] = 0x80
    return
  }
  const digits = parts.exponent % 2 === 0 ? parts.digits : `0${parts.digits}`
  const power = Math.ceil(parts.exponent / 2) + 192
  message[length++] = parts.negative ? ~power : power
  for (let i = 0; i < digits.length; i += 2) {
    const pair = Number(digits[i]) * 10 + Number(digits[i + 1] ?? 0)
    message[length++] = parts.negative ? 101 - pair : pair + 1
  }
  if (parts.negative && digits.length < 39) message[length++] = 102
}

/*
 * MD5 (RFC 1321), by hand: keys are short and hashed with every request, and a call into OpenSSL costs many times more.
 */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32))
/** The running digest. */
let a0 = 0
let b0 = 0
let c0 = 0
let d0 = 0

/** The first four bytes of the MD5 of the message, as a number. */
function firstOfMd5(): number {
  const size = length
  const end = (size + 8 - ((size + 8) % BLOCK) + BLOCK) >> 2
  message[size] = 0x80
  for (let i = size + 1; i < end << 2; i++) message[i] = 0
  words[end - 2] = size << 3
  a0 = 0x67452301
  b0 = 0xefcdab89 | 0
  c0 = 0x98badcfe | 0
  d0 = 0x10325476
  for (let at = 0; at < end; at += 16) takeBlock(at)
  return ((a0 << 24) | ((a0 & 0xff00) << 8) | ((a0 >>> 8) & 0xff00) | (a0 >>> 24)) >>> 0
}

/* Small enough to be compiled into the steps. */
const sine = (i: number): number => SINES[i] ?? 0
const word = (i: number): number => words[i] ?? 0
const turn = (bits: number, by: number): number => (bits << by) | (bits >>> (32 - by))

function takeBlock(at: number): void {
  let a = a0
  let b = b0
  let c = c0
  let d = d0
  for (let i = 0; i < 16; i += 4) {
    a = (b + turn((a + ((b & c) | (~b & d)) + word(at + i) + sine(i)) | 0, 7)) | 0
    d = (a + turn((d + ((a & b) | (~a & c)) + word(at + i + 1) + sine(i + 1)) | 0, 12)) | 0
    c = (d + turn((c + ((d & a) | (~d & b)) + word(at + i + 2) + sine(i + 2)) | 0, 17)) | 0
    b = (c + turn((b + ((c & d) | (~c & a)) + word(at + i + 3) + sine(i + 3)) | 0, 22)) | 0
  }
  for (let i = 0; i < 16; i += 4) {
    a = (b + turn((a + ((d & b) | (~d & c)) + word(at + ((5 * i + 1) & 15)) + sine(i + 16)) | 0, 5)) | 0
    d = (a + turn((d + ((c & a) | (~c & b)) + word(at + ((5 * i + 6) & 15)) + sine(i + 17)) | 0, 9)) | 0
    c = (d + turn((c + ((b & d) | (~b & a)) + word(at + ((5 * i + 11) & 15)) + sine(i + 18)) | 0, 14)) | 0
    b = (c + turn((b + ((a & c) | (~a & d)) + word(at + ((5 * i + 16) & 15)) + sine(i + 19)) | 0, 20)) | 0
  }
  for (let i = 0; i < 16; i += 4) {
    a = (b + turn((a + (b ^ c ^ d) + word(at + ((3 * i + 5) & 15)) + sine(i + 32)) | 0, 4)) | 0
    d = (a + turn((d + (a ^ b ^ c) + word(at + ((3 * i + 8) & 15)) + sine(i + 33)) | 0, 11)) | 0
    c = (d + turn((c + (d ^ a ^ b) + word(at + ((3 * i + 11) & 15)) + sine(i + 34)) | 0, 16)) | 0
    b = (c + turn((b + (c ^ d ^ a) + word(at + ((3 * i + 14) & 15)) + sine(i + 35)) | 0, 23)) | 0
  }
  for (let i = 0; i < 16; i += 4) {
    a = (b + turn((a + (c ^ (b | ~d)) + word(at + ((7 * i) & 15)) + sine(i + 48)) | 0, 6)) | 0
    d = (a + turn((d + (b ^ (a | ~c)) + word(at + ((7 * i + 7) & 15)) + sine(i + 49)) | 0, 10)) | 0
    c = (d + turn((c + (a ^ (d | ~b)) + word(at + ((7 * i + 14) & 15)) + sine(i + 50)) | 0, 15)) | 0
    b = (c + turn((b + (d ^ (c | ~a)) + word(at + ((7 * i + 21) & 15)) + sine(i + 51)) | 0, 21)) | 0
  }
  a0 = (a0 + a) | 0
  b0 = (b0 + b) | 0
  c0 = (c0 + c) | 0
  d0 = (d0 + d) | 0
}
