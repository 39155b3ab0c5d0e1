/** Entities lie together in groups of five: a root and four kinds of children in its item collections. */
const GROUP = 5

/** Such as `E07`: the name of the entity at this place. */
export const entityName = (at: number): string => `E${String(at).padStart(2, '0')}`

/** The attribute that tells one of the entity from another. */
export const idOf = (at: number): string => `e${String(at).padStart(2, '0')}Id`

/** The place of the root in whose collections the items of an entity lie. */
export const rootOf = (at: number): number => at - (at % GROUP)
