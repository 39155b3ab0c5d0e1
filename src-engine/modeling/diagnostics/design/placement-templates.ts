import { type KeyPart, keyParts } from '#dynamo'
import type { EntityRecord, ModelDocument, PlacementRecord, TableRecord } from '../../document/model-document.ts'
import { indexesOf, placementsOf, recordOfKind, tablesOf } from '../../document/queries.ts'
import type { KeyTemplate } from '../../templates/key-template.ts'
import { isFault, parseTemplate } from '../../templates/parse-template.ts'
import { attributesIn } from '../../templates/print-template.ts'
import { keyTemplateOf } from '../../templates/stored-item.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Each placement has a table key, made of what its entity has, of the right type. */
export const placementTemplates: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table =>
    placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      if (entity !== undefined) return faultsOf(document, table, placement, entity)
      const message = `A placement in ${table.name} is of an entity that is not there`
      const fixes = [
        { title: 'Remove the placement', command: 'remove-placement', args: { placementId: placement.id } },
      ]
      return [diagnostic('dangling-reference', { recordId: placement.id, message, path: 'entityId', fixes })]
    }),
  )

function faultsOf(
  document: ModelDocument,
  table: TableRecord,
  placement: PlacementRecord,
  entity: EntityRecord,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const about = { recordId: placement.id }
  for (const [name, text] of Object.entries(placement.templates)) {
    const template = parseTemplate(text)
    const path = `templates.${name}`
    if (isFault(template)) {
      const message = `${name} of ${entity.name}: ${template.reason}, at character ${template.offset + 1}`
      found.push(diagnostic('invalid-template', { ...about, message, attribute: name, path }))
      continue
    }
    for (const attribute of attributesIn(template)) {
      if (entity.attributes.some(candidate => candidate.name === attribute)) continue
      const message = `${name} of ${entity.name} names "${attribute}", which the entity does not have`
      found.push(diagnostic('unknown-attribute', { ...about, message, attribute: name, path }))
    }
  }
  for (const part of keyParts(table.key)) {
    if (keyTemplateOf(entity, placement, part.name) !== undefined) continue
    // A text that is no template has been reported.
    if (Object.hasOwn(placement.templates, part.name) && placement.templates[part.name] !== '') continue
    const message = `${entity.name} has no ${part.name} in ${table.name}`
    found.push(diagnostic('placement-without-key', { ...about, message, attribute: part.name }))
  }
  const keys = [table, ...indexesOf(document, table.id)].flatMap(({ key }) => keyParts(key))
  for (const part of new Map(keys.map(key => [key.name, key])).values()) {
    const template = keyTemplateOf(entity, placement, part.name)
    if (template !== undefined) found.push(...typeFaults(entity, placement, part, template))
  }
  return found
}

/** What a template makes has the type of the key attribute; numbers inside a text have a fixed width. */
function typeFaults(
  entity: EntityRecord,
  placement: PlacementRecord,
  part: KeyPart,
  { parts }: KeyTemplate,
): readonly Diagnostic[] {
  const [only] = parts
  const typeOf = (name: string): string | undefined =>
    entity.attributes.find(attribute => attribute.name === name)?.type
  const isAlone = parts.length === 1 && only?.kind === 'attribute' && only.transform === undefined
  const made = isAlone ? typeOf(only.name) : 'S'
  const about = { recordId: placement.id, attribute: part.name, path: `templates.${part.name}` }
  if (made !== undefined && made !== part.type) {
    const message = `${part.name} of ${entity.name} is made ${made}, but the key attribute is ${part.type}`
    return [diagnostic('template-type-clash', { ...about, message })]
  }
  if (isAlone) return []
  return parts.flatMap(piece => {
    if (piece.kind === 'text' || piece.transform !== undefined || typeOf(piece.name) !== 'N') return []
    const text = placement.templates[part.name] ?? ''
    const fixes = [
      {
        title: `Pad "${piece.name}" to 12 digits`,
        command: 'change-placement',
        args: {
          placementId: placement.id,
          template: { [part.name]: text.replace(`{${piece.name}}`, `{${piece.name}|pad:12}`) },
        },
      },
    ]
    const message = `${part.name} of ${entity.name} has the number "${piece.name}" inside a text`
    return [diagnostic('unpadded-number', { ...about, message, fixes })]
  })
}
