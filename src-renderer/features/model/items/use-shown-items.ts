import { computed } from 'vue'
import type { ItemRecord } from '#modeling'
import { indexesOf, itemsOfTable, placementsOf, type RecordId, recordOfKind } from '#modeling'
import { problemsByRecord, useOpenModel } from '../../../stores/open-model.ts'
import type { GridGroup, RowLook } from '../../../ui/index.ts'
import { bytesText, counted } from '../amounts.ts'
import { useModelView } from '../model-view-state.ts'
import { collectItems, type ItemCollection } from './item-collections.ts'
import { itemColumns } from './item-columns.ts'
import { type ItemMark, itemMarks } from './item-marks.ts'

/** The sample items of a table as its tab shows them: through the table or an index, of all entities or some. */
export function useShownItems(tableId: () => RecordId) {
  const { model, document } = useOpenModel()
  const view = useModelView()

  const table = computed(() => recordOfKind(document.value, 'table', tableId()))
  const state = computed(() => view.of(tableId()))
  // One by one, so that a change of how keys are shown does not collect thousands of items again.
  const facets = computed(() => state.value.facets)
  const through = computed(() => state.value.through)
  const keysAs = computed(() => state.value.keysAs)
  const showsAbsent = computed(() => state.value.showsAbsent)
  const indexes = computed(() => indexesOf(document.value, tableId()))
  const all = computed(() => itemsOfTable(document.value, tableId()))
  /** The index that the items are seen through; one that was removed gives way to the table. */
  const index = computed(() => indexes.value.find(({ id }) => id === through.value))
  const marks = computed(() => itemMarks(document.value, tableId()))
  const isPlaced = computed(() => placementsOf(document.value, tableId()).length > 0)
  /** The entities and facets that are chosen and still there. */
  const chosen = computed<readonly ItemMark[]>(() => marks.value.legend.filter(({ id }) => facets.value.has(id)))
  const filtered = computed(() => {
    if (chosen.value.length === 0) return all.value
    const ids = new Set(chosen.value.map(({ id }) => id))
    return all.value.filter(record => ids.has(marks.value.of(record)?.id ?? ''))
  })
  const collected = computed(() =>
    table.value
      ? collectItems(table.value, index.value, filtered.value)
      : { items: [], collectionOf: new Map<RecordId, ItemCollection>(), collections: 0, absent: [] },
  )
  /** What the grid shows: the items of the index, and below them those that it does not hold. */
  const rows = computed<readonly ItemRecord[]>(() =>
    showsAbsent.value ? [...collected.value.items, ...collected.value.absent] : collected.value.items,
  )
  const absent = computed(() => new Set(collected.value.absent))
  const problems = computed(() => problemsByRecord(model.problems))
  const columns = computed(() =>
    table.value
      ? itemColumns({
          document: document.value,
          table: table.value,
          index: index.value,
          items: collected.value.items,
          absent: absent.value,
          problems: problems.value,
          onlyUsed: chosen.value.length > 0,
          keysAs: keysAs.value,
        })
      : [],
  )
  /** Every item is its own collection without a sort key: header lines would only double the rows. */
  const isGrouped = computed(() => index.value !== undefined || (table.value?.key.sort.length ?? 0) > 0)
  const groupOf = computed(() => (isGrouped.value ? (record: ItemRecord) => groupFor(record) : undefined))

  const absentGroup = computed<GridGroup>(() => ({
    id: 'absent',
    label: `Not in ${index.value?.name ?? 'the index'}`,
    trail: counted(collected.value.absent.length, 'item'),
  }))
  const groups = new WeakMap<ItemCollection, GridGroup>()

  function groupFor({ id }: ItemRecord): GridGroup | undefined {
    const collection = collected.value.collectionOf.get(id)
    if (!collection) return absentGroup.value
    const made = groups.get(collection)
    if (made) return made
    const { label, items, bytes } = collection
    const group = { id: collection.id, label, trail: `${counted(items, 'item')} · ${bytesText(bytes)}` }
    groups.set(collection, group)
    return group
  }

  function lookOf(record: ItemRecord): RowLook | undefined {
    const mark = marks.value.of(record)
    const isAbsent = absent.value.has(record)
    if (!mark) return isAbsent ? { dim: true } : undefined
    const placement = record.placementId && recordOfKind(document.value, 'placement', record.placementId)
    const tip = placement && placement.name !== undefined ? `${mark.name}, ${placement.name}` : mark.name
    return { colour: mark.colour, letter: mark.letter, tip, dim: isAbsent }
  }

  return {
    document,
    table,
    state,
    indexes,
    isPlaced,
    all,
    index,
    marks,
    chosen,
    collected,
    rows,
    columns,
    groupOf,
    lookOf,
  }
}
