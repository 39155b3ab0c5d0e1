import { CapacityMeter, compileCondition, type ScanInput, validationError } from '#dynamo'
import { type RowKey, segmentRange } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { answerPage } from './support/answer-page.ts'
import { checkReadRequest } from './support/read-request.ts'
import { readSource } from './support/read-source.ts'
import { resolveIndex, resolveTable } from './support/resolve-table.ts'
import { checkStartKey } from './support/start-key.ts'
import { worded } from './support/worded.ts'

function check(input: ScanInput) {
  const { Segment, TotalSegments } = input
  if (Segment !== undefined && TotalSegments === undefined) {
    throw validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    )
  }
  if (TotalSegments !== undefined && Segment === undefined) {
    throw validationError(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    )
  }
  if (Segment !== undefined && TotalSegments !== undefined && Segment >= TotalSegments) {
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    )
  }
  return { ...checkReadRequest('Scan', input), segment: Segment ?? 0, totalSegments: TotalSegments ?? 1 }
}

/** All items of a table or index, partition by partition in the order of their hash; one segment of it, if asked. */
export const scan: Operation = (engine, input: ScanInput) => {
  const { filter, projection, startKey, segment, totalSegments } = worded(engine, 'Scan', () => check(input))
  const table = resolveTable(engine, input.TableName)
  const source = readSource(engine, table, resolveIndex(table, input.IndexName), input.ConsistentRead === true)
  const rows = segmentRange(segment, totalSegments)
  let after: RowKey | undefined
  if (startKey !== undefined) {
    checkStartKey(source, startKey)
    after = source.rowKeyOf(startKey)
    if (after.compare(rows.from) < 0 || (rows.to !== undefined && after.compare(rows.to) >= 0)) {
      throw validationError(
        `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${totalSegments} Segment: ${segment}`,
      )
    }
  }
  return answerPage(
    engine,
    input,
    { source, rows, forward: true, limit: input.Limit, after },
    { condition: filter, predicate: filter && compileCondition(filter), projection },
    new CapacityMeter(input.TableName),
  )
}
