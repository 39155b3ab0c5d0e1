/** How many entity colours there are; the thirteenth entity starts over. */
export const ENTITY_COLOURS = 12

/**
 * The colour of the entity or table at a position, as a CSS value for `style` and SVG. The same position has the same
 * colour on every screen. Never the only sign: a name or letter stands beside it.
 */
export function entityColour(position: number): string {
  const slot = ((Math.trunc(position) % ENTITY_COLOURS) + ENTITY_COLOURS) % ENTITY_COLOURS
  return `var(--entity-${slot + 1})`
}

/** The letter that stands for a name where there is no room for it. */
export function entityLetter(name: string): string {
  const first = name.match(/[\p{L}\p{N}]/u)
  return first ? first[0].toUpperCase() : '?'
}

/** Up to two letters of a name: `shipmentItem` → SI, `Order line` → OL, `customer` → C. */
export function initials(name: string): string {
  const words = name.match(/\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? []
  return (
    words
      .slice(0, 2)
      .map(word => word.slice(0, 1).toUpperCase())
      .join('') || '?'
  )
}
