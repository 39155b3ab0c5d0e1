import {
  PARTITION_MAX_BYTES,
  PARTITION_MAX_READ_UNITS_PER_SECOND,
  PARTITION_MAX_WRITE_UNITS_PER_SECOND,
} from '#dynamo'
import type { RowKey } from '../storage/key-encoding.ts'

/**
 * How many partitions a table or index has: as many as its throughput and its size need. The service does not say how
 * it splits; this is a model of it, with equal shares of the hash space and without splits by heat.
 *
 * @param read units per second it can serve
 * @param bytes it holds
 */
export function partitionCount(read: number, write: number, bytes: number): number {
  return Math.max(
    1,
    Math.ceil(read / PARTITION_MAX_READ_UNITS_PER_SECOND),
    Math.ceil(write / PARTITION_MAX_WRITE_UNITS_PER_SECOND),
    Math.ceil(bytes / PARTITION_MAX_BYTES),
  )
}

/** The partition of a row, by the hash of its partition key, with which its row key begins. */
export function partitionOf(key: RowKey, count: number): number {
  return Math.floor((key.readUInt32BE(0) * count) / 2 ** 32)
}

/** The last partition that begins before a row key. */
export function lastPartitionBefore(key: RowKey, count: number): number {
  return Math.max(0, Math.ceil((key.readUInt32BE(0) * count) / 2 ** 32) - 1)
}
