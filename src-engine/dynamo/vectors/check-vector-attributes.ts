import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { EmptyKeyValueError } from '../schema/check-key.ts'
import { keyTooLong, keyValueFault } from '../schema/key-value.ts'
import type { SearchAttribute, VectorIndexDefinition } from '../schema/table-definition.ts'
import { type AttributeMap, type AttributeValue, attributeOf, typeOf } from '../values/attribute-value.ts'
import { equalValues } from '../values/equal.ts'
import { readVector, scientificText, type VectorFault } from './vector-values.ts'

/*
 * Vectors and search attributes in items about to be stored. An item may lack them, but a value that is there must fit.
 * Texts, full stops included: observations of the service, August 2026. Of several faults the one of the first index by
 * name is reported, its vector before its search attributes, which nobody has seen.
 */

const INVALID = 'One or more parameter values were invalid. '
const NOT_VALID = 'One or more parameter values are not valid. '
const UPDATE_TO_EMPTY =
  'The update expression attempted to update a secondary index key to a value that is not supported. '

/**
 * @param item the item, or of an update what it assigns
 * @param write of an update with the stored item: values that it left alone pass. An index that was added later leaves
 * out items that do not fit, and they can still be updated.
 * @throws DynamoError bare in every operation
 */
export function checkVectorAttributes(
  indexes: readonly VectorIndexDefinition[],
  item: AttributeMap,
  write: { readonly kind: 'put' } | { readonly kind: 'update'; readonly before: AttributeMap | undefined },
): void {
  let first: { readonly name: string; readonly error: DynamoError } | undefined
  for (const index of indexes) {
    if (first !== undefined && first.name < index.name) continue
    const error = faultIn(index, item, write.kind === 'update' ? write.before : undefined, write.kind)
    if (error !== undefined) first = { name: index.name, error }
  }
  if (first !== undefined) throw first.error
}

function faultIn(
  index: VectorIndexDefinition,
  item: AttributeMap,
  before: AttributeMap | undefined,
  kind: 'put' | 'update',
): DynamoError | undefined {
  const value = newValue(index.attribute, item, before)
  const read = value === undefined ? undefined : readVector(value, index.dimensions)
  if (read !== undefined && !(read instanceof Float32Array)) return vectorFault(index, read)
  for (const attribute of index.searchSchema) {
    const given = newValue(attribute.name, item, before)
    const fault = given && searchAttributeFault(index, attribute, given, kind)
    if (fault !== undefined) return fault
  }
  return undefined
}

function newValue(name: string, item: AttributeMap, before: AttributeMap | undefined): AttributeValue | undefined {
  const value = attributeOf(item, name)
  const previous = before && attributeOf(before, name)
  return value !== undefined && previous !== undefined && equalValues(previous, value) ? undefined : value
}

function vectorFault({ name, attribute, dimensions }: VectorIndexDefinition, fault: VectorFault): DynamoError {
  switch (fault.kind) {
    case 'no list':
      return validationError(
        `${INVALID}Invalid type for parameter ${attribute}, Expected: 32-bit floating point number list IndexName: ${name}`,
      )
    case 'no number':
      return validationError(
        `${INVALID}Invalid type for parameter ${attribute}[${fault.at}], Expected: 32-bit floating point number, Actual: ${fault.type}. IndexName: ${name}`,
      )
    case 'out of range':
      return validationError(
        `${INVALID}Invalid value for parameter ${attribute}[${fault.at}], Value: ${scientificText(fault.value)} is outside valid range [-3.4028235E38, 3.4028235E38]. IndexName: ${name}`,
      )
    case 'length':
      return validationError(
        `${INVALID}Invalid size for parameter ${attribute}, Expected: ${dimensions}, Actual: ${fault.length} IndexName: ${name}`,
      )
  }
}

function searchAttributeFault(
  index: VectorIndexDefinition,
  { name, type, role }: SearchAttribute,
  value: AttributeValue,
  kind: 'put' | 'update',
): DynamoError | undefined {
  if (!(type in value)) {
    return validationError(
      `${INVALID}Attribute '${name}' type mismatch. Expected: ${type}, Actual: ${typeOf(value)}. IndexName: ${index.name}`,
    )
  }
  const fault = role === 'HASH' ? keyValueFault(value, 'partition') : undefined
  if (fault === undefined) return undefined
  if (fault === 'too long') return validationError(keyTooLong('partition'))
  const empty = `The AttributeValue for a key attribute cannot contain an ${fault} value.`
  return new EmptyKeyValueError(
    kind === 'update'
      ? `${NOT_VALID}${UPDATE_TO_EMPTY}${empty}`
      : `${NOT_VALID}A value specified for a secondary index key is not supported. ${empty} IndexName: ${index.name}, IndexKey: ${name}`,
  )
}
