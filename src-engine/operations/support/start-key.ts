import {
  type AttributeMap,
  attributeOf,
  ConversionFault,
  checkKey,
  checkKeyElement,
  DynamoError,
  equalValues,
  isInSortRange,
  type KeyPart,
  type KeyRange,
  keyParts,
  RequestFault,
  readAttributeMap,
  validationError,
} from '#dynamo'
import { pageKeyNames, type ReadSource } from './read-source.ts'

const INVALID = 'The provided starting key is invalid'
const MISMATCH = 'The provided key element does not match the schema'

/**
 * Reads the values of ExclusiveStartKey in place. The older layer tells of faults of shape that they stand there; the
 * current one does not.
 *
 * @throws RequestFault with both texts
 */
export function readStartKey(startKey: AttributeMap | undefined): AttributeMap | undefined {
  if (startKey === undefined) return undefined
  try {
    return readAttributeMap(startKey)
  } catch (error) {
    if (!(error instanceof DynamoError) || error instanceof ConversionFault) throw error
    const older = error instanceof RequestFault ? error.olderMessage : error.message
    throw new RequestFault(error.message, `${INVALID}: ${older}`, error instanceof RequestFault && error.enveloped)
  }
}

/** A start key has as many attributes as the keys of what is read. First of its checks: before any condition's. */
export function checkStartKeyCount(source: ReadSource, startKey: AttributeMap): void {
  if (Object.keys(startKey).length !== pageKeyNames(source).length) throw validationError(INVALID)
}

/** One key attribute of what is read; faults of its value are told without saying where they are. */
export function checkStartKeyPart(source: ReadSource, startKey: AttributeMap, part: KeyPart): void {
  if (attributeOf(startKey, part.name) === undefined) throw validationError(INVALID)
  checkKeyElement(source.key, part, startKey)
}

/** The key of the table inside a start key. */
export function checkStartTableKey(source: ReadSource, startKey: AttributeMap): void {
  const { definition } = source.table.facts
  const tableKey = Object.fromEntries(
    keyParts(definition.key).map(part => [part.name, attributeOf(startKey, part.name)]),
  ) as AttributeMap
  try {
    checkKey(definition, tableKey)
  } catch (error) {
    throw error instanceof DynamoError ? validationError(`${INVALID}: ${error.message}`) : error
  }
}

/**
 * The start key of a Scan as far as it is a key of what is scanned. The older layer takes that of a table as a whole.
 *
 * @throws RequestFault, DynamoError
 */
export function checkScanStartKey(source: ReadSource, startKey: AttributeMap): void {
  try {
    checkStartKeyCount(source, startKey)
    for (const part of keyParts(source.key)) checkStartKeyPart(source, startKey, part)
  } catch (error) {
    if (source.index !== undefined || !(error instanceof DynamoError)) throw error
    const reason = error.message === INVALID ? MISMATCH : error.message
    throw new RequestFault(error.message, `${INVALID}: ${reason}`, false)
  }
}

/**
 * A Query goes on inside the partition and the sort range it asks for. Without a condition on the sort key the
 * partition is told from the key; with one, a start key of another partition is answered as one that ends a query.
 */
export function checkStartInRange(source: ReadSource, range: KeyRange, startKey: AttributeMap): void {
  const samePartition = source.key.partition.every((part, i) => {
    const value = attributeOf(startKey, part.name)
    const asked = range.partition[i]
    return value !== undefined && asked !== undefined && equalValues(value, asked)
  })
  const conditions = range.sortEquals.length + (range.sortRange === undefined ? 0 : 1)
  if (conditions === 0) {
    if (samePartition) return
    throw validationError('The provided starting key is outside query boundaries based on provided conditions')
  }
  if (!isInSortRange(range, source.key, startKey)) {
    throw validationError('The provided starting key does not match the range key predicate')
  }
  if (!samePartition || namesOneRow(source, range)) {
    throw validationError('The query can return at most one row and cannot be restarted')
  }
}

/** Whether a Query names one row of the table by its whole key. Of an index several rows may have the same key. */
export function namesOneRow({ index, key }: ReadSource, range: KeyRange): boolean {
  return index === undefined && range.sortEquals.length === key.sort.length
}
