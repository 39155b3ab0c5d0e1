import type { EntityRecord, RelationRecord } from '#modeling'

/**
 * Which attributes of a child hold its parent's identity, as far as names tell: the same name (`customerId` in both), or
 * the parent's name before it (`id` of Customer is `customerId`).
 */
export function viaGuess(parent: EntityRecord, child: EntityRecord): RelationRecord['via'] {
  const names = new Map(child.attributes.map(({ name }) => [plain(name), name]))
  return parent.identity.flatMap(name => {
    // An `id` of both is each one's own.
    const own = child.identity.length === 1 && child.identity[0] === name
    const found = (own ? undefined : names.get(plain(name))) ?? names.get(plain(`${parent.name}${name}`))
    return found === undefined ? [] : [{ parent: name, child: found }]
  })
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
