import {
  type BoundCondition,
  CapacityMeter,
  compileCondition,
  conditionPaths,
  type KeyDefinition,
  keyParts,
  keyRange,
  type QueryInput,
  validationError,
} from '#dynamo'
import { keyRangeRows } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { answerPage } from './support/answer-page.ts'
import { checkReadRequest } from './support/read-request.ts'
import { readSource } from './support/read-source.ts'
import { resolveIndex, resolveTable } from './support/resolve-table.ts'
import { checkCanGoOn, checkStartInRange, checkStartKey, checkStartRow, namesOneRow } from './support/start-key.ts'
import { worded } from './support/worded.ts'

function check(input: QueryInput) {
  const expressions = checkReadRequest('Query', input)
  const { keyCondition } = expressions
  if (keyCondition === undefined) {
    throw validationError(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    )
  }
  return { ...expressions, keyCondition }
}

/** A Query's filter may not name the key attributes of what it reads: the key condition is for those. */
function checkFilterNamesNoKey(key: KeyDefinition, filter: BoundCondition | undefined, legacy: boolean): void {
  if (filter === undefined) return
  const names = keyParts(key).map(part => part.name)
  const found = conditionPaths(filter).find(path => names.includes(path[0]))
  if (found === undefined) return
  throw validationError(
    `${legacy ? 'QueryFilter' : 'Filter Expression'} can only contain non-primary key attributes: Primary key attribute: ${found[0]}`,
  )
}

/** Items of one partition of a table or index, in the order of the sort key. */
export const query: Operation = (engine, input: QueryInput) => {
  const { keyCondition, filter, projection, startKey } = worded(engine, 'Query', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const index = resolveIndex(table, input.IndexName)
  const source = readSource(engine, table, index, input.ConsistentRead === true)
  const range = worded(engine, 'Query', () => keyRange(keyCondition, source.key, index?.definition.name))
  checkFilterNamesNoKey(source.key, filter, input.QueryFilter !== undefined)
  const rows = keyRangeRows(range)
  let after: ReturnType<typeof source.rowKeyOf> | undefined
  if (startKey !== undefined) {
    checkStartKey(source, startKey)
    checkStartInRange(source, range, startKey)
    checkCanGoOn(source, range)
    after = source.rowKeyOf(startKey)
    checkStartRow(rows, after)
  }
  // Such a page ends with its range, not with its Limit: a LastEvaluatedKey would name a page that is refused.
  const limit = namesOneRow(source, range) ? undefined : input.Limit
  return answerPage(
    engine,
    input,
    { source, rows, forward: input.ScanIndexForward !== false, limit, after },
    { condition: filter, predicate: filter && compileCondition(filter), projection },
    new CapacityMeter(input.TableName),
  )
}
