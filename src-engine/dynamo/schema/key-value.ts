import { PARTITION_KEY_MAX_BYTES, SORT_KEY_MAX_BYTES } from '../limits.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { base64ByteLength } from '../values/base64.ts'
import { utf8Length } from '../values/utf8.ts'

/** Which side of the key a part is on; they have different limits. */
export type KeySide = 'partition' | 'sort'

/** What is wrong with a key value of the right type, if anything. */
export type KeyValueFault = 'empty string' | 'empty binary' | 'too long'

/** Judges a value of a key attribute: it must not be empty, and is short. Numbers are always fine. */
export function keyValueFault(value: AttributeValue, side: KeySide): KeyValueFault | undefined {
  if ('S' in value) {
    const text = value.S
    if (text === '') return 'empty string'
    const limit = keyLimit(side)
    // No character takes more than three bytes per UTF-16 unit.
    return text.length * 3 > limit && utf8Length(text) > limit ? 'too long' : undefined
  }
  if ('B' in value) {
    if (value.B === '') return 'empty binary'
    return base64ByteLength(value.B) > keyLimit(side) ? 'too long' : undefined
  }
  return undefined
}

function keyLimit(side: KeySide): number {
  return side === 'partition' ? PARTITION_KEY_MAX_BYTES : SORT_KEY_MAX_BYTES
}

/** What the service says of a key value beyond its limit. The missing blank is the service's. */
export function keyTooLong(side: KeySide): string {
  return side === 'partition'
    ? 'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes'
    : 'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes'
}
