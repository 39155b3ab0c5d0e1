import { entitiesOf } from '../../document/queries.ts'
import { GENERATOR_NAMES } from '../../sample-data/generators.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Names, identity and generators of entities. */
export const entityAttributes: DesignRule = ({ document }) => {
  const names = new Set<string>()
  return entitiesOf(document).flatMap(entity => {
    const found: Diagnostic[] = []
    const about = { recordId: entity.id }
    if (names.has(entity.name.toLowerCase())) {
      found.push(
        diagnostic('duplicate-entity-name', {
          ...about,
          message: `There are two entities "${entity.name}"`,
          path: 'name',
        }),
      )
    }
    names.add(entity.name.toLowerCase())
    const has = (name: string): boolean => entity.attributes.some(attribute => attribute.name === name)
    if (entity.identity.length === 0 && entity.attributes.length > 0) {
      found.push(diagnostic('no-identity', { ...about, message: `${entity.name} has no identity`, path: 'identity' }))
    }
    entity.identity.forEach((name, at) => {
      if (has(name)) return
      const message = `The identity of ${entity.name} names "${name}", which it does not have`
      found.push(diagnostic('unknown-attribute', { ...about, message, attribute: name, path: `identity[${at}]` }))
    })
    entity.attributes.forEach(({ name, generator }, at) => {
      const path = `attributes[${at}]`
      if (entity.attributes.findIndex(other => other.name === name) !== at) {
        const message = `${entity.name} has "${name}" twice`
        found.push(diagnostic('duplicate-entity-attribute', { ...about, message, attribute: name, path }))
      }
      if (generator !== undefined && !GENERATOR_NAMES.includes(generator.type)) {
        const message = `${entity.name} makes "${name}" by "${generator.type}", which is not known`
        found.push(diagnostic('unknown-generator', { ...about, message, attribute: name, path }))
      }
    })
    return found
  })
}
