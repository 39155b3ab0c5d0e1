import { attributesNamed } from '../../access-patterns/attributes-named.ts'
import { attributeFor } from '../../access-patterns/read-wish.ts'
import type { ModelDocument, PatternRecord, RecordId } from '../../document/model-document.ts'
import { patternsOf, recordOfKind } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** What patterns name is there: entities, attributes, steps. */
export const patternReferences: DesignRule = ({ document }) =>
  patternsOf(document).flatMap(({ id, name, operation }) => {
    const found: Diagnostic[] = []
    const about = { recordId: id, path: 'operation' }
    for (const { entityIds, attributes } of attributesNamed(operation)) {
      const entities = entityIds.flatMap(entityId => recordOfKind(document, 'entity', entityId) ?? [])
      if (entities.length < entityIds.length || entityIds.length === 0) {
        found.push(
          diagnostic('dangling-reference', { ...about, message: `"${name}" is about an entity that is not there` }),
        )
        continue
      }
      for (const attribute of new Set(attributes)) {
        if (entities.some(entity => attributeFor(document, entity, entities, attribute) !== undefined)) continue
        const message = `"${name}" names "${attribute}", which ${entities.map(entity => entity.name).join(' and ')} does not have`
        found.push(diagnostic('unknown-attribute', { ...about, message, attribute }))
      }
    }
    const steps = operation.type === 'steps' ? operation.steps : []
    if (steps.some(({ patternId }) => recordOfKind(document, 'pattern', patternId) === undefined)) {
      found.push(diagnostic('dangling-reference', { ...about, message: `A step of "${name}" is not there` }))
    }
    const circle = circleOf(document, id)
    if (circle !== undefined) {
      const way = circle.map(step => `"${step.name}"`).join(', ')
      found.push(
        diagnostic('steps-in-circle', { ...about, message: `The steps of "${name}" lead back to it: ${way}` }),
      )
    }
    return found
  })

/** The steps by which a pattern leads back to itself, the shortest way, with itself at the end; undefined: it does not. */
function circleOf(document: ModelDocument, id: RecordId): readonly PatternRecord[] | undefined {
  const seen = new Set<RecordId>()
  let ways: readonly (readonly PatternRecord[])[] = stepsOf(document, id).map(step => [step])
  while (ways.length > 0) {
    const closed = ways.find(way => way.at(-1)?.id === id)
    if (closed !== undefined) return closed
    ways = ways.flatMap(way => {
      const last = way.at(-1)?.id ?? ''
      if (seen.has(last)) return []
      seen.add(last)
      return stepsOf(document, last).map(step => [...way, step])
    })
  }
  return undefined
}

function stepsOf(document: ModelDocument, id: RecordId): readonly PatternRecord[] {
  const operation = recordOfKind(document, 'pattern', id)?.operation
  const steps = operation?.type === 'steps' ? operation.steps : []
  return steps.flatMap(({ patternId }) => recordOfKind(document, 'pattern', patternId) ?? [])
}
