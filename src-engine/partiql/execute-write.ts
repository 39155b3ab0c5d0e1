import {
  type CapacityMeter,
  DynamoError,
  type Item,
  projectUpdated,
  type ReturnValuesOnConditionCheckFailure,
  updateTargets,
  writeUnits,
} from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { admitWrite } from '../operations/support/admission.ts'
import { doWrite, meterWrite } from '../operations/support/commit-write.ts'
import { CollectionLimit } from '../operations/support/item-collection.ts'
import { type Before, planWrite, readBefore } from '../operations/support/plan-write.ts'
import { resolveTable } from '../operations/support/resolve-table.ts'
import type { RowKey } from '../storage/key-encoding.ts'
import type { TableState } from '../tables/table-state.ts'
import type { WriteAction } from '../transactions/write-action.ts'
import { decideWrite, type PlannedWrite, rowKeyOf } from '../transactions/write-plan.ts'
import { type BoundWrite, keyOfStatement, lowerInsert, lowerKeyed, writeKeyFault } from './lower-write.ts'

/** A statement that writes, checked against its table: what is left to fail depends on the item stored. */
export interface ReadyWrite {
  readonly table: TableState
  readonly key: RowKey
  readonly statement: BoundWrite
  readonly action: WriteAction
}

/** Where a write is counted. */
export interface WriteMetering {
  /** The meter of a write that happens. */
  done(): CapacityMeter
  /** Told what a write costs that is refused once its item has been looked at. */
  refused(units: number): void
}

/** @throws DynamoError ResourceNotFoundException, and everything that the table's keys forbid */
export function readyWrite(
  engine: EngineContext,
  statement: BoundWrite,
  returns: ReturnValuesOnConditionCheckFailure | undefined,
): ReadyWrite {
  const inserted = statement.kind === 'insert' ? lowerInsert(statement, returns) : undefined
  const table = resolveTable(engine, statement.table)
  const action = inserted ?? keyedAction(statement, table, returns)
  return { table, key: rowKeyOf(action, table), statement, action }
}

function keyedAction(
  statement: BoundWrite,
  table: TableState,
  returns: ReturnValuesOnConditionCheckFailure | undefined,
): WriteAction {
  if (statement.kind === 'insert') return lowerInsert(statement, returns)
  const { definition } = table.facts
  const found = keyOfStatement(statement, definition)
  const fault = writeKeyFault(found)
  if (fault !== undefined) throw fault
  return lowerKeyed(statement, definition, found, returns)
}

/**
 * Does the write.
 *
 * @returns what RETURNING asks for, as wire JSON; undefined for nothing
 * @throws DynamoError DuplicateItemException, ConditionalCheckFailedException, what an update refuses, or that the write
 *   has to wait for throughput
 */
export function executeWrite(
  engine: EngineContext,
  { table, key, statement, action }: ReadyWrite,
  metering: WriteMetering,
): string | undefined {
  const before = readBefore(table, key, action.condition === undefined && !looksInside(statement))
  let plan: PlannedWrite
  try {
    plan = decideWrite(action, table, key, 'single', before)
  } catch (error) {
    if (isJudgement(error)) admitWrite(engine, planWrite({ table, key, before, after: 'untouched' }))
    metering.refused(writeUnits(Math.max(before.size ?? 0, sizeSent(action))))
    throw error
  }
  new CollectionLimit(engine.behavior.itemCollectionLimit).admit(plan)
  admitWrite(engine, plan)
  meterWrite(plan, metering.done())
  doWrite(engine, plan, 'request')
  return returned(statement, before, plan.after)
}

/** Whether a write was refused for what its item is, which costs as much as a write of it. */
function isJudgement(error: unknown): boolean {
  return (
    error instanceof DynamoError &&
    (error.code === 'ConditionalCheckFailedException' || error.code === 'DuplicateItemException')
  )
}

function sizeSent({ change }: WriteAction): number {
  return change.kind === 'put' ? change.after.size : 0
}

function looksInside(statement: BoundWrite): boolean {
  return statement.kind === 'update' || (statement.kind === 'delete' && statement.returning !== undefined)
}

function returned(statement: BoundWrite, before: Before, after: PlannedWrite['after']): string | undefined {
  if (statement.kind === 'insert') return undefined
  const newItem = after === undefined || after === 'untouched' ? undefined : after.item
  switch (statement.returning) {
    case undefined:
      return undefined
    case 'ALL OLD':
      return before.text
    case 'ALL NEW':
      return text(newItem)
    case 'MODIFIED OLD':
      return text(modified(statement, before.item()))
    case 'MODIFIED NEW':
      return text(modified(statement, newItem))
  }
}

/** The parts of the item at the paths that the statement names, wherever a list may have put them. */
function modified(statement: BoundWrite, item: Item | undefined): Item | undefined {
  return statement.kind === 'update' ? projectUpdated(item, updateTargets(statement.update)) : undefined
}

function text(item: Item | undefined): string | undefined {
  return item === undefined ? undefined : JSON.stringify(item)
}
