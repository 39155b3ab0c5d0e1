import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { type ModelDocument, type RecordId, recordOf } from '#modeling'
import { useModelDocument } from '../../stores/model-document.ts'
import { useSession } from '../../stores/session.ts'
import { itemMarks } from './items/item-marks.ts'
import type { KeysAs } from './items/key-pieces.ts'

/** The parts of a table's tab. */
export type TableSection = 'items' | 'keys' | 'chart' | 'facets' | 'settings'

/** What the items of a table are seen through: the table itself, or an index by its id. */
export type ItemsThrough = 'table' | RecordId

/** What is shown of one table. Never in the model file; forgotten with the window. */
export interface TableViewState {
  readonly section: TableSection
  readonly through: ItemsThrough
  /** Entities and facets whose items are shown; empty shows all. */
  readonly facets: ReadonlySet<RecordId>
  /** Keys as they lie in the table, or as the templates that wrote them. */
  readonly keysAs: KeysAs
  /** Through an index, the items that it does not hold stand below the others. */
  readonly showsAbsent: boolean
  /** The facet of the Facets section. */
  readonly facet: RecordId | undefined
  /** Unfolded indexes. */
  readonly openIndexes: ReadonlySet<RecordId>
}

const START: TableViewState = {
  section: 'items',
  through: 'table',
  facets: new Set(),
  keysAs: 'values',
  showsAbsent: true,
  facet: undefined,
  openIndexes: new Set(),
}

/** A place that somebody asked for; views that show it take the cursor there. */
export interface FocusedPlace {
  readonly recordId: RecordId
  readonly attribute?: string | undefined
  readonly path?: string | undefined
}

/** What the Model area shows: sections, views, the side list. */
export const useModelView = defineStore('model-view', () => {
  const model = useModelDocument()
  const session = useSession()
  const tables = shallowRef<Readonly<Record<RecordId, TableViewState>>>({})
  const focused = shallowRef<FocusedPlace | undefined>()
  /** Side list. */
  const selected = shallowRef<string | undefined>()
  const expanded = shallowRef<ReadonlySet<string>>(new Set())
  /** The record whose name is typed over in the side list. */
  const renaming = shallowRef<RecordId | undefined>()
  /** A command asks the tab of a table for a new item; a new object each time. */
  const addItemIn = shallowRef<{ readonly tableId: RecordId } | undefined>()

  // Ids of one model mean nothing in the next.
  watch(
    () => model.path,
    () => {
      tables.value = {}
      focused.value = undefined
      selected.value = undefined
      expanded.value = new Set()
      renaming.value = undefined
    },
  )

  function of(tableId: RecordId): TableViewState {
    return (Object.hasOwn(tables.value, tableId) ? tables.value[tableId] : undefined) ?? START
  }

  function change(tableId: RecordId, members: Partial<TableViewState>): void {
    tables.value = { ...tables.value, [tableId]: { ...of(tableId), ...members } }
  }

  /** Opens a table's tab at one of its parts. */
  function openTable(tableId: RecordId, members: Partial<TableViewState> = {}): void {
    change(tableId, members)
    session.arrange({ activity: 'model' })
    session.open('table', { table: tableId })
  }

  /** Opens whatever a record of the model is edited in; false when there is no such record. */
  function show(place: FocusedPlace): boolean {
    const { document } = model
    const record = document && recordOf(document, place.recordId)
    if (!document || !record) return false
    switch (record.kind) {
      case 'model':
        session.arrange({ activity: 'model' })
        session.open('model')
        break
      case 'table':
        openTable(record.id, { section: sectionOf(place) })
        break
      case 'index':
      case 'vectorIndex':
        openTable(record.tableId, {
          section: 'keys',
          openIndexes: new Set([...of(record.tableId).openIndexes, record.id]),
        })
        break
      case 'placement':
        openTable(record.tableId, { section: 'chart' })
        break
      case 'entity':
      case 'relation':
      case 'pattern':
        return false
      case 'facet':
        openTable(record.tableId, { section: 'facets', facet: record.id })
        break
      case 'item':
        openTable(record.tableId, { section: 'items', ...throughFor(document, place, of(record.tableId)) })
        break
    }
    focused.value = { ...place }
    return true
  }

  return { focused, selected, expanded, renaming, addItemIn, of, change, openTable, show }
})

/** An item is looked for in the table, without a filter that may hide it. */
function throughFor(
  document: ModelDocument,
  { recordId }: FocusedPlace,
  state: TableViewState,
): Partial<TableViewState> {
  const record = recordOf(document, recordId)
  const id = record?.kind === 'item' ? itemMarks(document, record.tableId).of(record)?.id : undefined
  const isHidden = state.facets.size > 0 && (id === undefined || !state.facets.has(id))
  return { through: 'table', ...(isHidden ? { facets: new Set<RecordId>() } : {}) }
}

/** The part of a table's tab in which a member of the table is edited. */
function sectionOf({ path }: FocusedPlace): TableSection {
  if (path === undefined || /^(?:key|attributes)\b/.test(path)) return path === undefined ? 'items' : 'keys'
  return 'settings'
}
