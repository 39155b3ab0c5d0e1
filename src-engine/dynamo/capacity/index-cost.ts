import { writeUnits } from './units.ts'

/**
 * Write units that a change of an item costs on one of its indexes, GSI and LSI alike. Sizes are those of the index
 * entries (projection.ts) in bytes, undefined where the item is not in the index.
 *
 * @param keyChanged a key attribute of the index changed: the entry moves, which is a delete and a put
 * @param projectedChanged any projected attribute changed; the order of sets is no change
 * Source: Developer Guide, "Using Global Secondary Indexes", storage and throughput considerations.
 */
export function indexWriteUnits(
  oldEntrySize: number | undefined,
  newEntrySize: number | undefined,
  keyChanged: boolean,
  projectedChanged: boolean,
): number {
  if (oldEntrySize === undefined) return newEntrySize === undefined ? 0 : writeUnits(newEntrySize)
  if (newEntrySize === undefined) return writeUnits(oldEntrySize)
  if (keyChanged) return writeUnits(oldEntrySize) + writeUnits(newEntrySize)
  return projectedChanged ? writeUnits(Math.max(oldEntrySize, newEntrySize)) : 0
}
