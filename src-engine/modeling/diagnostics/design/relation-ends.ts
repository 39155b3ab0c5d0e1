import { recordOfKind, relationsOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Both ends of a relation, and the attributes that tie them, are there. */
export const relationEnds: DesignRule = ({ document }) =>
  relationsOf(document).flatMap(relation => {
    const found: Diagnostic[] = []
    const recordId = relation.id
    for (const [end, id] of [
      ['parent', relation.parentId],
      ['child', relation.childId],
    ] as const) {
      const entity = recordOfKind(document, 'entity', id)
      if (entity === undefined) {
        const message = `The ${end} of the relation "${relation.name ?? relation.id}" is not there`
        found.push(diagnostic('dangling-reference', { recordId, message, path: `${end}Id` }))
        continue
      }
      relation.via.forEach((pair, at) => {
        const name = pair[end]
        if (entity.attributes.some(attribute => attribute.name === name)) return
        const message = `The relation "${relation.name ?? relation.id}" goes by "${name}", which ${entity.name} does not have`
        found.push(diagnostic('unknown-attribute', { recordId, message, attribute: name, path: `via[${at}].${end}` }))
      })
    }
    return found
  })
