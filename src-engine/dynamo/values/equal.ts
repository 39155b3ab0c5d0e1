import { type AttributeMap, type AttributeValue, attributeOf } from './attribute-value.ts'

/** From this many members on a set is compared by hash. */
const HASHED_FROM = 16

/**
 * Whether two valid values are the same to DynamoDB: of one type, sets without regard to order, lists in order, maps by
 * name. Numbers and binaries are canonical, so equal text is equal value.
 */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true
  if ('S' in a) return 'S' in b && a.S === b.S
  if ('N' in a) return 'N' in b && a.N === b.N
  if ('B' in a) return 'B' in b && a.B === b.B
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL
  if ('NULL' in a) return 'NULL' in b
  if ('M' in a) return 'M' in b && equalItems(a.M, b.M)
  if ('L' in a) return 'L' in b && equalLists(a.L, b.L)
  if ('SS' in a) return 'SS' in b && equalSets(a.SS, b.SS)
  if ('NS' in a) return 'NS' in b && equalSets(a.NS, b.NS)
  return 'BS' in b && equalSets(a.BS, b.BS)
}

/** Whether two items, keys or maps hold equal values under the same names. */
export function equalItems(a: AttributeMap, b: AttributeMap): boolean {
  if (a === b) return true
  let extra = 0
  for (const name in a) {
    const value = a[name]
    const other = attributeOf(b, name)
    if (value === undefined || other === undefined || !equalValues(value, other)) return false
    extra++
  }
  for (const _name in b) extra--
  return extra === 0
}

function equalLists(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) {
    const element = a[at]
    const other = b[at]
    if (element === undefined || other === undefined || !equalValues(element, other)) return false
  }
  return true
}

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  if (a.length < HASHED_FROM) {
    for (const member of a) if (!b.includes(member)) return false
    return true
  }
  const members = new Set(b)
  for (const member of a) if (!members.has(member)) return false
  return true
}
