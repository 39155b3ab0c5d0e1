import { validationError } from '../errors/dynamo-error.ts'
import { ConversionFault, type RequestFault } from '../errors/request-fault.ts'
import { NUMBER_MAX_DIGITS, NUMBER_MAX_EXPONENT, NUMBER_MIN_EXPONENT } from '../limits.ts'

/**
 * DynamoDB numbers: decimal text, exact, never a JavaScript number. Reading, order, sum and size stand in one file, as all
 * of them go by the same canonical form.
 *
 * Canonical text is a plain decimal without exponent, `+`, leading or trailing zeros; zero is `0`. It is what the
 * service answers, and every number inside Facet has this form, so equal numbers are equal strings.
 */

const NOT_A_NUMBER = 'The parameter cannot be converted to a numeric value'
const TOO_MANY_DIGITS = 'Attempting to store more than 38 significant digits in a Number'
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range'

const MINUS = 0x2d
const PLUS = 0x2b
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const LOWER_E = 0x65

/** Exponents beyond it are none to the older layer, which reads numbers as Java's BigDecimal. */
export const INT32_MAX = 0x7fffffff
/** Far beyond the range, far below where sums of lengths and exponents stop being exact. */
const EXPONENT_CEILING = 1e15

/**
 * The canonical text of a number as a client spelt it.
 *
 * @throws RequestFault not a number, out of range, or more than 38 significant digits; judged in this order
 */
export function normalizeNumber(text: string): string {
  return isShortCanonical(text) ? text : normalizeSpelling(text)
}

/** Whether a text of at most 38 characters is canonical as it stands, which nearly every number sent is. */
function isShortCanonical(text: string): boolean {
  const length = text.length
  if (length > NUMBER_MAX_DIGITS) return false
  let at = 0
  let code = text.charCodeAt(0)
  if (code === MINUS) code = text.charCodeAt(++at)
  if (code === ZERO) {
    if (length === 1) return true
    if (text.charCodeAt(at + 1) !== POINT) return false
  } else if (!(code > ZERO && code <= NINE)) return false
  let point = false
  while (++at < length) {
    code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) continue
    if (code !== POINT || point) return false
    point = true
  }
  return !point || (code !== ZERO && code !== POINT)
}

function normalizeSpelling(text: string): string {
  const length = text.length
  let at = 0
  const first = text.charCodeAt(0)
  const negative = first === MINUS
  if (negative || first === PLUS) at = 1

  const wholeStart = at
  at = skipDigits(text, at)
  let digits = text.slice(wholeStart, at)
  const wholeLength = digits.length
  if (text.charCodeAt(at) === POINT) {
    const fractionStart = at + 1
    at = skipDigits(text, fractionStart)
    digits += text.slice(fractionStart, at)
  }
  if (digits === '') throw notANumber(text)

  let exponent = 0
  if (at < length) {
    // `| 0x20` makes an `E` an `e`.
    if ((text.charCodeAt(at) | 0x20) !== LOWER_E) throw notANumber(text)
    at++
    const sign = text.charCodeAt(at)
    if (sign === MINUS || sign === PLUS) at++
    const exponentStart = at
    for (; at < length; at++) {
      const code = text.charCodeAt(at)
      if (code < ZERO || code > NINE) throw notANumber(text)
      if (exponent < EXPONENT_CEILING) exponent = exponent * 10 + (code - ZERO)
    }
    if (at === exponentStart) throw notANumber(text)
    if (sign === MINUS) exponent = -exponent
  }
  if (Math.abs(exponent) > INT32_MAX) {
    if (Math.abs(exponent) >= EXPONENT_CEILING && !fitsInt64(text.slice(text.search(/e/i) + 1)))
      throw notANumber(text)
    // No request has digits enough to make up for it.
    throw new ConversionFault(exponent > 0 ? OVERFLOW : UNDERFLOW, `${NOT_A_NUMBER}: ${text}`)
  }
  return printInRange(negative, digits, wholeLength + exponent, exponent)
}

/** Whether an exponent, as it is written, is one that the current layer can read (observed, October 2026). */
function fitsInt64(exponent: string): boolean {
  const short = exponent.replace(/^([+-]?)0+(?=\d)/, '$1')
  return short.length <= 20 && BigInt.asIntN(64, BigInt(short)) === BigInt(short)
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) break
    at++
  }
  return at
}

/** Checks 0.digits × 10^point (digits with zeros at both ends still on) and prints it. */
function printInRange(negative: boolean, digits: string, point: number, writtenExponent: number): string {
  let start = 0
  while (start < digits.length && digits.charCodeAt(start) === ZERO) start++
  const zero = start === digits.length
  // A zero counts as one digit standing where its last one is written: 0e126 is out of range, 0.0e126 is not.
  const magnitude = zero ? point - digits.length : point - start - 1
  if (magnitude > NUMBER_MAX_EXPONENT) {
    // Java's BigDecimal, which the older layer asks, wraps round at the largest int.
    throw new ConversionFault(OVERFLOW, writtenExponent === INT32_MAX ? UNDERFLOW : OVERFLOW)
  }
  if (magnitude < NUMBER_MIN_EXPONENT) throw new ConversionFault(UNDERFLOW)
  if (zero) return '0'
  let end = digits.length
  while (digits.charCodeAt(end - 1) === ZERO) end--
  if (end - start > NUMBER_MAX_DIGITS) throw new ConversionFault(TOO_MANY_DIGITS)
  return printPlain(negative, digits.slice(start, end), magnitude + 1)
}

function notANumber(text: string): RequestFault {
  return new ConversionFault(`${NOT_A_NUMBER}: ${text}`, text === '' ? NOT_A_NUMBER : `${NOT_A_NUMBER}: ${text}`)
}

/** Canonical text of 0.digits × 10^exponent; digits not empty, without zeros at either end. */
function printPlain(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : ''
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`
  if (exponent >= digits.length) return sign + digits + '0'.repeat(exponent - digits.length)
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`
}

/** A number taken apart: its value is 0.d1d2d3… × 10^exponent. */
export interface DecimalParts {
  readonly negative: boolean
  /** Significant digits without zeros at either end; '' for zero. */
  readonly digits: string
  /** 0 for zero. */
  readonly exponent: number
}

/** Sign, digits and exponent of a canonical number, for order-preserving encodings. */
export function decimalParts(canonical: string): DecimalParts {
  const negative = canonical.charCodeAt(0) === MINUS
  const start = negative ? 1 : 0
  const point = canonical.indexOf('.', start)
  let digits: string
  let exponent: number
  if (point === -1) {
    digits = canonical.slice(start)
    exponent = digits.length
  } else {
    digits = canonical.slice(start, point) + canonical.slice(point + 1)
    exponent = point - start
  }
  let first = 0
  while (first < digits.length && digits.charCodeAt(first) === ZERO) first++
  if (first === digits.length) return { negative: false, digits: '', exponent: 0 }
  let end = digits.length
  while (digits.charCodeAt(end - 1) === ZERO) end--
  return { negative, digits: digits.slice(first, end), exponent: exponent - first }
}

/** Below, at or above 0 as canonical number `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  const aNegative = a.charCodeAt(0) === MINUS
  if (aNegative !== (b.charCodeAt(0) === MINUS)) return aNegative ? -1 : 1
  const aWhole = wholeEnd(a)
  const bWhole = wholeEnd(b)
  // With as many digits before the point, canonical texts are aligned and compare like words.
  const magnitude = aWhole !== bWhole ? aWhole - bWhole : a < b ? -1 : 1
  return aNegative ? -magnitude : magnitude
}

function wholeEnd(canonical: string): number {
  const point = canonical.indexOf('.')
  return point === -1 ? canonical.length : point
}

/**
 * The exact sum of two canonical numbers.
 *
 * @throws DynamoError the sum is out of range or needs more than 38 digits; the service has one text for all of these
 */
export function addNumbers(a: string, b: string): string {
  // Integers of up to 15 characters have an exact sum as JavaScript numbers too.
  if (a.length <= 15 && b.length <= 15 && !a.includes('.') && !b.includes('.')) return String(Number(a) + Number(b))
  return addExactly(a, b)
}

/** The exact difference of two canonical numbers; errors as for `addNumbers`. */
export function subtractNumbers(a: string, b: string): string {
  return addNumbers(a, b === '0' ? b : b.charCodeAt(0) === MINUS ? b.slice(1) : `-${b}`)
}

function addExactly(a: string, b: string): string {
  const aScale = a.length - wholeEnd(a) - 1
  const bScale = b.length - wholeEnd(b) - 1
  const scale = Math.max(aScale, bScale, 0)
  const sum = scaledMantissa(a, aScale, scale) + scaledMantissa(b, bScale, scale)
  if (sum === 0n) return '0'
  const negative = sum < 0n
  const digits = (negative ? -sum : sum).toString()
  let end = digits.length
  while (digits.charCodeAt(end - 1) === ZERO) end--
  const exponent = digits.length - scale
  if (end > NUMBER_MAX_DIGITS || exponent - 1 > NUMBER_MAX_EXPONENT || exponent - 1 < NUMBER_MIN_EXPONENT) {
    throw validationError(OVERFLOW)
  }
  return printPlain(negative, digits.slice(0, end), exponent)
}

/** The canonical number × 10^scale as an integer; `ownScale` is its count of fraction digits, -1 without a point. */
function scaledMantissa(canonical: string, ownScale: number, scale: number): bigint {
  if (ownScale < 0) return BigInt(canonical + '0'.repeat(scale))
  const point = canonical.length - ownScale - 1
  return BigInt(canonical.slice(0, point) + canonical.slice(point + 1) + '0'.repeat(scale - ownScale))
}

/**
 * Bytes a canonical number takes in an item: one, one more for each pair of decimal digits it touches (pairs counted
 * from the decimal point), and one for a minus sign; zero takes one. Observed sizes fit this for all published samples.
 */
export function numberSize(canonical: string): number {
  const negative = canonical.charCodeAt(0) === MINUS
  const start = negative ? 1 : 0
  const whole = wholeEnd(canonical)
  let first = start
  while (first < canonical.length && !isSignificant(canonical, first)) first++
  if (first === canonical.length) return 1
  let last = canonical.length - 1
  while (!isSignificant(canonical, last)) last--
  const pairs = pairAt(last, whole) - pairAt(first, whole) + 1
  return 1 + pairs + start
}

function isSignificant(canonical: string, at: number): boolean {
  const code = canonical.charCodeAt(at)
  return code !== ZERO && code !== POINT
}

/** Which pair of digits a digit is in: 0, 1, 2 … after the point, -1, -2 … before it. */
function pairAt(at: number, whole: number): number {
  return at > whole ? (at - whole - 1) >> 1 : (at - whole) >> 1
}
