/**
 * DynamoDB's attribute values in the form they have on the wire, which is also the form every part of Facet uses:
 * no second representation, so nothing can be lost between two of them.
 *
 * Invariants of a value that has passed `readAttributeValue` (wire.ts): exactly one type, `N` and the members of `NS`
 * in canonical decimal text (number.ts), `B` and `BS` in canonical base64, sets non-empty, without repeats and in order
 * (set.ts).
 *
 * Source: API reference, AttributeValue; shared limits in ../limits.ts.
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: AttributeMap }

/** Attribute name → value: an item, a key, or the content of an `M`. Read members with `attributeOf`, never with `[]`. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>

/** A whole item. */
export type Item = AttributeMap

/** The ten type tags of the wire form. */
export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M'

/** The types a key attribute may have. */
export type ScalarType = 'S' | 'N' | 'B'

/** The type tag of a valid value: its only member's name. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const tag in value) return tag as AttributeType
  throw new TypeError('An attribute value has exactly one type')
}

/**
 * The named attribute, or undefined. Attribute names are free text, so `toString` and `__proto__` are legal names:
 * only own members count.
 */
export function attributeOf(map: AttributeMap, name: string): AttributeValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

/** An empty attribute map that takes any name, `__proto__` included. */
export function emptyAttributeMap(): Record<string, AttributeValue> {
  return Object.create(null) as Record<string, AttributeValue>
}
