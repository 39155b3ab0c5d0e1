import { RequestFault } from '../errors/request-fault.ts'
import { EXPRESSION_ATTRIBUTES_MAX_BYTES, EXPRESSION_PLACEHOLDER_MAX_BYTES } from '../limits.ts'
import type { AttributeMap, AttributeValue } from '../values/attribute-value.ts'
import { valueSize } from '../values/size.ts'
import { utf8Length } from '../values/utf8.ts'
import { attributeNameFault } from '../values/wire.ts'
import { type ExpressionKind, expressionFault } from './expression-kind.ts'

/** ExpressionAttributeNames and ExpressionAttributeValues of a request. */
export interface ExpressionAttributes {
  readonly names?: Readonly<Record<string, string>> | undefined
  readonly values?: AttributeMap | undefined
  /** Reads the values in place (wire.ts) once their placeholders are known to be fine; absent where they have been read. */
  readonly readValues?: ((values: AttributeMap) => void) | undefined
}

const NAME_KEY = /^#[0-9A-Za-z_]+$/
const VALUE_KEY = /^:[0-9A-Za-z_]+$/

/**
 * The names and values of one request while its expressions are bound, in the service's order: update, condition, key
 * condition, filter, projection. Remembers what was used; `finish()` after the last expression refuses the rest.
 */
export class Bindings {
  readonly #names: Readonly<Record<string, string>> | undefined
  readonly #values: AttributeMap | undefined
  readonly #used = new Set<string>()

  /** @throws RequestFault a map is empty or has a key that cannot be a placeholder, names first; both are too large; and what `readValues` throws */
  constructor({ names, values, readValues }: ExpressionAttributes) {
    this.#names = names
    this.#values = values
    const bytes = names === undefined ? 0 : checkNames(names)
    if (values === undefined) return
    checkPlaceholders(values)
    readValues?.(values)
    checkValues(values, bytes)
  }

  /** The attribute name of `#name`. @throws RequestFault it is not defined */
  name(kind: ExpressionKind, placeholder: string): string {
    const names = this.#names
    const name = names !== undefined && Object.hasOwn(names, placeholder) ? names[placeholder] : undefined
    if (name === undefined) {
      throw expressionFault(
        kind,
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      )
    }
    this.#used.add(placeholder)
    return name
  }

  /** The value of `:value`. @throws RequestFault it is not defined */
  value(kind: ExpressionKind, placeholder: string): AttributeValue {
    const values = this.#values
    const value = values !== undefined && Object.hasOwn(values, placeholder) ? values[placeholder] : undefined
    if (value === undefined) {
      throw expressionFault(
        kind,
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      )
    }
    this.#used.add(placeholder)
    return value
  }

  /** To be called once, after all expressions. @throws RequestFault names, then values, that none of them used */
  finish(): void {
    if (this.#names !== undefined) this.#refuseUnused(this.#names, 'ExpressionAttributeNames')
    if (this.#values !== undefined) this.#refuseUnused(this.#values, 'ExpressionAttributeValues')
  }

  #refuseUnused(map: object, parameter: string): void {
    let unused: string[] | undefined
    for (const key in map) {
      if (this.#used.has(key)) continue
      if (unused === undefined) unused = [key]
      else unused.push(key)
    }
    if (unused !== undefined) {
      throw new RequestFault(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`)
    }
  }
}

/**
 * Checks the names in one pass, which ends where there are too many: a request may bring hundreds of thousands. Returns
 * their size in bytes, placeholders included.
 */
function checkNames(names: Readonly<Record<string, string>>): number {
  let bytes = 0
  let faulty: string | undefined
  for (const key in names) {
    checkKey(key, 'ExpressionAttributeNames', NAME_KEY)
    const name = names[key] ?? ''
    faulty ??= invalidName(key, name)
    bytes += key.length + utf8Length(name)
    checkSize(bytes)
  }
  if (bytes === 0) throw emptyMap('ExpressionAttributeNames')
  if (faulty === undefined) return bytes
  throw new RequestFault(`ExpressionAttributeNames contains invalid value: ${faulty}`)
}

function invalidName(key: string, name: string): string | undefined {
  const fault = attributeNameFault(name)
  return fault === undefined ? undefined : `${fault} for key ${key}`
}

/** Checks the keys of the values, which may be anything yet. */
function checkPlaceholders(values: AttributeMap): void {
  let empty = true
  for (const key in values) {
    checkKey(key, 'ExpressionAttributeValues', VALUE_KEY)
    empty = false
  }
  if (empty) throw emptyMap('ExpressionAttributeValues')
}

/** Checks how large the values are; `bytes` is the size of the names. */
function checkValues(values: AttributeMap, bytes: number): void {
  let sum = bytes
  for (const key in values) {
    const value = values[key]
    sum += key.length + (value === undefined ? 0 : valueSize(value))
    checkSize(sum)
  }
}

function checkSize(bytes: number): void {
  if (bytes <= EXPRESSION_ATTRIBUTES_MAX_BYTES) return
  // The service's own text for this is not known.
  throw new RequestFault(
    `One or more parameter values were invalid: Size of ExpressionAttributeNames and ExpressionAttributeValues has exceeded the maximum of ${EXPRESSION_ATTRIBUTES_MAX_BYTES} bytes`,
  )
}

function checkKey(key: string, parameter: string, pattern: RegExp): void {
  if (!pattern.test(key)) {
    throw new RequestFault(`${parameter} contains invalid key: Syntax error; key: "${key}"`)
  }
  // The pattern leaves only characters of one byte.
  if (key.length > EXPRESSION_PLACEHOLDER_MAX_BYTES) {
    throw new RequestFault(
      `${parameter} contains invalid key: The expression attribute map contains a key that is too long; size of key: ${key.length}`,
    )
  }
}

function emptyMap(parameter: string): RequestFault {
  return new RequestFault(`${parameter} must not be empty`)
}
