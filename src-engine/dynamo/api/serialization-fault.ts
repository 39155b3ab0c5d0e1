import { DynamoError } from '../errors/dynamo-error.ts'

/** The error for a JSON value of the wrong type. Texts: captures of the service, one per pair of found and expected type. */
export function serializationFault(message: string): DynamoError {
  return new DynamoError('SerializationException', message)
}

const PACKAGE = 'com.amazonaws.dynamodb.v20120810.'

/** An object where a scalar or a list belongs. */
export const OBJECT_NOT_EXPECTED = 'Start of structure or map found where not expected'

/** A scalar where a list, map or structure belongs, as a member of a structure. */
export const MEMBER_NOT_SCALAR = 'Unexpected field type'

/** A scalar where a structure belongs, as an element of a list or a value of a map. */
export const ELEMENT_NOT_SCALAR = 'Unexpected value type in payload'

/** A scalar where a list or map belongs, as an element of a list or a value of a map: the service's own cast fails. */
export const NESTED_COLLECTION_NOT_SCALAR =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
  "loader 'bootstrap')"

/** The Java name of a structure, as arrays in its place are answered with. */
export function javaStructure(shapeName: string): string {
  return PACKAGE + shapeName
}

/** A scalar of one JSON type where another Java type belongs. */
export function notConvertible(value: string | number | boolean, javaType: string): DynamoError {
  return serializationFault(`${tokenOf(value)} cannot be converted to ${javaType}`)
}

/** An array where something else belongs; `javaType` is the full Java type. */
export function arrayNotExpected(javaType: string): DynamoError {
  return serializationFault(`Unrecognized collection type ${javaType}`)
}

function tokenOf(value: string | number | boolean): string {
  if (typeof value === 'string') return 'STRING_VALUE'
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'
  return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
}
