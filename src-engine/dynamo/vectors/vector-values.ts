import { type AttributeType, type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { decimalParts, normalizeNumber } from '../values/number.ts'

/*
 * Vectors as the index keeps them: 32-bit floats. The table keeps every number as it was written.
 * Source: Developer Guide, "Data synchronization between tables and vector indexes"; texts and forms observed.
 */

/** Largest magnitude of a 32-bit float, 3.4028235E38. */
export const FLOAT32_MAX = 3.4028234663852886e38

/** Why a value is no vector for an index. Positions count from 0. */
export type VectorFault =
  | { readonly kind: 'no list' }
  | { readonly kind: 'no number'; readonly at: number; readonly type: AttributeType }
  | { readonly kind: 'out of range'; readonly at: number; readonly value: string }
  | { readonly kind: 'length'; readonly length: number }

/**
 * The numbers of these elements as 32-bit floats; the length is not judged.
 *
 * @returns the first element that is no number or too large, if there is one
 */
export function readFloats(elements: readonly AttributeValue[]): Float32Array | VectorFault {
  const floats = new Float32Array(elements.length)
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at]
    if (element === undefined) continue
    if (!('N' in element)) return { kind: 'no number', at, type: typeOf(element) }
    const float = Math.fround(Number(element.N))
    if (!Number.isFinite(float)) return { kind: 'out of range', at, value: element.N }
    floats[at] = float
  }
  return floats
}

/** The vector in an attribute of an item, for an index of so many dimensions. */
export function readVector(value: AttributeValue, dimensions: number): Float32Array | VectorFault {
  if (!('L' in value)) return { kind: 'no list' }
  const floats = readFloats(value.L)
  if (!(floats instanceof Float32Array)) return floats
  return floats.length === dimensions ? floats : { kind: 'length', length: floats.length }
}

/** The wire form of a vector read from an index: its own 32-bit copy, not what was written. */
export function vectorValue(floats: Float32Array): AttributeValue {
  return { L: Array.from(floats, float => ({ N: floatText(float) })) }
}

/** A 32-bit float needs at most this many significant digits to be told from its neighbours. */
const FLOAT32_DIGITS = 9

/** The shortest decimal that names this 32-bit float, with a fraction even where it is zero: `1.0`, as the service prints. */
export function floatText(float: number): string {
  let shortest = String(float)
  for (let digits = 1; digits <= FLOAT32_DIGITS; digits++) {
    const text = float.toPrecision(digits)
    if (Math.fround(Number(text)) !== float) continue
    shortest = text
    break
  }
  const plain = normalizeNumber(shortest)
  return plain.includes('.') ? plain : `${plain}.0`
}

/** A number in scientific form, `1E+39`: how texts about vectors print numbers that no 32-bit float can hold. */
export function scientificText(canonical: string): string {
  const { negative, digits, exponent } = decimalParts(canonical)
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${negative ? '-' : ''}${digits.charAt(0)}${fraction}E+${exponent - 1}`
}
