import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveArn } from './support/resolve-table.ts'

/** All tags of a table in one page. */
export const listTagsOfResource: Operation = (engine, input: { readonly ResourceArn: string }) => {
  const { facts } = resolveArn(engine, 'ListTagsOfResource', input.ResourceArn)
  const tags = Object.entries(facts.tags).map(([Key, Value]) => ({ Key, Value }))
  return { body: new AnswerText().value('Tags', tags).toString(), metered: { table: facts.definition.name } }
}
