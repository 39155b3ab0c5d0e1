import type { DescribeTableInput } from '#dynamo'
import { describeTable as describe } from '../tables/table-description.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable } from './support/resolve-table.ts'

/** A table's definition, settings, state and exact counts. */
export const describeTable: Operation = (engine, input: DescribeTableInput) => {
  const table = resolveNamedTable(engine, input.TableName)
  return {
    body: new AnswerText().value('Table', describe(engine, table)).toString(),
    metered: { table: table.facts.definition.name },
  }
}
