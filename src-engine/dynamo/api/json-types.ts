import { ATTRIBUTE_MAP_TYPE, checkAttributeMapTypes, checkAttributeValueTypes } from './attribute-value-types.ts'
import { shapeNamed } from './newer-shapes.ts'
import { readBlob, readBoolean, readDouble, readInteger, readString, readTimestamp } from './scalar-types.ts'
import {
  arrayNotExpected,
  ELEMENT_NOT_SCALAR,
  javaStructure,
  MEMBER_NOT_SCALAR,
  NESTED_COLLECTION_NOT_SCALAR,
  OBJECT_NOT_EXPECTED,
  serializationFault,
} from './serialization-fault.ts'
import type { ListShape, MapShape, StructureShape } from './shape-data.ts'

/**
 * The first phase of the shape check: JSON types over the whole body, in document order, ending at the first fault.
 * Unknown members and nulls are dropped in place. A shape is compiled once into closures.
 */

/** Checks a value that is not null and returns the one to keep; containers are mended in place and returned. */
export type TypeCheck = (value: unknown) => unknown

/** Where a value stands: as a member of a structure, or as an element of a list or value of a map. The texts differ. */
type Place = 'member' | 'element'

const compiled = new Map<string, TypeCheck>()

/** The compiled type check of a shape in a place. Recursive shapes other than AttributeValue do not occur in inputs. */
export function typeCheckOf(shapeName: string, place: Place): TypeCheck {
  const key = `${place} ${shapeName}`
  const known = compiled.get(key)
  if (known) return known
  const check = compile(shapeName, place)
  compiled.set(key, check)
  return check
}

function compile(shapeName: string, place: Place): TypeCheck {
  if (shapeName === 'AttributeValue') {
    const scalarFault = place === 'member' ? MEMBER_NOT_SCALAR : ELEMENT_NOT_SCALAR
    return value => {
      checkAttributeValueTypes(value, scalarFault)
      return value
    }
  }
  const shape = shapeNamed(shapeName)
  switch (shape.type) {
    case 'structure':
      return compileStructure(shapeName, shape, place)
    case 'list':
      return compileList(shape, place)
    case 'map':
      return compileMap(shape, place)
    case 'string':
      return readString
    case 'integer':
      return value => readInteger(value, 'Integer')
    case 'long':
      return value => readInteger(value, 'Long')
    case 'double':
      return readDouble
    case 'timestamp':
      return readTimestamp
    case 'boolean':
      return readBoolean
    case 'blob':
      return readBlob
  }
}

function compileStructure(shapeName: string, shape: StructureShape, place: Place): TypeCheck {
  const members = new Map(Object.entries(shape.members).map(([name, to]) => [name, typeCheckOf(to, 'member')]))
  const scalarFault = place === 'member' ? MEMBER_NOT_SCALAR : ELEMENT_NOT_SCALAR
  const arrayFault = `class ${javaStructure(shapeName)}`
  return value => {
    if (typeof value !== 'object' || value === null) throw serializationFault(scalarFault)
    if (Array.isArray(value)) throw arrayNotExpected(arrayFault)
    const structure = value as Record<string, unknown>
    for (const name in structure) {
      const given = structure[name]
      const check = members.get(name)
      if (check === undefined || given === null || given === undefined) {
        delete structure[name]
        continue
      }
      const kept = check(given)
      if (kept !== given) structure[name] = kept
    }
    return structure
  }
}

function compileList(shape: ListShape, place: Place): TypeCheck {
  const check = typeCheckOf(shape.member, 'element')
  const scalarFault = place === 'member' ? MEMBER_NOT_SCALAR : NESTED_COLLECTION_NOT_SCALAR
  // An attribute value cannot be left out without moving its neighbours: it stays as one without a type.
  const nullsStay = shape.member === 'AttributeValue'
  return value => {
    if (!Array.isArray(value)) throw serializationFault(typeof value === 'object' ? OBJECT_NOT_EXPECTED : scalarFault)
    const list = value as unknown[]
    let nulls = 0
    for (let index = 0; index < list.length; index++) {
      const given = list[index]
      if (given === null || given === undefined) {
        if (nullsStay) list[index] = {}
        else nulls++
        continue
      }
      const kept = check(given)
      if (kept !== given) list[index] = kept
    }
    if (nulls > 0) {
      const kept = list.filter(element => element !== null && element !== undefined)
      list.length = 0
      for (const element of kept) list.push(element)
    }
    return list
  }
}

function compileMap(shape: MapShape, place: Place): TypeCheck {
  const scalarFault = place === 'member' ? MEMBER_NOT_SCALAR : NESTED_COLLECTION_NOT_SCALAR
  if (shape.value === 'AttributeValue') {
    return value => {
      checkAttributeMapTypes(value, scalarFault)
      return value
    }
  }
  const check = typeCheckOf(shape.value, 'element')
  const arrayFault = `java.util.Map<java.lang.String, ${javaTypeOf(shape.value)}>`
  return value => {
    if (typeof value !== 'object' || value === null) throw serializationFault(scalarFault)
    if (Array.isArray(value)) throw arrayNotExpected(arrayFault)
    const map = value as Record<string, unknown>
    for (const key in map) {
      const given = map[key]
      if (given === null || given === undefined) {
        delete map[key]
        continue
      }
      const kept = check(given)
      if (kept !== given) map[key] = kept
    }
    return map
  }
}

/** The generic Java type of a shape, as it is printed inside `Map<…>`. */
function javaTypeOf(shapeName: string): string {
  const shape = shapeNamed(shapeName)
  switch (shape.type) {
    case 'structure':
      return javaStructure(shapeName)
    case 'list':
      return `java.util.List<${javaTypeOf(shape.member)}>`
    case 'map':
      return shape.value === 'AttributeValue'
        ? ATTRIBUTE_MAP_TYPE
        : `java.util.Map<java.lang.String, ${javaTypeOf(shape.value)}>`
    default:
      return 'java.lang.String'
  }
}
