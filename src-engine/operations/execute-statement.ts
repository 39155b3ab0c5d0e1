import { type BoundSelect, CapacityMeter, type ExecuteStatementInput, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { executeWrite, readyWrite } from '../partiql/execute-write.ts'
import type { BoundWrite } from '../partiql/lower-write.ts'
import { readNextToken, type TokenStatement, writeNextToken } from '../partiql/next-token.ts'
import { prepareStatement, readParameters } from '../partiql/prepare-statement.ts'
import { readSelect, type SelectStart } from '../partiql/read-select.ts'
import { planSelect } from '../partiql/select-plan.ts'
import type { Operation, Reply, Unfinished } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { worded } from './support/worded.ts'

const BEGINNING: SelectStart = { walk: 0, after: undefined }

/** Reads or writes as a PartiQL statement says. */
export const executeStatement: Operation = (engine, input: ExecuteStatementInput) => {
  const { text, parameters, bound } = worded(engine, 'ExecuteStatement', () => {
    const text = input.Statement
    const parameters = readParameters(input)
    return { text, parameters, bound: prepareStatement(engine, text, parameters) }
  })
  const start = input.NextToken === undefined ? BEGINNING : readNextToken(input.NextToken, { text, parameters })
  switch (bound.kind) {
    case 'select':
      return select(engine, input, bound, { text, parameters }, start)
    case 'exists':
      throw validationError('EXISTS can only be used in ExecuteTransaction write requests.')
    default:
      return write(engine, input, bound)
  }
}

function select(
  engine: EngineContext,
  input: ExecuteStatementInput,
  bound: BoundSelect,
  statement: TokenStatement,
  start: SelectStart,
): Reply | Unfinished {
  const plan = planSelect(engine, bound, input.ConsistentRead === true)
  const meter = new CapacityMeter(bound.table)
  const { table, index } = plan.source
  return readSelect(engine, plan, start, input.Limit, meter, page => ({
    body: new AnswerText()
      .list('Items', page.texts)
      .value('NextToken', page.next && writeNextToken(statement, page.next))
      .value('LastEvaluatedKey', page.lastKey)
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: table.facts.definition.name,
      index: index?.definition.name,
      readUnits: meter.total,
      scanned: page.scanned,
      returned: page.texts.length,
    },
  }))
}

function write(engine: EngineContext, input: ExecuteStatementInput, bound: BoundWrite): Reply {
  const ready = readyWrite(engine, bound, input.ReturnValuesOnConditionCheckFailure)
  const meter = new CapacityMeter(bound.table)
  const returned = executeWrite(engine, ready, { done: () => meter, refused: () => undefined })
  return {
    body: new AnswerText()
      .text('Items', `[${returned ?? ''}]`)
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .toString(),
    metered: { table: ready.table.facts.definition.name, writeUnits: meter.total },
  }
}
