import { READ_UNIT_BYTES, WRITE_UNIT_BYTES } from '../limits.ts'

/** How a read is made; neither means eventually consistent. */
export interface ReadKind {
  /** Strongly consistent: full price. */
  readonly consistent?: boolean | undefined
  /** Part of a transaction: double price. */
  readonly transactional?: boolean | undefined
}

/**
 * Read units of this many bytes read together, rounded up once. A read that finds nothing (0 bytes) costs the minimum.
 * Source: Developer Guide, "DynamoDB read and write operations".
 */
export function readUnits(bytes: number, kind?: ReadKind): number {
  const units = bytes <= READ_UNIT_BYTES ? 1 : Math.ceil(bytes / READ_UNIT_BYTES)
  if (kind?.transactional === true) return units * 2
  return kind?.consistent === true ? units : units / 2
}

/**
 * Write units of one item or index entry of this many bytes. A write of nothing (deleting what is not there) costs the
 * minimum. A write that replaces costs the larger of old and new; in a transaction, double on the table.
 */
export function writeUnits(bytes: number): number {
  return bytes <= WRITE_UNIT_BYTES ? 1 : Math.ceil(bytes / WRITE_UNIT_BYTES)
}
