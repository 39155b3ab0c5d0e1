import { checkTags, type TagInput, validationError } from '#dynamo'
import { checkExists } from '../tables/update/update-admission.ts'
import type { Operation } from './operation.ts'
import { resolveArn } from './support/resolve-table.ts'

/** Adds tags to a table, or overwrites their values. */
export const tagResource: Operation = (
  engine,
  input: { readonly ResourceArn: string; readonly Tags: readonly TagInput[] },
) => {
  const table = resolveArn(engine, 'TagResource', input.ResourceArn)
  if (input.Tags.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.')
  checkTags(input.Tags)
  const tags = { ...table.facts.tags, ...Object.fromEntries(input.Tags.map(tag => [tag.Key, tag.Value])) }
  checkTags(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })))
  checkExists(table.facts)
  engine.store.beginWrite()
  engine.store.tables.change(table, { ...table.facts, tags })
  return { body: '{}', metered: { table: table.facts.definition.name } }
}
