import { RequestFault } from '../errors/request-fault.ts'
import { EXPRESSION_ATTRIBUTES_MAX_BYTES, EXPRESSION_PLACEHOLDER_MAX_BYTES } from '../limits.ts'
import type { AttributeMap, AttributeValue } from '../values/attribute-value.ts'
import { itemSize } from '../values/size.ts'
import { utf8Length } from '../values/utf8.ts'
import { type ExpressionKind, expressionFault } from './expression-kind.ts'

/** ExpressionAttributeNames and ExpressionAttributeValues of a request; the values have been read (wire.ts). */
export interface ExpressionAttributes {
  readonly names?: Readonly<Record<string, string>> | undefined
  readonly values?: AttributeMap | undefined
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

  /** @throws RequestFault a map is empty or has a key that cannot be a placeholder, names first; both are too large */
  constructor(attributes: ExpressionAttributes) {
    this.#names = attributes.names
    this.#values = attributes.values
    if (this.#names !== undefined) checkNames(this.#names)
    if (this.#values !== undefined) checkKeys(this.#values, 'ExpressionAttributeValues', VALUE_KEY)
    checkSize(attributes)
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

function checkNames(names: Readonly<Record<string, string>>): void {
  checkKeys(names, 'ExpressionAttributeNames', NAME_KEY)
  for (const key in names) {
    if (names[key] === '') {
      throw new RequestFault(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`)
    }
  }
}

function checkSize({ names, values }: ExpressionAttributes): void {
  let bytes = values === undefined ? 0 : itemSize(values)
  for (const key in names) bytes += key.length + utf8Length(names[key] ?? '')
  if (bytes <= EXPRESSION_ATTRIBUTES_MAX_BYTES) return
  // The service's own text for this is not known.
  throw new RequestFault(
    `One or more parameter values were invalid: Size of ExpressionAttributeNames and ExpressionAttributeValues has exceeded the maximum of ${EXPRESSION_ATTRIBUTES_MAX_BYTES} bytes`,
  )
}

function checkKeys(map: object, parameter: string, pattern: RegExp): void {
  let empty = true
  for (const key in map) {
    empty = false
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
  if (empty) throw new RequestFault(`${parameter} must not be empty`)
}
