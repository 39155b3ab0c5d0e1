import { keyParts, PROJECTED_ATTRIBUTES_PER_INDEX } from '#dynamo'
import { recordOfKind } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Rule } from '../rule.ts'

/** INCLUDE names some attributes, each once, and none that is projected anyway. */
export const indexProjection: Rule<'index'> = (index, document) => {
  if (index.projection.type !== 'INCLUDE') return []
  const found: Diagnostic[] = []
  const { attributes } = index.projection
  const report = (message: string, attribute?: string): void => {
    const about = {
      recordId: index.id,
      message,
      path: 'projection',
      ...(attribute === undefined ? {} : { attribute }),
    }
    found.push(diagnostic('invalid-projection', about))
  }
  if (attributes.length === 0) report(`${index.name} includes no attributes`)
  if (attributes.length > PROJECTED_ATTRIBUTES_PER_INDEX)
    report(`${index.name} includes ${attributes.length} attributes`)
  const seen = new Set<string>()
  for (const name of attributes) {
    if (name === '') report(`${index.name} includes an attribute without a name`)
    else if (seen.has(name)) report(`${index.name} includes "${name}" twice`, name)
    seen.add(name)
  }
  const table = recordOfKind(document, 'table', index.tableId)
  const keys = [...(table === undefined ? [] : keyParts(table.key)), ...keyParts(index.key)].map(part => part.name)
  const redundant = attributes.filter(name => keys.includes(name))
  if (redundant.length > 0) {
    const message = `${index.name} includes key attributes: ${redundant.join(', ')}`
    found.push(diagnostic('projection-names-keys', { recordId: index.id, message, path: 'projection' }))
  }
  return found
}
