import { computed } from 'vue'
import type { ItemRecord } from '#modeling'
import { facetsOf, indexesOf, itemsOfTable, type RecordId, recordOfKind } from '#modeling'
import { problemsByRecord, useOpenModel } from '../../../stores/open-model.ts'
import type { GridGroup, RowLook } from '../../../ui/index.ts'
import { bytesText, counted } from '../amounts.ts'
import { facetMarks } from '../facet-marks.ts'
import { useModelView } from '../model-view-state.ts'
import { collectItems, type ItemCollection } from './item-collections.ts'
import { itemColumns } from './item-columns.ts'

/** The sample items of a table as its tab shows them: through the table or an index, with or without some facets. */
export function useShownItems(tableId: () => RecordId) {
  const { model, document } = useOpenModel()
  const view = useModelView()

  const table = computed(() => recordOfKind(document.value, 'table', tableId()))
  const state = computed(() => view.of(tableId()))
  const indexes = computed(() => indexesOf(document.value, tableId()))
  const facets = computed(() => facetsOf(document.value, tableId()))
  const all = computed(() => itemsOfTable(document.value, tableId()))
  /** The index that the items are seen through; one that was removed gives way to the table. */
  const index = computed(() => indexes.value.find(({ id }) => id === state.value.through))
  const marks = computed(() => facetMarks(document.value))
  /** The facets that are chosen and still there. */
  const chosen = computed(() => facets.value.filter(({ id }) => state.value.facets.has(id)))
  const filtered = computed(() => {
    if (chosen.value.length === 0) return all.value
    const ids = new Set(chosen.value.map(({ id }) => id))
    return all.value.filter(({ facetId }) => facetId !== undefined && ids.has(facetId))
  })
  const collected = computed(() =>
    table.value
      ? collectItems(table.value, index.value, filtered.value)
      : { items: [], collectionOf: new Map<RecordId, ItemCollection>(), collections: 0, absent: [] },
  )
  const problems = computed(() => problemsByRecord(model.problems))
  const columns = computed(() =>
    table.value
      ? itemColumns({
          document: document.value,
          table: table.value,
          index: index.value,
          items: collected.value.items,
          problems: problems.value,
          onlyUsed: chosen.value.length > 0,
        })
      : [],
  )
  /** Every item is its own collection without a sort key: header lines would only double the rows. */
  const isGrouped = computed(() => index.value !== undefined || (table.value?.key.sort.length ?? 0) > 0)
  const groupOf = computed(() => (isGrouped.value ? (record: ItemRecord) => groupFor(record) : undefined))

  function groupFor({ id }: ItemRecord): GridGroup | undefined {
    const collection = collected.value.collectionOf.get(id)
    if (!collection) return undefined
    const { label, items, bytes } = collection
    return { id: collection.id, label, trail: `${counted(items, 'item')} · ${bytesText(bytes)}` }
  }

  function lookOf({ facetId }: ItemRecord): RowLook | undefined {
    const mark = facetId === undefined ? undefined : marks.value.get(facetId)
    return mark ? { colour: mark.colour, letter: mark.letter, tip: mark.facet.name } : undefined
  }

  return { document, table, state, indexes, facets, all, index, marks, chosen, collected, columns, groupOf, lookOf }
}
