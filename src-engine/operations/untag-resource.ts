import { checkTagCount, checkTagKey, validationError } from '#dynamo'
import { checkExists } from '../tables/update/update-admission.ts'
import type { Operation } from './operation.ts'
import { resolveArn } from './support/resolve-table.ts'

/** Removes tags from a table; keys it does not have are ignored. */
export const untagResource: Operation = (
  engine,
  input: { readonly ResourceArn: string; readonly TagKeys: readonly string[] },
) => {
  const table = resolveArn(engine, 'UntagResource', input.ResourceArn)
  if (input.TagKeys.length === 0) throw validationError('Atleast one Tag Key needs to be provided as Input.')
  checkTagCount(input.TagKeys.length)
  for (const key of input.TagKeys) checkTagKey(key)
  const tags = Object.fromEntries(Object.entries(table.facts.tags).filter(([key]) => !input.TagKeys.includes(key)))
  checkExists(table.facts)
  engine.store.beginWrite()
  engine.store.tables.change(table, { ...table.facts, tags })
  return { body: '{}', metered: { table: table.facts.definition.name } }
}
