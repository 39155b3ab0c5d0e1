import { diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** The primary key of a table: one partition attribute, at most one sort attribute. */
export const tableKey: Rule<'table'> = table => {
  const { partition, sort } = table.key
  const fault =
    partition.length === 0
      ? 'has no partition key'
      : partition.length > 1
        ? 'has several partition key attributes, which only a global index may have'
        : sort.length > 1
          ? 'has several sort key attributes, which only a global index may have'
          : undefined
  if (fault === undefined) return []
  return [diagnostic('invalid-table-key', { recordId: table.id, message: `${table.name} ${fault}`, path: 'key' })]
}
