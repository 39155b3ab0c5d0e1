import type { ModelDocument, PlacementRecord, RecordId } from '../document/model-document.ts'
import { itemsOfTable } from '../document/queries.ts'
import type { Command } from './command.ts'
import { Edit } from './edit.ts'

/** Removes a placement. Its sample items stay in the table, or go with it when asked for. */
export const removePlacement: Command<{ readonly placementId: RecordId; readonly withItems?: boolean }> = (
  document,
  { placementId, withItems },
) => {
  const edit = new Edit(document)
  const placement = edit.find('placement', placementId)
  if (placement !== undefined) removePlacementFrom(edit, document, placement, withItems)
  return edit.finish()
}

/** Takes a placement out of the document and its items off it. */
export function removePlacementFrom(
  edit: Edit,
  document: ModelDocument,
  placement: PlacementRecord,
  withItems = false,
): void {
  edit.remove(placement)
  for (const record of itemsOfTable(document, placement.tableId)) {
    if (record.placementId !== placement.id) continue
    const { placementId: _placementId, ...withoutPlacement } = record
    if (withItems) edit.remove(record)
    else edit.change(record, withoutPlacement)
  }
}
