import { type BatchExecuteStatementInput, DynamoError, type Item, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import { type BatchMember, type BatchRead, memberDirection, readyMember } from '../partiql/batch-member.ts'
import { BatchMeters } from '../partiql/batch-meters.ts'
import { batchFailure, batchSuccess } from '../partiql/batch-response.ts'
import { executeWrite, type ReadyWrite } from '../partiql/execute-write.ts'
import { columnsOf } from '../partiql/read-select.ts'
import type { TableState } from '../tables/table-state.ts'
import { meanItemTwice } from '../transactions/transaction-limits.ts'
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
      .text('Responses', `[${responses.join(',')}]`)
      .value('ConsumedCapacity', meters.reports(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: onlyTable(members),
      ...(members.some(member => member.kind === 'write') ? { writeUnits: units } : { readUnits: units }),
    },
  }
}

function checkOneDirection({ Statements }: BatchExecuteStatementInput): void {
  const directions = Statements.map(memberDirection)
  if (!directions.includes('read') || !directions.includes('write')) return
  throw validationError('Read and write requests together in the same batch is not supported.')
}

function checkDistinct(members: readonly BatchMember[]): void {
  const targets = members.flatMap(member => targetOf(member) ?? [])
  if (meanItemTwice(targets)) throw validationError('Provided list of item keys contains duplicates')
}

function targetOf(member: BatchMember) {
  switch (member.kind) {
    case 'refused':
      return undefined
    case 'read':
      return { table: member.table, rowKey: member.rowKey }
    case 'write':
      return { table: member.write.table, rowKey: member.write.key }
  }
}

function onlyTable(members: readonly BatchMember[]): string | undefined {
  const tables = new Set<TableState>(members.flatMap(member => targetOf(member)?.table ?? []))
  const [table, ...others] = tables
  return others.length === 0 ? table?.facts.definition.name : undefined
}

function respond(engine: EngineContext, member: BatchMember, meters: BatchMeters): string {
  switch (member.kind) {
    case 'refused':
      return batchFailure(member.error, member.tableName)
    case 'read':
      return batchSuccess(member.table.facts.definition.name, read(engine, member, meters))
    case 'write':
      return write(engine, member.write, meters)
  }
}

function read(engine: EngineContext, member: BatchRead, meters: BatchMeters): string | undefined {
  const { table, name, rowKey, columns, consistent } = member
  const row = readItem(engine, table, rowKey, consistent, meters.reading(table, name))
  if (row === undefined || columns === undefined) return row?.[1]
  return JSON.stringify(columnsOf(JSON.parse(row[1]) as Item, columns))
}

function write(engine: EngineContext, ready: ReadyWrite, meters: BatchMeters): string {
  const { table, action } = ready
  const { name } = table.facts.definition
  try {
    return batchSuccess(name, executeWrite(engine, ready, meters.writing(table, action.tableName)))
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    return batchFailure(error, name)
  }
}
