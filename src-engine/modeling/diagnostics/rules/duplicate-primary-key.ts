import type { ItemRecord, TableRecord } from '../../document/model-document.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { PrimaryKeys } from '../primary-keys.ts'

/** No two sample items of a table have one primary key; reported at each item after the first. */
export function duplicatePrimaryKeys(
  table: TableRecord,
  items: readonly ItemRecord[],
  keys: PrimaryKeys,
): readonly Diagnostic[] {
  if (!keys.hasRepeated) return []
  const found: Diagnostic[] = []
  const seen = new Map<string, number>()
  items.forEach((record, at) => {
    const key = keys.textOf(record)
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
