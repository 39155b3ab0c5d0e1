import { skeletonOf } from '../access-patterns/coincide.ts'
import type { ModelDocument, RecordId } from '../document/model-document.ts'
import { recordOfKind } from '../document/queries.ts'
import { isFault, parseTemplate } from '../templates/parse-template.ts'
import { printTemplate } from '../templates/print-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { Heat } from './heat.ts'

/**
 * The heat of an item collection, seen through a table or an index, by the placements whose items lie in it: that of the
 * hottest key of its look. Undefined when nothing says how its key is made, or nothing asks for it.
 */
export function heatOfCollection(
  document: ModelDocument,
  heat: readonly Heat[],
  at: { readonly tableId: RecordId; readonly indexId?: RecordId | undefined },
  placementIds: Iterable<RecordId>,
): Heat | undefined {
  const looks = new Set<string>()
  for (const id of placementIds) {
    const look = lookOf(document, at, id)
    if (look !== undefined) looks.add(look)
  }
  return heat.find(
    ({ tableId, indexId, key }) => tableId === at.tableId && indexId === at.indexId && looks.has(skeletonOfText(key)),
  )
}

/** The partition key of a placement's items with its attributes blanked. */
function lookOf(
  document: ModelDocument,
  { tableId, indexId }: { readonly tableId: RecordId; readonly indexId?: RecordId | undefined },
  placementId: RecordId,
): string | undefined {
  const placement = recordOfKind(document, 'placement', placementId)
  const entity = placement && recordOfKind(document, 'entity', placement.entityId)
  const view =
    indexId === undefined ? recordOfKind(document, 'table', tableId) : recordOfKind(document, 'index', indexId)
  if (placement === undefined || entity === undefined || view === undefined) return undefined
  const templates = view.key.partition.flatMap(({ name }) => keyTemplateOf(entity, placement, name) ?? [])
  if (templates.length < view.key.partition.length) return undefined
  return skeletonOfText(templates.map(printTemplate).join(' + '))
}

function skeletonOfText(text: string): string {
  const template = parseTemplate(text)
  return isFault(template) ? text : skeletonOf(template)
}
