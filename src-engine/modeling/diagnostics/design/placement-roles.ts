import { skeletonOf } from '../../access-patterns/coincide.ts'
import type { ModelDocument, PlacementRecord, TableRecord } from '../../document/model-document.ts'
import { entitiesOf, placementsOf, placementsOfEntity, recordOfKind, tablesOf } from '../../document/queries.ts'
import { attributesIn } from '../../templates/print-template.ts'
import { keyTemplateOf } from '../../templates/stored-item.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'
import { patternFacts } from './pattern-facts.ts'

/** Two placements whose items can have one primary key. */
export const collidingTemplates: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table => {
    const seen = new Map<string, PlacementRecord>()
    return placementsOf(document, table.id).flatMap((placement): readonly Diagnostic[] => {
      const look = keyLook(document, table, placement)
      if (look === undefined) return []
      const other = seen.get(look)
      seen.set(look, other ?? placement)
      if (other === undefined) return []
      const name = (of: PlacementRecord): string => recordOfKind(document, 'entity', of.entityId)?.name ?? ''
      const message = `${name(placement)} and ${name(other)} have keys of the same form in ${table.name}`
      // Without any template (files of other tools have none) what the keys hold is not said.
      const isBare = [...table.key.partition, ...table.key.sort].every(
        part => !Object.hasOwn(placement.templates, part.name) && !Object.hasOwn(other.templates, part.name),
      )
      return [diagnostic(isBare ? 'keys-not-told-apart' : 'templates-collide', { recordId: placement.id, message })]
    })
  })

/** The form of the primary key, when it is made of text and attributes that can take the same values. */
export function keyLook(
  document: ModelDocument,
  { key }: TableRecord,
  placement: PlacementRecord,
): string | undefined {
  const entity = recordOfKind(document, 'entity', placement.entityId)
  const templates = [...key.partition, ...key.sort].map(
    ({ name }) => entity && keyTemplateOf(entity, placement, name),
  )
  if (templates.length === 0 || templates.some(template => template === undefined)) return undefined
  return templates.map(template => (template === undefined ? '' : skeletonOf(template))).join('\u0001')
}

/** One main placement for each entity, and a sibling item for each unique attribute that something creates. */
export const placementRoles: DesignRule = ({ document }) =>
  entitiesOf(document).flatMap(entity => {
    const placements = placementsOfEntity(document, entity.id)
    const mains = placements.filter(({ role }) => (role ?? 'main') === 'main')
    const found: Diagnostic[] = mains.slice(1).map(placement => {
      const message = `${entity.name} has ${mains.length} main placements`
      const fixes = [
        { title: 'Make it a copy', command: 'change-placement', args: { placementId: placement.id, role: 'copy' } },
      ]
      return diagnostic('several-main-placements', { recordId: placement.id, message, path: 'role', fixes })
    })
    const [main] = mains
    const table = main && recordOfKind(document, 'table', main.tableId)
    if (main === undefined || table === undefined || !patternFacts(document).created.has(entity.id)) return found
    const keyed = new Set(
      [...table.key.partition, ...table.key.sort].flatMap(({ name }) => {
        const template = keyTemplateOf(entity, main, name)
        return template === undefined ? [] : attributesIn(template)
      }),
    )
    for (const { name, unique } of entity.attributes) {
      const isKey = keyed.size === 1 && keyed.has(name)
      const isKept = placements.some(
        placement => placement.role === 'unique' && mentions(entity, placement, table, name),
      )
      if (unique !== true || isKey || isKept) continue
      const message = `Nothing keeps "${name}" of ${entity.name} unique`
      found.push(diagnostic('unique-not-kept', { recordId: entity.id, message, attribute: name }))
    }
    return found
  })

function mentions(
  entity: Parameters<typeof keyTemplateOf>[0],
  placement: PlacementRecord,
  { key }: TableRecord,
  attribute: string,
): boolean {
  return [...key.partition, ...key.sort].some(({ name }) => {
    const template = keyTemplateOf(entity, placement, name)
    return template !== undefined && attributesIn(template).includes(attribute)
  })
}

/** Attributes that patterns change, in the table's key. */
export const mutableKeys: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table =>
    placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      const changed = entity && patternFacts(document).changed.get(entity.id)
      if (entity === undefined || changed === undefined || (placement.role ?? 'main') !== 'main') return []
      return [...table.key.partition, ...table.key.sort].flatMap(({ name }) => {
        const template = keyTemplateOf(entity, placement, name)
        const mutable = template === undefined ? [] : attributesIn(template).filter(one => changed.has(one))
        return mutable.map(attribute => {
          const message = `${name} of ${entity.name} is made of "${attribute}", which patterns change`
          return diagnostic('mutable-key', {
            recordId: placement.id,
            message,
            attribute: name,
            path: `templates.${name}`,
          })
        })
      })
    }),
  )
