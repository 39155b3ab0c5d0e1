import {
  type AttributeMap,
  type AttributeValue,
  attributeOf,
  decimalParts,
  type IndexDefinition,
  type KeyDefinition,
  type KeyPart,
  type KeyRange,
  keyParts,
} from '#dynamo'
import { partitionHash } from './partition-hash.ts'

/**
 * Keys as bytes whose `memcmp` order is DynamoDB's order, so that SQLite's B-tree finds and walks items by itself.
 *
 *     row key = hash of the partition values (4 bytes) · partition values · sort values [· hash · row key of the item]
 *
 * - The hash comes first because a Scan walks partitions in hash order and a segment of a parallel Scan is a hash range.
 * - A partition value is length-prefixed: it is only ever compared for equality.
 * - A sort value is order-preserving and self-delimiting: with several sort attributes (GSIs since 2025) the next one
 *   follows directly, and an index row ends in the base item's row key, which makes it unique and orders ties.
 *
 * Strings and binaries: bytes with 00 escaped as 00 FF, closed by 00 00. Numbers: see `putNumber`.
 */
export type RowKey = Buffer

const HASH_BYTES = 4
/** Grows by use; every encoder writes into it and copies the result out, so a key costs one small allocation. */
let scratch = Buffer.allocUnsafe(16_384)
let length = 0

function reserve(bytes: number): void {
  if (length + bytes <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + bytes))
  scratch.copy(larger, 0, 0, length)
  scratch = larger
}

/** Appends text as UTF-8. */
function putUtf8(text: string): void {
  reserve(text.length * 3)
  length += scratch.write(text, length)
}

function putByte(byte: number): void {
  reserve(1)
  scratch[length++] = byte
}

/** Escapes the zero bytes written since `start`; the ordinary key has none. */
function escapeZeros(start: number): void {
  let zeros = 0
  for (let i = start; i < length; i++) if (scratch[i] === 0) zeros++
  if (zeros === 0) return
  reserve(zeros)
  let to = length + zeros - 1
  for (let from = length - 1; from >= start; from--) {
    const byte = scratch[from] ?? 0
    if (byte === 0) scratch[to--] = 0xff
    scratch[to--] = byte
  }
  length += zeros
}

/**
 * Numbers, order-preserving and self-delimiting. With value = 0.d1d2… × 10^e (e from -129 to 126):
 * zero is `01`; a positive number is `02`, e + 256 in two bytes, then digit pairs + 1 each, then `00`;
 * a negative number is `00` and the complement of the rest, because larger magnitude means smaller value.
 */
function putNumber(text: string): void {
  const { negative, digits, exponent } = decimalParts(text)
  if (digits === '') {
    putByte(1)
    return
  }
  reserve(5 + digits.length)
  scratch[length++] = negative ? 0 : 2
  const flip = negative ? 0xff : 0
  const biased = exponent + 256
  scratch[length++] = (biased >> 8) ^ flip
  scratch[length++] = (biased & 0xff) ^ flip
  for (let i = 0; i < digits.length; i += 2) {
    const tens = digits.charCodeAt(i) - 48
    const ones = i + 1 < digits.length ? digits.charCodeAt(i + 1) - 48 : 0
    scratch[length++] = (tens * 10 + ones + 1) ^ flip
  }
  scratch[length++] = flip
}

function putScalarBytes(value: AttributeValue): void {
  if ('S' in value) putUtf8(value.S)
  else if ('N' in value) putNumber(value.N)
  else if ('B' in value) {
    reserve(value.B.length)
    length += scratch.write(value.B, length, 'base64')
  } else throw new TypeError('A key attribute is a string, a number or a binary')
}

function putPartitionValue(value: AttributeValue): void {
  reserve(2)
  const start = length
  length += 2
  putScalarBytes(value)
  scratch.writeUInt16BE(length - start - 2, start)
}

/** Without `open`, closed so that nothing longer sorts inside it; with it, a prefix for begins_with. */
function putSortValue(value: AttributeValue, open = false): void {
  const start = length
  putScalarBytes(value)
  if ('N' in value) return
  escapeZeros(start)
  if (open) return
  putByte(0)
  putByte(0)
}

function putPartition(values: readonly AttributeValue[]): void {
  length = HASH_BYTES
  for (const value of values) putPartitionValue(value)
  scratch.writeUInt32BE(partitionHash(values), 0)
}

function taken(): RowKey {
  const key = Buffer.allocUnsafe(length)
  scratch.copy(key, 0, 0, length)
  return key
}

function keyValues(map: AttributeMap, parts: readonly KeyPart[]): readonly AttributeValue[] {
  return parts.map(part => keyValue(map, part))
}

function keyValue(map: AttributeMap, part: KeyPart): AttributeValue {
  const value = attributeOf(map, part.name)
  if (value === undefined) throw new TypeError(`Key attribute ${part.name} is missing`)
  return value
}

/** The row key of an item of a table. The item's key attributes have been checked. */
export function tableRowKey(key: KeyDefinition, item: AttributeMap): RowKey {
  putPartition(keyValues(item, key.partition))
  for (const part of key.sort) putSortValue(keyValue(item, part))
  return taken()
}

/**
 * The row key of an item's entry in an index: the index key, then the row key of the item in its table (`base`), before
 * which comes, in a global index, the hash of the table's whole key, for it orders entries with equal index keys. Where
 * the table's key is its partition key alone, `base` begins with that hash.
 */
export function indexRowKey(
  { kind, key }: Pick<IndexDefinition, 'kind' | 'key'>,
  entry: AttributeMap,
  tableKey: KeyDefinition,
  base: RowKey,
): RowKey {
  putPartition(keyValues(entry, key.partition))
  for (const part of key.sort) putSortValue(keyValue(entry, part))
  reserve(HASH_BYTES + base.length)
  if (kind === 'GSI' && tableKey.sort.length > 0) {
    length = scratch.writeUInt32BE(partitionHash(keyValues(entry, keyParts(tableKey))), length)
  }
  base.copy(scratch, length)
  length += base.length
  return taken()
}

/** Row keys from `from` (included) up to `to` (excluded); no `to`: up to the end. */
export interface RowRange {
  readonly from: RowKey
  readonly to: RowKey | undefined
}

/** The first key after every key that starts with `prefix`. */
function afterPrefix(prefix: RowKey): RowKey | undefined {
  let end = prefix.length
  while (end > 0 && prefix[end - 1] === 0xff) end--
  if (end === 0) return undefined
  const next = Buffer.from(prefix.subarray(0, end))
  next[end - 1] = (next[end - 1] ?? 0) + 1
  return next
}

/** The rows of one partition that a key condition selects. */
export function keyRangeRows({ partition, sortEquals, sortRange }: KeyRange): RowRange {
  putPartition(partition)
  for (const value of sortEquals) putSortValue(value)
  const prefix = taken()
  const end = afterPrefix(prefix)
  if (sortRange === undefined) return { from: prefix, to: end }
  const start = length
  const extended = (value: AttributeValue | undefined, open = false): RowKey => {
    if (value === undefined) throw new TypeError(`${sortRange.operator} needs a value`)
    length = start
    prefix.copy(scratch, 0)
    putSortValue(value, open)
    return taken()
  }
  const [value, upper] = sortRange.values
  switch (sortRange.operator) {
    case '<':
      return { from: prefix, to: extended(value) }
    case '<=':
      return { from: prefix, to: afterPrefix(extended(value)) }
    case '>':
      return { from: afterPrefix(extended(value)) ?? prefix, to: end }
    case '>=':
      return { from: extended(value), to: end }
    case 'begins_with': {
      const open = extended(value, true)
      return { from: open, to: afterPrefix(open) }
    }
    case 'between':
      return { from: extended(value), to: afterPrefix(extended(upper)) }
  }
}

/**
 * The rows that have an item's partition key, in its table and in those of its indexes that begin with the same: local
 * ones. For keys of one partition attribute.
 */
export function partitionRows(key: RowKey): RowRange {
  const from = key.subarray(0, HASH_BYTES + 2 + key.readUInt16BE(HASH_BYTES))
  return { from, to: afterPrefix(from) }
}

/** The rows of one segment of a parallel Scan: an equal share of the hash space. The whole table is segment 0 of 1. */
export function segmentRange(segment: number, totalSegments: number): RowRange {
  const share = 2 ** 32 / totalSegments
  const from = Buffer.alloc(HASH_BYTES)
  from.writeUInt32BE(Math.ceil(segment * share))
  if (segment === totalSegments - 1) return { from, to: undefined }
  const to = Buffer.alloc(HASH_BYTES)
  to.writeUInt32BE(Math.ceil((segment + 1) * share))
  return { from, to }
}

/** The first row key after this one: where a page goes on after its last item. */
export function justAfter(key: RowKey): RowKey {
  const next = Buffer.alloc(key.length + 1)
  key.copy(next)
  return next
}
