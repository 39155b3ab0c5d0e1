import { compareUtf8, type ListTablesInput } from '#dynamo'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'

/** Names a page holds at most. Source: API reference, ListTables. */
const PAGE_NAMES = 100

/** Table names in lexical order. */
export const listTables: Operation = (engine, input: ListTablesInput) => {
  const start = input.ExclusiveStartTableName
  const names: string[] = []
  for (const table of engine.store.tables.all()) {
    const { name } = table.facts.definition
    if (start === undefined || compareUtf8(name, start) > 0) names.push(name)
  }
  names.sort(compareUtf8)
  const page = names.slice(0, input.Limit ?? PAGE_NAMES)
  return {
    body: new AnswerText()
      .value('TableNames', page)
      .value('LastEvaluatedTableName', page.length < names.length ? page.at(-1) : undefined)
      .toString(),
  }
}
