import type { PlacementRecord, RecordId } from '../document/model-document.ts'
import type { Command, Setting } from './command.ts'
import { Edit } from './edit.ts'
import { withSettings } from './settings.ts'

export interface ChangePlacementArguments {
  readonly placementId: RecordId
  readonly role?: Setting<NonNullable<PlacementRecord['role']>>
  readonly name?: Setting<string>
  /** All templates. */
  readonly templates?: PlacementRecord['templates']
  /** Some templates by attribute; null takes one away. */
  readonly template?: Readonly<Record<string, Setting<string>>>
  readonly attributes?: Setting<readonly string[]>
}

/** Changes how an entity's items lie in a table. Sample items keep their keys until they are made anew. */
export const changePlacement: Command<ChangePlacementArguments> = (document, args) => {
  const edit = new Edit(document)
  const placement = edit.find('placement', args.placementId)
  if (placement === undefined) return edit.finish()
  const changed = withSettings(placement, args, ['role', 'name', 'templates', 'attributes'])
  edit.change(placement, { ...changed, templates: withTemplates(changed.templates, args.template ?? {}) })
  return edit.finish()
}

function withTemplates(
  templates: PlacementRecord['templates'],
  changes: Readonly<Record<string, Setting<string>>>,
): PlacementRecord['templates'] {
  const made = Object.assign(Object.create(null) as Record<string, string>, templates)
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) delete made[name]
    else made[name] = text
  }
  return made
}
