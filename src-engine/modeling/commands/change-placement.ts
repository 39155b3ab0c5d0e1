import type { ModelDocument, PlacementRecord, RecordId } from '../document/model-document.ts'
import { itemsOfTable } from '../document/queries.ts'
import { movedItem } from '../templates/rekeyed-item.ts'
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
  /** Its sample items follow: what the placement writes into them is written as it now says. */
  readonly withItems?: boolean
}

/** Changes how an entity's items lie in a table. Sample items keep their keys unless they are to follow. */
export const changePlacement: Command<ChangePlacementArguments> = (document, args) => {
  const edit = new Edit(document)
  const placement = edit.find('placement', args.placementId)
  if (placement === undefined) return edit.finish()
  const changed = withSettings(placement, args, ['role', 'name', 'templates', 'attributes'])
  const after = { ...changed, templates: withTemplates(changed.templates, args.template ?? {}) }
  edit.change(placement, after)
  if (args.withItems === true) moveItems(edit, document, placement, after)
  return edit.finish()
}

function moveItems(edit: Edit, document: ModelDocument, before: PlacementRecord, after: PlacementRecord): void {
  for (const record of itemsOfTable(document, before.tableId)) {
    if (record.placementId !== before.id) continue
    const item = movedItem({ document, placement: before }, { document, placement: after }, record.item)
    edit.change(record, { ...record, item })
  }
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
