import {
  type AttributeValue,
  type BoundStatement,
  bindStatement,
  indexRead,
  type ParameterizedStatement,
  parsedStatement,
  readAttributeValue,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { tableNameOf } from '../operations/support/resolve-table.ts'

/**
 * The values of a statement's `?`, checked and made canonical in place. Of a request with several statements all are
 * read before any text is.
 *
 * @throws DynamoError
 */
export function readParameters({ Parameters }: ParameterizedStatement): readonly AttributeValue[] {
  const values = Parameters ?? []
  for (const value of values) readAttributeValue(value)
  return values
}

/** Everything about a statement that can be known before its table is looked up. @throws DynamoError */
export function prepareStatement(
  engine: EngineContext,
  text: string,
  parameters: readonly AttributeValue[],
): BoundStatement {
  const parsed = parsedStatement(text)
  checkIndexKey(engine, indexRead(parsed.tree))
  return bindStatement(parsed, parameters)
}

/** PartiQL knows no index with several partition or sort attributes, and says so before it looks any closer. */
function checkIndexKey({ store }: EngineContext, read: ReturnType<typeof indexRead>): void {
  if (read === undefined) return
  const table = store.tables.get(tableNameOf(read.table))
  const key = table?.indexes.find(({ definition }) => definition.name === read.index)?.definition.key
  if (key === undefined || (key.partition.length === 1 && key.sort.length <= 1)) return
  throw validationError(
    'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
  )
}
