import { type DynamoError, validationError } from '../errors/dynamo-error.ts'
import { type AttributeMap, type AttributeValue, attributeOf, typeOf } from '../values/attribute-value.ts'
import { equalValues } from '../values/equal.ts'
import { checkVectorAttributes } from '../vectors/check-vector-attributes.ts'
import { EmptyKeyValueError } from './check-key.ts'
import { type KeySide, type KeyValueFault, keyTooLong, keyValueFault } from './key-value.ts'
import type { IndexDefinition, KeyPart, TableDefinition } from './table-definition.ts'

/**
 * What indexes want of items about to be stored: index keys here, vectors in check-vector-attributes.ts. An item may
 * lack them (it is then not in the index), but a value that is there must fit. Of several faults the one of the first
 * index by name is reported, vector indexes last.
 */

const INVALID = 'One or more parameter values were invalid: '
const NOT_VALID = 'One or more parameter values are not valid. '
const UPDATE_TO_EMPTY =
  'The update expression attempted to update a secondary index key to a value that is not supported. '

type Fault = KeyValueFault | 'type'

interface IndexKeyFault {
  readonly index: IndexDefinition
  readonly part: KeyPart
  readonly side: KeySide
  readonly value: AttributeValue
  readonly fault: Fault
}

/**
 * Checks the index keys of a whole item that is put.
 *
 * @throws DynamoError bare in every operation
 */
export function checkIndexKeys(table: TableDefinition, item: AttributeMap): void {
  if (table.indexes.length > 0) {
    const found = firstFault(table, item, undefined)
    if (found !== undefined) throw putFault(found)
  }
  if (table.vectors !== undefined) checkVectorAttributes(table.vectors, item, { kind: 'put' })
}

/**
 * Checks what is known of an update before the stored item is read: the values that it assigns as they are
 * (`SET a = :v`), and the types of those that it computes (`SET a = b + :n`).
 *
 * @param assigned top-level attribute → the value it is set to
 * @param computed top-level attribute → some value of the type that it will have
 * @throws DynamoError bare in every operation
 */
export function checkAssignedIndexKeys(
  table: TableDefinition,
  assigned: AttributeMap,
  computed: AttributeMap = {},
): void {
  if (table.indexes.length > 0) {
    const found = firstFault(table, { ...computed, ...assigned }, undefined)
    if (found !== undefined) throw isEmptyFault(found.fault) ? updateFault(found) : putFault(found)
  }
  if (table.vectors !== undefined)
    checkVectorAttributes(table.vectors, assigned, { kind: 'update', before: undefined })
}

/**
 * Checks what an update has made of index keys. Values that it left alone pass: an index that was added later leaves
 * items out that do not fit it, and such items can still be updated.
 *
 * @throws DynamoError bare in every operation
 */
export function checkUpdatedIndexKeys(
  table: TableDefinition,
  after: AttributeMap,
  before: AttributeMap | undefined,
): void {
  if (table.indexes.length > 0) {
    const found = firstFault(table, after, before)
    if (found !== undefined) throw updateFault(found)
  }
  if (table.vectors !== undefined) checkVectorAttributes(table.vectors, after, { kind: 'update', before })
}

function firstFault(
  table: TableDefinition,
  item: AttributeMap,
  before: AttributeMap | undefined,
): IndexKeyFault | undefined {
  let first: IndexKeyFault | undefined
  for (const index of table.indexes) {
    if (first !== undefined && first.index.name < index.name) continue
    first = faultIn(index, item, before) ?? first
  }
  return first
}

function faultIn(
  index: IndexDefinition,
  item: AttributeMap,
  before: AttributeMap | undefined,
): IndexKeyFault | undefined {
  const { partition, sort } = index.key
  for (const part of partition) {
    const fault = faultOf(index, part, 'partition', item, before)
    if (fault !== undefined) return fault
  }
  for (const part of sort) {
    const fault = faultOf(index, part, 'sort', item, before)
    if (fault !== undefined) return fault
  }
  return undefined
}

function faultOf(
  index: IndexDefinition,
  part: KeyPart,
  side: KeySide,
  item: AttributeMap,
  before: AttributeMap | undefined,
): IndexKeyFault | undefined {
  const value = attributeOf(item, part.name)
  if (value === undefined) return undefined
  const fault = part.type in value ? keyValueFault(value, side) : 'type'
  if (fault === undefined) return undefined
  const previous = before && attributeOf(before, part.name)
  if (previous !== undefined && equalValues(previous, value)) return undefined
  return { index, part, side, value, fault }
}

function isEmptyFault(fault: Fault): fault is 'empty string' | 'empty binary' {
  return fault === 'empty string' || fault === 'empty binary'
}

function putFault({ index, part, side, value, fault }: IndexKeyFault): DynamoError {
  if (fault === 'type') {
    return validationError(
      `${INVALID}Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
    )
  }
  if (fault === 'too long') return validationError(keyTooLong(side))
  return new EmptyKeyValueError(
    `${NOT_VALID}A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an ${fault} value. IndexName: ${index.name}, IndexKey: ${part.name}`,
  )
}

function updateFault({ fault }: IndexKeyFault): DynamoError {
  if (fault === 'type') {
    return validationError('The update expression attempted to update the secondary index key to unsupported type')
  }
  if (fault === 'too long') {
    return validationError(
      'The update expression attempted to update the secondary index key beyond allowed size limits',
    )
  }
  return new EmptyKeyValueError(
    `${NOT_VALID}${UPDATE_TO_EMPTY}The AttributeValue for a key attribute cannot contain an ${fault} value.`,
  )
}
