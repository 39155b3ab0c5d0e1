import { arrayNotExpected, notConvertible, OBJECT_NOT_EXPECTED, serializationFault } from './serialization-fault.ts'

/**
 * JSON types of scalar members. Each function takes a value that is not null and returns the value to keep, which
 * differs from the one given where the service converts: fractions for integers are floored, some texts are booleans.
 */

/** The text of a String member. */
export function readString(value: unknown): string {
  if (typeof value === 'string') return value
  throw misplaced(value, 'String')
}

/** A Boolean member; the texts true, 1, yes, false, 0 and no are accepted in any case. */
export function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw misplaced(value, 'Boolean')
  switch (value.toLowerCase()) {
    case 'true':
    case '1':
    case 'yes':
      return true
    case 'false':
    case '0':
    case 'no':
      return false
    default:
      throw serializationFault('Unexpected token received from parser')
  }
}

/** An Integer or Long member. Numbers beyond JSON's exact integers cannot mean a limit: they are capped. */
export function readInteger(value: unknown, javaType: 'Integer' | 'Long'): number {
  if (typeof value !== 'number') throw misplaced(value, javaType)
  if (Number.isSafeInteger(value)) return value
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.floor(value)))
}

/** A Double member. */
export function readDouble(value: unknown): number {
  if (typeof value === 'number') return value
  throw misplaced(value, 'Double')
}

/** A timestamp: epoch seconds, fractions allowed. How the service names the type is unsure. */
export function readTimestamp(value: unknown): number {
  if (typeof value === 'number') return value
  if (Array.isArray(value)) throw arrayNotExpected('class java.util.Date')
  throw misplaced(value, 'Date')
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A Blob member: base64 text, whose unused last bits must be zero. */
export function readBlob(value: unknown): string {
  if (typeof value !== 'string') throw misplacedBlob(value)
  const length = value.length
  if (length % 4 !== 0) {
    throw serializationFault(`Base64 encoded length is expected a multiple of 4 bytes but found: ${length}`)
  }
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0
  if (padding > 0) {
    const unusedBits = padding === 2 ? 15 : 3
    const last = DIGITS.indexOf(value.charAt(length - padding - 1))
    if (last >= 0 && (last & unusedBits) !== 0)
      throw serializationFault('Invalid last non-pad Base64 character dectected')
  }
  if (!BASE64.test(value)) {
    const foreign = /[^A-Za-z0-9+/]/.exec(value)?.[0] ?? ''
    throw serializationFault(`Invalid Base64 character: '${foreign}'`)
  }
  return value
}

function misplacedBlob(value: unknown): Error {
  if (Array.isArray(value)) return arrayNotExpected('class java.nio.ByteBuffer')
  if (typeof value === 'object') return serializationFault(OBJECT_NOT_EXPECTED)
  return serializationFault('only base-64-encoded strings are convertible to bytes')
}

function misplaced(value: unknown, javaType: string): Error {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return notConvertible(value, javaType)
  }
  if (Array.isArray(value)) return arrayNotExpected(`class java.lang.${javaType}`)
  return serializationFault(OBJECT_NOT_EXPECTED)
}
