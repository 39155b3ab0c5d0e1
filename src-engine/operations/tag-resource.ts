import { DynamoError, type TagInput, validationError } from '#dynamo'
import type { Operation } from './operation.ts'
import { resolveArn } from './support/resolve-table.ts'

/** Tags a table may have. Source: limits-and-capacity facts. */
const MAX_TAGS = 50

/** Adds tags to a table, or overwrites their values. */
export const tagResource: Operation = (
  engine,
  input: { readonly ResourceArn: string; readonly Tags: readonly TagInput[] },
) => {
  const table = resolveArn(engine, input.ResourceArn)
  if (input.Tags.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.')
  const added = Object.fromEntries(input.Tags.map(tag => [tag.Key, tag.Value]))
  const tags = { ...table.facts.tags, ...added }
  if (Object.keys(tags).length > MAX_TAGS) {
    throw new DynamoError('ValidationException', `Too many tags: a resource can have at most ${MAX_TAGS}`)
  }
  engine.store.beginWrite()
  engine.store.tables.change(table, { ...table.facts, tags })
  return { body: '{}', metered: { table: table.facts.definition.name } }
}
