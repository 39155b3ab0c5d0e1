import { readBlob, readBoolean, readString } from './scalar-types.ts'
import {
  arrayNotExpected,
  ELEMENT_NOT_SCALAR,
  javaStructure,
  MEMBER_NOT_SCALAR,
  OBJECT_NOT_EXPECTED,
  serializationFault,
} from './serialization-fault.ts'

/**
 * JSON types inside attribute values, by hand instead of compiled: they make up nearly all of a request's bytes, and
 * the shape is recursive. What a value means (numbers, sets, one type only) is the business of values/wire.ts.
 */

/**
 * Deeper levels are not looked at: the service allows 32 and answers anything deeper with a ValidationException when it
 * reads the values, and a hostile body must not overflow the stack.
 */
const DEEPEST_LEVEL = 64

const ATTRIBUTE_VALUE = javaStructure('AttributeValue')

/** What an array is answered with where a map of attribute values belongs. */
export const ATTRIBUTE_MAP_TYPE = `java.util.Map<java.lang.String, ${ATTRIBUTE_VALUE}>`

/** Checks one attribute value in place. `scalarFault` is the text for a scalar in its place, which depends on that place. */
export function checkAttributeValueTypes(value: unknown, scalarFault: string, level = 0): void {
  if (typeof value !== 'object' || value === null) throw serializationFault(scalarFault)
  if (Array.isArray(value)) throw arrayNotExpected(`class ${ATTRIBUTE_VALUE}`)
  const members = value as Record<string, unknown>
  for (const tag in members) {
    const content = members[tag]
    if (content === null) {
      delete members[tag]
      continue
    }
    switch (tag) {
      case 'S':
      case 'N':
        if (typeof content !== 'string') readString(content)
        break
      case 'B':
        readBlob(content)
        break
      case 'BOOL':
      case 'NULL':
        if (typeof content !== 'boolean') members[tag] = readBoolean(content)
        break
      case 'SS':
      case 'NS':
        checkSet(content, readString)
        break
      case 'BS':
        checkSet(content, readBlob)
        break
      case 'L':
        checkList(content, level + 1)
        break
      case 'M':
        checkAttributeMapTypes(content, MEMBER_NOT_SCALAR, level + 1)
        break
      default:
        delete members[tag]
    }
  }
}

/** Checks a map of attribute values in place: an item, a key, expression values or the content of an `M`. */
export function checkAttributeMapTypes(value: unknown, scalarFault: string, level = 0): void {
  if (typeof value !== 'object' || value === null) throw serializationFault(scalarFault)
  if (Array.isArray(value)) throw arrayNotExpected(ATTRIBUTE_MAP_TYPE)
  if (level > DEEPEST_LEVEL) return
  const map = value as Record<string, unknown>
  for (const name in map) {
    const content = map[name]
    if (content === null) delete map[name]
    else checkAttributeValueTypes(content, ELEMENT_NOT_SCALAR, level)
  }
}

function checkList(value: unknown, level: number): void {
  const list = listOf(value)
  if (level > DEEPEST_LEVEL) return
  for (let index = 0; index < list.length; index++) {
    const element = list[index]
    // An element cannot be left out without moving its neighbours: it stays as a value without a type, which is refused.
    if (element === null) list[index] = {}
    else checkAttributeValueTypes(element, ELEMENT_NOT_SCALAR, level)
  }
}

function checkSet(value: unknown, read: (element: unknown) => string): void {
  const set = listOf(value)
  let nulls = 0
  for (const element of set) {
    if (element === null) nulls++
    else if (typeof element !== 'string' || read === readBlob) read(element)
  }
  if (nulls > 0) set.splice(0, set.length, ...set.filter(element => element !== null))
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  throw serializationFault(typeof value === 'object' ? OBJECT_NOT_EXPECTED : MEMBER_NOT_SCALAR)
}
