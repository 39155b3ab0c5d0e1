import type { ItemRecord } from '#modeling'

/** How many rows, from the first to the last, are looked at to find a width that fits. */
const ROWS_FOR_WIDTH = 80
const CHARACTER = 7.25
const CELL_PADDING = 22

/** Wide enough for most of what stands in the column, narrow enough for others beside it. */
export function columnWidth(
  name: string,
  badge: string | undefined,
  items: readonly ItemRecord[],
  textOf: (record: ItemRecord) => string,
): number {
  const step = Math.max(1, Math.floor(items.length / ROWS_FOR_WIDTH))
  const looked: ItemRecord[] = []
  for (let at = 0; at < items.length && looked.length < ROWS_FOR_WIDTH; at += step) {
    const record = items[at]
    if (record !== undefined) looked.push(record)
  }
  const lengths = looked
    .map(record => textOf(record).length)
    .filter(length => length > 0)
    .sort((left, right) => left - right)
  const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const title = name.length * CHARACTER + (badge ? 30 : 0) + 20
  return Math.round(Math.min(280, Math.max(72, title, usual * CHARACTER) + CELL_PADDING))
}
