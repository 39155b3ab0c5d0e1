import {
  type AttributeMap,
  type BatchStatementRequest,
  type BoundSelect,
  checkKey,
  DynamoError,
  directionOf,
  parsedStatement,
  type SelectColumn,
  singleReadKey,
  validationError,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { resolveTable, tableNameOf } from '../operations/support/resolve-table.ts'
import { worded } from '../operations/support/worded.ts'
import { type RowKey, tableRowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'
import { type ReadyWrite, readyWrite } from './execute-write.ts'
import { prepareStatement, readParameters } from './prepare-statement.ts'

/** One statement of a batch as far as it comes before anything is read or written. */
export type BatchMember =
  | {
      readonly kind: 'refused'
      readonly error: DynamoError
      /** The table it names, which is answered where there is none of that name. */
      readonly tableName: string | undefined
    }
  | BatchRead
  | { readonly kind: 'write'; readonly write: ReadyWrite }

/** A read of one item. */
export interface BatchRead {
  readonly kind: 'read'
  readonly table: TableState
  readonly name: string
  readonly rowKey: RowKey
  readonly columns: readonly SelectColumn[] | undefined
  readonly consistent: boolean
}

/** Whether a statement of a batch reads or writes; undefined where it cannot be told. */
export function memberDirection({ Statement }: BatchStatementRequest): 'read' | 'write' | undefined {
  try {
    return directionOf(parsedStatement(Statement).tree)
  } catch (error) {
    if (error instanceof DynamoError) return undefined
    throw error
  }
}

/** Checks a statement by itself; what is wrong with it concerns no other. */
export function readyMember(engine: EngineContext, request: BatchStatementRequest): BatchMember {
  let tableName: string | undefined
  try {
    const bound = worded(engine, 'BatchExecuteStatement', () =>
      prepareStatement(engine, request.Statement, readParameters(request)),
    )
    if (bound.kind === 'exists') {
      throw validationError('EXISTS can only be used in ExecuteTransaction write requests.')
    }
    tableName = tableNameOf(bound.table)
    if (bound.kind === 'select') return readyRead(engine, bound, request.ConsistentRead === true)
    return { kind: 'write', write: readyWrite(engine, bound, undefined) }
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    const missing = error.code === 'ResourceNotFoundException'
    return { kind: 'refused', error, tableName: missing ? tableName : undefined }
  }
}

function readyRead(engine: EngineContext, select: BoundSelect, consistent: boolean): BatchRead {
  const table = resolveTable(engine, select.table)
  const { definition } = table.facts
  const key = singleKey(select, definition.key)
  checkKey(definition, key)
  return {
    kind: 'read',
    table,
    name: select.table,
    rowKey: tableRowKey(definition.key, key),
    columns: select.columns,
    consistent,
  }
}

function singleKey({ index, where }: BoundSelect, key: Parameters<typeof singleReadKey>[1]): AttributeMap {
  const found = index === undefined ? singleReadKey(where, key) : undefined
  if (found !== undefined) return found
  throw validationError(
    'Select statements within BatchExecuteStatement must specify the primary key in the where clause.',
  )
}
