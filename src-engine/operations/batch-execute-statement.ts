import { type BatchExecuteStatementInput, CapacityMeter, DynamoError, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { type BatchMember, type BatchRead, memberDirection, readyMember } from '../partiql/batch-member.ts'
import { BatchMeters } from '../partiql/batch-meters.ts'
import { type BatchResponse, batchResponse } from '../partiql/batch-response.ts'
import { executeWrite, type ReadyWrite } from '../partiql/execute-write.ts'
import { columnsText } from '../partiql/select-columns.ts'
import { type ActionTarget, meanItemTwice } from '../transactions/transaction-limits.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { readItem } from './support/read-item.ts'

/** Up to 25 statements about one item each, all reads or all writes. They succeed and fail one by one. */
export const batchExecuteStatement: Operation = (engine, input: BatchExecuteStatementInput) => {
  checkOneDirection(input)
  const members = input.Statements.map(request => readyMember(engine, request))
  checkDistinct(members)
  const meters = new BatchMeters()
  const responses = members.map(member => respond(engine, member, meters))
  const units = meters.total
  return {
    body: new AnswerText()
      .list('Responses', responses.map(batchResponse))
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: onlyTable(members),
      ...(members.some(member => member.kind === 'write')
        ? { writeUnits: units }
        : { readUnits: units, returned: responses.filter(({ item }) => item !== undefined).length }),
    },
  }
}

function checkOneDirection({ Statements }: BatchExecuteStatementInput): void {
  const directions = Statements.map(memberDirection)
  if (!directions.includes('read') || !directions.includes('write')) return
  throw validationError('Read and write requests together in the same batch is not supported.')
}

/** Members that come as far as an item. */
type Sound = Exclude<BatchMember, { kind: 'refused' }>

function soundOnes(members: readonly BatchMember[]): readonly Sound[] {
  return members.filter(member => member.kind !== 'refused')
}

function checkDistinct(members: readonly BatchMember[]): void {
  if (!meanItemTwice(soundOnes(members).map(targetOf))) return
  throw validationError('Provided list of item keys contains duplicates')
}

function targetOf(member: Sound): ActionTarget {
  return member.kind === 'read' ? member : { table: member.write.table, rowKey: member.write.key }
}

function onlyTable(members: readonly BatchMember[]): string | undefined {
  const [table, ...others] = new Set(soundOnes(members).map(member => targetOf(member).table))
  return others.length === 0 ? table?.facts.definition.name : undefined
}

function respond(engine: EngineContext, member: BatchMember, meters: BatchMeters): BatchResponse {
  if (member.kind === 'refused') return { tableName: member.tableName, error: member.error }
  const { table } = targetOf(member)
  const tableName = table.facts.definition.name
  try {
    const item = member.kind === 'read' ? read(engine, member, meters) : write(engine, member.write, meters)
    return { tableName, item }
  } catch (error) {
    if (error instanceof DynamoError) return { tableName, error }
    throw error
  }
}

function read(
  engine: EngineContext,
  { table, name, rowKey, columns, consistent }: BatchRead,
  meters: BatchMeters,
): string | undefined {
  const meter = new CapacityMeter(name)
  const row = readItem(engine, table, rowKey, consistent, meter)
  meters.reading(table, name).addTable(meter.total)
  return row && columnsText(columns)(row[1])
}

function write(engine: EngineContext, ready: ReadyWrite, meters: BatchMeters): string | undefined {
  return executeWrite(engine, ready, meters.writing(ready.table, ready.action.tableName))
}
