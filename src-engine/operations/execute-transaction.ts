import { checkKey, type ExecuteTransactionInput } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { readParameters } from '../partiql/prepare-statement.ts'
import { columnsText } from '../partiql/select-columns.ts'
import { readTransaction, type TransactionRead, type TransactionWrite } from '../partiql/transaction-statements.ts'
import { tableRowKey } from '../storage/key-encoding.ts'
import type { StoredRow } from '../storage/rows.ts'
import { Cancellation } from '../transactions/cancellation.ts'
import {
  findReplay,
  rememberToken,
  replayMetered,
  replayReports,
  type TokenUse,
  tokenUse,
} from '../transactions/idempotency.ts'
import { readTogether } from '../transactions/read-together.ts'
import { checkDistinct } from '../transactions/transaction-limits.ts'
import { commitPlan, planWrites, replayReads, rowKeyOf } from '../transactions/write-plan.ts'
import type { Operation, Reply } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { worded } from './support/worded.ts'

/** Up to 100 statements about one item each, all reads or all writes and conditions: all of them or none. */
export const executeTransaction: Operation = (engine, input: ExecuteTransactionInput) => {
  worded(engine, 'ExecuteTransaction', () => input.TransactStatements.map(readParameters))
  const statements = readTransaction(engine, input.TransactStatements)
  if (statements.kind === 'reads') return read(engine, input, statements.reads)
  return write(engine, input, statements.writes)
}

function read(engine: EngineContext, input: ExecuteTransactionInput, reads: readonly TransactionRead[]): Reply {
  const cancellation = new Cancellation(reads.length)
  const targets = reads.flatMap(({ table, name, key, columns }, i) => {
    const { definition } = table.facts
    const rowKey = cancellation.validate(i, () => {
      checkKey(definition, key)
      return tableRowKey(definition.key, key)
    })
    return rowKey === undefined ? [] : [{ table, name, key: rowKey, rowKey, columns }]
  })
  cancellation.throwIfCancelled()
  checkDistinct(targets)
  const { rows, meters } = readTogether(engine, targets, cancellation)
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .list(
        'Responses',
        rows.map((row, i) => entry(row, targets[i]?.columns)),
      )
      .toString(),
    metered: {
      table: meters.onlyTable,
      readUnits: meters.total,
      returned: rows.filter(row => row !== undefined).length,
    },
  }
}

/** One entry of Responses. Unlike TransactGetItems it has an empty Item where the columns match nothing. */
function entry(row: StoredRow | undefined, columns: TransactionRead['columns']): string {
  if (row === undefined) return '{}'
  return new AnswerText().text('Item', columnsText(columns)(row[1])).toString()
}

function write(engine: EngineContext, input: ExecuteTransactionInput, writes: readonly TransactionWrite[]): Reply {
  const use = tokenUse(input.ClientRequestToken, input.TransactStatements)
  const replayed = use && replay(engine, input, use)
  if (replayed !== undefined) return replayed

  const cancellation = new Cancellation(writes.length)
  for (const [i, { action, table }] of writes.entries()) cancellation.validate(i, () => rowKeyOf(action, table))
  cancellation.throwIfCancelled()
  const plan = planWrites(
    engine,
    writes.map(({ action }) => action),
  )
  const meters = commitPlan(engine, plan)
  if (use !== undefined) rememberToken(engine, use, { reads: replayReads(plan), collections: {} })
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .text('Responses', '[]')
      .toString(),
    metered: { table: meters.onlyTable, writeUnits: meters.total },
  }
}

/** The answer to a request that has been done already; undefined for any other. */
function replay(engine: EngineContext, input: ExecuteTransactionInput, use: TokenUse): Reply | undefined {
  const found = findReplay(engine, use)
  if (found === undefined) return undefined
  return {
    body: new AnswerText()
      .value('ConsumedCapacity', replayReports(found, input.ReturnConsumedCapacity))
      .text('Responses', '[]')
      .toString(),
    metered: replayMetered(found),
  }
}
