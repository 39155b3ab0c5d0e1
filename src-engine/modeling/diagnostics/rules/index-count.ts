import { GSIS_PER_TABLE, LSIS_PER_TABLE, PROJECTED_ATTRIBUTES_PER_TABLE } from '#dynamo'
import { indexesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** A table has no more indexes, and they no more projected attributes, than DynamoDB takes (quotas). */
export const indexCount: Rule<'table'> = (table, document) => {
  const found: Diagnostic[] = []
  const indexes = indexesOf(document, table.id)
  const globals = indexes.filter(index => index.indexKind === 'GSI').length
  const locals = indexes.length - globals
  if (globals > GSIS_PER_TABLE) {
    const message = `${table.name} has ${globals} global secondary indexes`
    found.push(diagnostic('too-many-indexes', { recordId: table.id, message, path: 'GSI' }))
  }
  if (locals > LSIS_PER_TABLE) {
    const message = `${table.name} has ${locals} local secondary indexes`
    found.push(diagnostic('too-many-indexes', { recordId: table.id, message, path: 'LSI' }))
  }
  let included = 0
  for (const { projection } of indexes) included += projection.type === 'INCLUDE' ? projection.attributes.length : 0
  if (included > PROJECTED_ATTRIBUTES_PER_TABLE) {
    const message = `The indexes of ${table.name} include ${included} attributes`
    found.push(diagnostic('invalid-projection', { recordId: table.id, message }))
  }
  return found
}
