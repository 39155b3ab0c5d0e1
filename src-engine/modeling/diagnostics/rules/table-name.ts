import { tablesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'
import { resourceNameFault } from './resource-name.ts'

/** A table name is one that DynamoDB takes, and the only one of its kind in the model. */
export const tableName: Rule<'table'> = (table, document) => {
  const found: Diagnostic[] = []
  const fault = resourceNameFault(table.name)
  if (fault !== undefined) {
    found.push(
      diagnostic('invalid-table-name', { recordId: table.id, message: `The table name ${fault}`, path: 'name' }),
    )
  }
  if (tablesOf(document).some(other => other.id !== table.id && other.name === table.name)) {
    const message = `Another table is called "${table.name}" too`
    found.push(diagnostic('duplicate-table-name', { recordId: table.id, message, path: 'name' }))
  }
  return found
}
