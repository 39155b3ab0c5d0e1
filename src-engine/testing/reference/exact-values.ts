import { Decimal } from 'decimal.js'
import type { AttributeValue, Item } from '#dynamo'

/** Equality and order of values as a reference has them: exact decimals, bytes, nothing of the engine's. */

const Exact = Decimal.clone({ precision: 120, toExpNeg: -9e15, toExpPos: 9e15 })

/** Values are equal when these texts are: numbers by value, sets and maps whatever their order. */
export function identity(value: AttributeValue | undefined): string {
  if (value === undefined) return 'nothing'
  if ('N' in value) return `N${new Exact(value.N).toString()}`
  if ('NS' in value) return `NS${value.NS.map(member => new Exact(member).toString()).sort()}`
  if ('SS' in value) return `SS${JSON.stringify([...value.SS].sort())}`
  if ('BS' in value) return `BS${[...value.BS].sort()}`
  if ('L' in value) return `L${JSON.stringify(value.L.map(identity))}`
  if ('M' in value) return `M${itemIdentity(value.M)}`
  return JSON.stringify(value)
}

/** The same for a whole item. */
export function itemIdentity(item: Item): string {
  const members = Object.entries(item).map(([name, value]) => [name, identity(value)])
  return JSON.stringify(members.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}

/** Below, at or above 0; undefined for values that have no order between them. */
export function orderOf(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S))
  if ('N' in a && 'N' in b) return new Exact(a.N).comparedTo(new Exact(b.N))
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'))
  return undefined
}

export function sum(a: string, b: string, sign: '+' | '-'): string {
  const [left, right] = [new Exact(a), new Exact(b)]
  return (sign === '+' ? left.plus(right) : left.minus(right)).toString()
}

/** What size() says of a value. */
export function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length
  if ('B' in value) return Buffer.from(value.B, 'base64').length
  if ('SS' in value) return value.SS.length
  if ('NS' in value) return value.NS.length
  if ('BS' in value) return value.BS.length
  if ('L' in value) return value.L.length
  if ('M' in value) return Object.keys(value.M).length
  return undefined
}
