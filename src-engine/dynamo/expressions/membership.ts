import type { AttributeValue } from '../values/attribute-value.ts'
import { decodeBase64 } from '../values/base64.ts'
import { equalValues } from '../values/equal.ts'

/** `begins_with`: a string and its beginning, or a binary and its first bytes; false for any other pair. */
export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in value) return 'S' in prefix && value.S.startsWith(prefix.S)
  if (!('B' in value && 'B' in prefix)) return false
  const bytes = decodeBase64(value.B)
  return matchesAt(bytes, decodeBase64(prefix.B), 0)
}

/**
 * `contains`: part of a string or binary, member of a set, element of a list; false for any other pair. Text is
 * looked for in text, so a string set does not contain what its members contain.
 */
export function contains(value: AttributeValue, member: AttributeValue): boolean {
  if ('S' in value) return 'S' in member && value.S.includes(member.S)
  if ('SS' in value) return 'S' in member && value.SS.includes(member.S)
  if ('NS' in value) return 'N' in member && value.NS.includes(member.N)
  if ('L' in value) return value.L.some(element => equalValues(element, member))
  if (!('B' in member)) return false
  if ('BS' in value) return value.BS.includes(member.B)
  return 'B' in value && containsBytes(decodeBase64(value.B), decodeBase64(member.B))
}

function containsBytes(bytes: Uint8Array, part: Uint8Array): boolean {
  for (let at = 0; at + part.length <= bytes.length; at++) {
    if (matchesAt(bytes, part, at)) return true
  }
  return false
}

function matchesAt(bytes: Uint8Array, part: Uint8Array, start: number): boolean {
  if (start + part.length > bytes.length) return false
  for (let at = 0; at < part.length; at++) {
    if (bytes[start + at] !== part[at]) return false
  }
  return true
}
