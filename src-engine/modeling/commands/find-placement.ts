import { diagnostic } from '../diagnostics/diagnostic.ts'
import type { PlacementRecord, RecordId } from '../document/model-document.ts'
import type { Edit } from './edit.ts'

/** The placement that the arguments name, of this table; reports any other. */
export function findPlacement(edit: Edit, placementId: RecordId, tableId: RecordId): PlacementRecord | undefined {
  const placement = edit.find('placement', placementId)
  if (placement === undefined || placement.tableId === tableId) return placement
  const message = 'The items of this placement lie in another table'
  edit.refuse(diagnostic('unknown-record', { recordId: placementId, message }))
  return undefined
}
