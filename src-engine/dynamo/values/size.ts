import type { AttributeMap, AttributeValue } from './attribute-value.ts'
import { base64ByteLength } from './base64.ts'
import { numberSize } from './number.ts'
import { utf8Length } from './utf8.ts'

/** Bytes a list or map takes by itself. */
const COLLECTION_OVERHEAD_BYTES = 3
/** Bytes for each element of a list or entry of a map beside its content. */
const ELEMENT_OVERHEAD_BYTES = 1

/**
 * Bytes DynamoDB counts for a valid value, its name not included.
 * Source: Developer Guide, "DynamoDB item sizes and formats"; numbers see `numberSize`.
 */
export function valueSize(value: AttributeValue): number {
  if ('S' in value) return utf8Length(value.S)
  if ('N' in value) return numberSize(value.N)
  if ('M' in value) return mapSize(value.M)
  if ('L' in value) return listSize(value.L)
  if ('B' in value) return base64ByteLength(value.B)
  let bytes = 0
  if ('SS' in value) for (const member of value.SS) bytes += utf8Length(member)
  else if ('NS' in value) for (const member of value.NS) bytes += numberSize(member)
  else if ('BS' in value) for (const member of value.BS) bytes += base64ByteLength(member)
  else bytes = 1
  return bytes
}

/** Bytes DynamoDB counts for an item or key: names and values, without storage overhead. */
export function itemSize(item: AttributeMap): number {
  let bytes = 0
  for (const name in item) {
    const value = item[name]
    if (value !== undefined) bytes += utf8Length(name) + valueSize(value)
  }
  return bytes
}

function mapSize(map: AttributeMap): number {
  let bytes = COLLECTION_OVERHEAD_BYTES
  for (const name in map) {
    const value = map[name]
    if (value !== undefined) bytes += ELEMENT_OVERHEAD_BYTES + utf8Length(name) + valueSize(value)
  }
  return bytes
}

function listSize(list: readonly AttributeValue[]): number {
  let bytes = COLLECTION_OVERHEAD_BYTES
  for (const element of list) bytes += ELEMENT_OVERHEAD_BYTES + valueSize(element)
  return bytes
}
