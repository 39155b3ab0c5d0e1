import type { AttributeValue } from './attribute-value.ts'
import { sixBits } from './base64.ts'
import { compareNumbers } from './number.ts'

/** What an unpaired surrogate becomes in UTF-8. */
const REPLACEMENT = 0xfffd

/**
 * DynamoDB's order of strings: by the bytes of their UTF-8 form. Below, at or above 0 as `a` is before, equal to or
 * after `b`. JavaScript's `<` differs where characters beyond U+FFFF meet those from U+E000 on.
 */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) {
    const aUnit = a.charCodeAt(at)
    const bUnit = b.charCodeAt(at)
    if (aUnit === bUnit) continue
    return aUnit < 0xd800 && bUnit < 0xd800 ? aUnit - bUnit : compareCodePoints(a, b, at)
  }
  // A high surrogate at the end of one may be a whole character in the other.
  if (shorter > 0 && isHighSurrogate(a.charCodeAt(shorter - 1))) return compareCodePoints(a, b, shorter)
  return a.length - b.length
}

/** UTF-8 keeps the order of code points, so those are compared, from the first that may differ. */
function compareCodePoints(a: string, b: string, firstDifference: number): number {
  const start =
    firstDifference > 0 && isHighSurrogate(a.charCodeAt(firstDifference - 1)) ? firstDifference - 1 : firstDifference
  let aAt = start
  let bAt = start
  while (aAt < a.length && bAt < b.length) {
    const aPoint = a.codePointAt(aAt) ?? 0
    const bPoint = b.codePointAt(bAt) ?? 0
    const difference = encoded(aPoint) - encoded(bPoint)
    if (difference !== 0) return difference
    aAt += aPoint > 0xffff ? 2 : 1
    bAt += bPoint > 0xffff ? 2 : 1
  }
  return a.length - aAt - (b.length - bAt)
}

function encoded(codePoint: number): number {
  return codePoint >= 0xd800 && codePoint < 0xe000 ? REPLACEMENT : codePoint
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

/**
 * DynamoDB's order of binaries, given as valid base64: by unsigned bytes, a prefix before what it begins. Six bits at a
 * time order as eight do; `=` stands before every character because the shorter binary ends there.
 */
export function compareBinary(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) {
    const aUnit = a.charCodeAt(at)
    const bUnit = b.charCodeAt(at)
    if (aUnit !== bUnit) return orderOf(aUnit) - orderOf(bUnit)
  }
  return a.length - b.length
}

function orderOf(unit: number): number {
  const bits = sixBits(unit)
  return bits === 0xff ? -1 : bits
}

/**
 * The order of two S, N or B values of the same type; undefined when their types differ or have no order, which
 * comparisons in expressions take for false.
 */
export function compareScalars(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('S' in a) return 'S' in b ? compareUtf8(a.S, b.S) : undefined
  if ('N' in a) return 'N' in b ? compareNumbers(a.N, b.N) : undefined
  if ('B' in a) return 'B' in b ? compareBinary(a.B, b.B) : undefined
  return undefined
}
