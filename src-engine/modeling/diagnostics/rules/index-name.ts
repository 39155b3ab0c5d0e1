import { indexesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'
import { resourceNameFault } from './resource-name.ts'

/** An index name is one that DynamoDB takes, and the only one of its kind in the table. */
export const indexName: Rule<'index'> = (index, document) => {
  const found: Diagnostic[] = []
  const fault = resourceNameFault(index.name)
  if (fault !== undefined) {
    found.push(
      diagnostic('invalid-index-name', { recordId: index.id, message: `The index name ${fault}`, path: 'name' }),
    )
  }
  if (indexesOf(document, index.tableId).some(other => other.id !== index.id && other.name === index.name)) {
    const message = `Another index of the table is called "${index.name}" too`
    found.push(diagnostic('duplicate-index-name', { recordId: index.id, message, path: 'name' }))
  }
  return found
}
