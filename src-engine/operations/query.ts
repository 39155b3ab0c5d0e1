import {
  type AttributeMap,
  type BoundCondition,
  type BoundKeyCondition,
  CapacityMeter,
  checkKeyPaths,
  compareUtf8,
  conditionPaths,
  type KeyRange,
  keyParts,
  keyRange,
  type QueryInput,
  validationError,
} from '#dynamo'
import { keyRangeRows } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { answerPage } from './support/answer-page.ts'
import { checkQueryRequest } from './support/read-request.ts'
import { checkHoldsAll, notProjected, type ReadSource, readSource } from './support/read-source.ts'
import { resolveIndex, resolveTable } from './support/resolve-table.ts'
import {
  checkStartInRange,
  checkStartKeyCount,
  checkStartKeyPart,
  checkStartTableKey,
  namesOneRow,
} from './support/start-key.ts'
import { worded } from './support/worded.ts'

/** The key condition held against the key of what is read, which the start key is looked at along with. */
function rangeOf(condition: BoundKeyCondition, source: ReadSource, startKey: AttributeMap | undefined): KeyRange {
  const indexName = source.index?.definition.name
  if (startKey === undefined) return keyRange(condition, source.key, indexName)
  checkStartKeyCount(source, startKey)
  return keyRange(condition, source.key, indexName, part => checkStartKeyPart(source, startKey, part))
}

/**
 * A Query's filter may not name the key attributes of what it reads, as the key condition is for those, nor attributes
 * that an index does not hold: not even those of a local index, which are fetched for answers only.
 */
function checkFilter(source: ReadSource, filter: BoundCondition, legacy: boolean): void {
  const names = conditionPaths(filter).map(path => path[0])
  const part = keyParts(source.key).find(({ name }) => names.includes(name))
  if (part !== undefined) {
    throw validationError(
      `${legacy ? 'QueryFilter' : 'Filter Expression'} can only contain non-primary key attributes: Primary key attribute: ${part.name}`,
    )
  }
  const missing = notProjected(source, names)
  if (source.index === undefined || missing.length === 0) return
  throw validationError(
    `One or more parameter values were invalid: Secondary index ${source.index.definition.name} does not project one or more filter attributes: [${missing.sort(compareUtf8).join(', ')}]`,
  )
}

/** Items of one partition of a table or index, in the order of the sort key. */
export const query: Operation = (engine, input: QueryInput) => {
  const { keyCondition, filter, projection, startKey } = worded(engine, 'Query', () => checkQueryRequest(input))
  const table = resolveTable(engine, input.TableName)
  const index = resolveIndex('Query', table, input)
  const source = readSource(engine, table, index, input.ConsistentRead === true)
  const range = worded(engine, 'Query', () => rangeOf(keyCondition, source, startKey))
  if (startKey !== undefined) {
    checkStartTableKey(source, startKey)
    checkStartInRange(source, range, startKey)
  }
  if (projection !== undefined) checkKeyPaths(table.facts.definition, projection.paths)
  if (filter !== undefined) checkFilter(source, filter, input.QueryFilter !== undefined)
  checkHoldsAll(source, input.Select)
  if (filter !== undefined) checkKeyPaths(table.facts.definition, conditionPaths(filter))
  // Such a page ends with its range, not with its Limit: a LastEvaluatedKey would name a page that is refused.
  const limit = namesOneRow(source, range) ? undefined : input.Limit
  return answerPage(
    engine,
    input,
    {
      source,
      rows: keyRangeRows(range),
      forward: input.ScanIndexForward !== false,
      limit,
      after: startKey && source.rowKeyOf(startKey),
    },
    { filter, projection },
    new CapacityMeter(input.TableName),
  )
}
