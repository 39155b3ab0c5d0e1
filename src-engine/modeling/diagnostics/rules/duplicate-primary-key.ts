import { itemsOfTable } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'
import { primaryKeyText } from './primary-key-text.ts'

/** No two sample items of a table have one primary key; reported at each item after the first. */
export const duplicatePrimaryKey: Rule<'table'> = (table, document) => {
  const found: Diagnostic[] = []
  const seen = new Map<string, number>()
  itemsOfTable(document, table.id).forEach((record, at) => {
    const key = primaryKeyText(table, record.item)
    if (key === undefined) return
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, at)
    else {
      const message = `Item ${at + 1} of ${table.name} has the primary key of item ${earlier + 1}`
      found.push(diagnostic('duplicate-primary-key', { recordId: record.id, message }))
    }
  })
  return found
}
