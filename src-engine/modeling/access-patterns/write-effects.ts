import { writeUnits } from '#dynamo'
import type { EntityRecord, ModelDocument, PlacementRecord, TableRecord } from '../document/model-document.ts'
import { attributesIn } from '../templates/print-template.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { Reason, TargetUnits } from './access-path.ts'
import type { Explained } from './explained.ts'
import { isIn } from './in-view.ts'
import { numberText } from './number-text.ts'
import { entryBytesOf, itemBytesOf, projectedNames } from './typical-size.ts'
import { type View, viewIds, viewName, viewsOf } from './view.ts'
import type { WriteOperation } from './write-operation.ts'

/** One stored item that a write touches. `moves`: its table key changes, so it is deleted and put anew. */
export interface TouchedItem {
  readonly placement: PlacementRecord
  readonly table: TableRecord
  readonly moves: boolean
}

/** The attributes that a write changes. */
export function changedAttributes(operation: WriteOperation): readonly string[] | 'all' {
  if (operation.type !== 'update') return 'all'
  return [...operation.sets, ...(operation.adds ?? []), ...(operation.removes ?? [])]
}

/** Units of one touched item. */
export interface Effect {
  readonly base: Explained
  readonly indexes: readonly Explained[]
  readonly byTarget: readonly TargetUnits[]
  readonly reasons: readonly Reason[]
}

/** Units of one touched item on its table and on each index. */
export function effectOf(
  document: ModelDocument,
  entity: EntityRecord,
  operation: WriteOperation,
  { placement, table, moves }: TouchedItem,
): Effect {
  const bytes = itemBytesOf(document, placement)
  const each = writeUnits(bytes)
  const label = placement.name === undefined ? entity.name : `${entity.name} ${placement.name}`
  const base: Explained = {
    value: moves ? 2 * each : each,
    text: `${label} of ${numberText(bytes)} B in units of 1 KB${moves ? ', deleted and put' : ''} = ${moves ? 2 * each : each}`,
  }
  const byTarget: TargetUnits[] = [{ tableId: table.id, read: 0, write: base.value }]
  const indexes: Explained[] = []
  const reasons: Reason[] = []
  for (const view of operation.type === 'check' ? [] : viewsOf(document, table).slice(1)) {
    const effect = indexEffect(document, entity, operation, placement, view, moves)
    if (effect === undefined) continue
    indexes.push(effect)
    byTarget.push({ ...viewIds(view), read: 0, write: effect.value })
  }
  const total = indexes.reduce((sum, { value }) => sum + value, 0)
  if (total > 2 * base.value) {
    const text = `Indexes take ${total} units where the item itself takes ${base.value}`
    reasons.push({ text, rule: 'I7' })
  }
  return { base, indexes, byTarget, reasons }
}

/** Units on one index; undefined when the write does not touch it. */
function indexEffect(
  document: ModelDocument,
  entity: EntityRecord,
  operation: WriteOperation,
  placement: PlacementRecord,
  view: View,
  moves: boolean,
): Explained | undefined {
  if (!isIn(document, view, placement)) return undefined
  const bytes = entryBytesOf(document, placement, view)
  const each = writeUnits(bytes)
  const explain = (value: number, what: string): Explained => ({
    value,
    text: `${viewName(view)}: ${what}, entry of ${numberText(bytes)} B = ${value}`,
  })
  const changed = changedAttributes(operation)
  if (changed === 'all') return explain(each, operation.type === 'delete' ? 'leaves' : 'enters')
  const keyChanges =
    moves || [...view.key.partition, ...view.key.sort].some(({ name }) => mentions(entity, placement, name, changed))
  if (keyChanges) return explain(2 * each, 'moves')
  const projected = projectedNames(view)
  const isProjected = projected === 'ALL' || changed.some(name => projected.has(name))
  return isProjected ? explain(each, 'changes') : undefined
}

/** Whether a key attribute of a placement is made of one of these. */
export function mentions(
  entity: EntityRecord,
  placement: PlacementRecord,
  key: string,
  names: readonly string[],
): boolean {
  const template = keyTemplateOf(entity, placement, key)
  return template !== undefined && attributesIn(template).some(name => names.includes(name))
}
