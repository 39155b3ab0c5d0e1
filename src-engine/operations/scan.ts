import { CapacityMeter, checkKeyPaths, conditionPaths, type ScanInput, validationError } from '#dynamo'
import { type RowKey, segmentRange } from '../storage/key-encoding.ts'
import type { Operation } from './operation.ts'
import { answerPage } from './support/answer-page.ts'
import { checkScanRequest } from './support/read-request.ts'
import { checkHoldsAll, readSource } from './support/read-source.ts'
import { resolveIndex, resolveTable } from './support/resolve-table.ts'
import { checkScanStartKey, checkStartTableKey } from './support/start-key.ts'
import { worded } from './support/worded.ts'

/** All items of a table or index, partition by partition in the order of their hash; one segment of it, if asked. */
export const scan: Operation = (engine, input: ScanInput) => {
  const { filter, projection, startKey } = worded(engine, 'Scan', () => checkScanRequest(input))
  const table = resolveTable(engine, input.TableName)
  const source = readSource(engine, table, resolveIndex('Scan', table, input), input.ConsistentRead === true)
  const { definition } = table.facts
  const segment = input.Segment ?? 0
  const totalSegments = input.TotalSegments ?? 1
  const rows = segmentRange(segment, totalSegments)
  let after: RowKey | undefined
  if (startKey !== undefined) worded(engine, 'Scan', () => checkScanStartKey(source, startKey))
  checkHoldsAll(source, input.Select)
  if (startKey !== undefined) {
    checkStartTableKey(source, startKey)
    after = source.rowKeyOf(startKey)
    if (after.compare(rows.from) < 0 || (rows.to !== undefined && after.compare(rows.to) >= 0)) {
      throw validationError(
        `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${totalSegments} Segment: ${segment}`,
      )
    }
  }
  if (projection !== undefined) checkKeyPaths(definition, projection.paths)
  if (filter !== undefined) checkKeyPaths(definition, conditionPaths(filter))
  return answerPage(
    engine,
    input,
    { source, rows, forward: true, limit: input.Limit, after },
    { filter, projection },
    new CapacityMeter(input.TableName),
  )
}
