import { attributeOf, type Item } from '#dynamo'

/** The last moment a Date can tell. Later times are as good as never. */
const LATEST_MS = 8.64e15

/**
 * When an item expires by this attribute, in milliseconds since 1970; undefined for never: no attribute, or one that is
 * no number. The number is epoch seconds, fractions included. It does not depend on the present: whether a time is past,
 * or too far past to be meant, is for the sweeper to say.
 */
export function expiryTime(item: Item | undefined, attribute: string): number | undefined {
  const value = item === undefined ? undefined : attributeOf(item, attribute)
  if (value === undefined || !('N' in value)) return undefined
  const at = Math.floor(Number(value.N) * 1000)
  return at >= 0 && at <= LATEST_MS ? at : undefined
}
