import { type AttributeValue, PARTITION_KEY_MAX_BYTES, SORT_KEY_MAX_BYTES, valueSize } from '#dynamo'
import type { KeyDefinition } from '../../document/model-document.ts'

/** Whether DynamoDB would call this key value empty: a text or binary without bytes. */
export function isEmptyKeyValue(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '')
}

/** Bytes that a value may have in this list of key parts. */
export function keyValueLimit(list: keyof KeyDefinition): number {
  return list === 'partition' ? PARTITION_KEY_MAX_BYTES : SORT_KEY_MAX_BYTES
}

/** Whether the value is longer than the key may be. Numbers never are. */
export function isTooLong(value: AttributeValue, list: keyof KeyDefinition): boolean {
  return ('S' in value || 'B' in value) && valueSize(value) > keyValueLimit(list)
}
