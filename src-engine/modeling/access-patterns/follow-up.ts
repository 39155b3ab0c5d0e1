import type { ModelDocument, PlacementRecord } from '../document/model-document.ts'
import { placementsOfEntity, recordOfKind } from '../document/queries.ts'
import { attributesIn, printTemplate } from '../templates/print-template.ts'
import { keyTemplateOf, storedAttributes } from '../templates/stored-item.ts'
import type { CallTarget, PlannedCall, Reason } from './access-path.ts'
import type { Explained } from './explained.ts'
import type { ReadOption } from './find-read.ts'
import { itemsRead } from './items-read.ts'
import { singleUnits } from './read-units.ts'
import type { ReadWish } from './read-wish.ts'
import { itemBytesOf } from './typical-size.ts'
import { viewName } from './view.ts'

/** A second request of a read, for what its view does not hold. */
export interface FollowUp {
  readonly call: PlannedCall | undefined
  readonly reason: Reason
  readonly read: Explained
  readonly tableId: string
}

/** What a view does not hold is fetched from the items themselves: by the engine for a local index, else by a second call. */
export function followUp(
  document: ModelDocument,
  wish: ReadWish,
  option: ReadOption,
  exact: boolean,
): FollowUp | undefined {
  const { view, sought, missing } = option
  const [first] = sought
  if (first === undefined || sought.length !== 1) return undefined
  const main = placementsOfEntity(document, first.entity.id).find(({ role }) => (role ?? 'main') === 'main')
  const table = main && recordOfKind(document, 'table', main.tableId)
  if (main === undefined || table === undefined) return undefined
  const found = itemsRead(document, wish, option, exact)[0]?.count ?? 0
  const count = exact ? Math.min(found, wish.limit ?? found) : found
  const bytes = itemBytesOf(document, main)
  const read = singleUnits(first.entity.name, count, bytes, wish.consistent ? 'consistent' : 'eventual')
  const names = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ` and ${missing.length - 3} more` : '')
  if (view.index?.indexKind === 'LSI' && main.id === first.placement.id) {
    const text = `${viewName(view)} does not project ${names}: DynamoDB fetches each item from the table`
    return { call: undefined, reason: { text, rule: 'I5' }, read, tableId: table.id }
  }
  if (!holdsKeyOf(main, first.placement, document)) return undefined
  const target: CallTarget = {
    action: 'get',
    tableId: table.id,
    placementIds: [main.id],
    key: [...table.key.partition, ...table.key.sort].flatMap((part, at) => {
      const template = keyTemplateOf(first.entity, main, part.name)
      const side = at < table.key.partition.length ? ('partition' as const) : ('sort' as const)
      return template === undefined
        ? []
        : [{ attribute: part.name, side, is: '=' as const, templates: [printTemplate(template)] }]
    }),
    filter: [],
    direction: 'ascending',
    ...(wish.attributes === undefined ? {} : { attributes: wish.attributes }),
    times: count,
  }
  const call: PlannedCall = {
    call: count === 1 ? 'GetItem' : 'BatchGetItem',
    targets: [target],
    times: Math.max(1, Math.ceil(count / 100)),
    consistent: wish.consistent,
  }
  const text = `${viewName(view)} does not hold ${names}: a second request fetches each item`
  return { call, reason: { text, rule: 'I5' }, read, tableId: table.id }
}

/** Whether the main item's key can be made of what another placement's item holds. */
function holdsKeyOf(main: PlacementRecord, found: PlacementRecord, document: ModelDocument): boolean {
  if (main.id === found.id) return true
  const entity = recordOfKind(document, 'entity', main.entityId)
  const table = recordOfKind(document, 'table', main.tableId)
  if (entity === undefined || table === undefined) return false
  const held = new Set(storedAttributes(entity, found).map(({ name }) => name))
  return [...table.key.partition, ...table.key.sort].every(({ name }) => {
    const template = keyTemplateOf(entity, main, name)
    return template !== undefined && attributesIn(template).every(attribute => held.has(attribute))
  })
}
