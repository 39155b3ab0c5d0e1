import type { Json } from '../document/model-document.ts'

/**
 * A JSON number whose digits a JavaScript number would not give back (`1.0`, 20 digits, `1e400`) is kept as this
 * object, so that content we do not understand is written back as it was read. The member name holds a control
 * character: no file made by people or tools uses it.
 */
const DIGITS = '\u0000digits'

/** The number as Json: a plain number where that loses nothing. */
export function jsonNumber(digits: string): Json {
  const value = Number(digits)
  return JSON.stringify(value) === digits ? value : { [DIGITS]: digits }
}

/** The digits of a number that `jsonNumber` kept as an object; undefined for every other value. */
export function exactDigits(json: Json): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, DIGITS))
    return undefined
  const digits = (json as Readonly<Record<string, Json>>)[DIGITS]
  return typeof digits === 'string' ? digits : undefined
}
