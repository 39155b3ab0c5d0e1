import {
  type AttributeMap,
  type BoundExists,
  type BoundSelect,
  DynamoError,
  emptyAttributeMap,
  type ParameterizedStatement,
  type SelectColumn,
  singleReadKey,
  type TableDefinition,
  validationError,
  writeKey,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { resolveTable } from '../operations/support/resolve-table.ts'
import { worded } from '../operations/support/worded.ts'
import type { TableState } from '../tables/table-state.ts'
import { Cancellation } from '../transactions/cancellation.ts'
import type { WriteAction } from '../transactions/write-action.ts'
import { type BoundWrite, keyOfStatement, lowerExists, lowerInsert, lowerKeyed } from './lower-write.ts'
import { prepareStatement } from './prepare-statement.ts'

/** A read of one item in a transaction; whether the key fits its table is still to be asked. */
export interface TransactionRead {
  readonly table: TableState
  /** As the caller wrote it: a name or an ARN. */
  readonly name: string
  readonly key: AttributeMap
  readonly columns: readonly SelectColumn[] | undefined
}

/** A write or a condition, likewise. */
export interface TransactionWrite {
  readonly table: TableState
  readonly action: WriteAction
}

/** All statements of a transaction, in their order. */
export type TransactionStatements =
  | { readonly kind: 'reads'; readonly reads: readonly TransactionRead[] }
  | { readonly kind: 'writes'; readonly writes: readonly TransactionWrite[] }

/**
 * Reads the statements of a transaction one after the other. What is wrong with one refuses all, with its place in
 * front; that a table is missing is a reason for the transaction to be cancelled.
 *
 * @throws DynamoError ValidationException, TransactionCanceledException
 */
export function readTransaction(
  engine: EngineContext,
  statements: readonly ParameterizedStatement[],
): TransactionStatements {
  const missing = new Cancellation(statements.length)
  const reads: TransactionRead[] = []
  const writes: TransactionWrite[] = []
  const directions = new Set<'read' | 'write'>()
  for (const [i, statement] of statements.entries()) {
    placed(i, () => {
      const bound = worded(engine, 'ExecuteTransaction', () =>
        prepareStatement(engine, statement.Statement, statement.Parameters ?? []),
      )
      directions.add(bound.kind === 'select' ? 'read' : 'write')
      const name = bound.kind === 'exists' ? bound.select.table : bound.table
      const table = missing.attempt(i, () => resolveTable(engine, name))
      if (table === undefined) return
      const { definition } = table.facts
      if (bound.kind === 'select') {
        reads.push({ table, name, key: readKey(bound, definition), columns: bound.columns })
      } else {
        const returns = statement.ReturnValuesOnConditionCheckFailure
        const action =
          bound.kind === 'exists' ? existsAction(bound, definition, returns) : writeAction(bound, definition, returns)
        writes.push({ table, action })
      }
    })
  }
  if (directions.size === 2) {
    throw validationError(
      'ExecuteTransaction API does not support both read and write operations in the same request.',
    )
  }
  missing.throwIfCancelled()
  return directions.has('read') ? { kind: 'reads', reads } : { kind: 'writes', writes }
}

/** Says which statement a fault is about. */
function placed(position: number, step: () => void): void {
  try {
    step()
  } catch (error) {
    if (!(error instanceof DynamoError) || error.code !== 'ValidationException') throw error
    throw validationError(`Validation failed in TransactStatements[${position}]: ${error.message}`)
  }
}

function readKey(select: BoundSelect, { key }: TableDefinition): AttributeMap {
  checkNoIndex(select)
  const found = singleReadKey(select.where, key)
  if (found !== undefined) return found
  throw validationError(
    'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
  )
}

function checkNoIndex({ index }: BoundSelect): void {
  if (index !== undefined) throw validationError('Reads on indices are not supported within transactions.')
}

/** A key that is given two values has the first of them. */
function existsAction(
  exists: BoundExists,
  definition: TableDefinition,
  returns: WriteAction['returns'],
): WriteAction {
  checkNoIndex(exists.select)
  const found = writeKey(exists.select.where, definition.key)
  if (!found.complete || found.rest.length === 0) {
    throw validationError('EXISTS() must contain a single item read with additional condition')
  }
  return lowerExists(exists, definition, found, returns)
}

/** Whether the condition has the whole key is asked with the keys of all statements: what is missing is a reason. */
function writeAction(bound: BoundWrite, definition: TableDefinition, returns: WriteAction['returns']): WriteAction {
  if (bound.kind === 'insert') return lowerInsert(bound, returns)
  if (bound.returning !== undefined) throw validationError('RETURNING clause is not supported in ExecuteTransaction.')
  const found = keyOfStatement(bound, definition)
  const sound = found.contradicted === undefined ? found : { ...found, key: emptyAttributeMap() }
  return lowerKeyed(bound, definition, sound, returns)
}
