import { type Ref, shallowRef } from 'vue'
import { cellSource, type GridColumn, type GridPlace, isEditable } from './grid-column.ts'

/** What the open editor shows. */
export interface GridEditing {
  readonly initial: string
  /** F2 and Enter offer the whole text for replacing; a typed letter starts anew. */
  readonly selectAll: boolean
  readonly error: string | undefined
}

export type AfterCommit = 'down' | 'up' | 'next' | 'previous' | 'stay'

/** Editing in place: at most one cell at a time, the one under the cursor. */
export function useGridEditing<Row>(options: {
  readonly rows: () => readonly Row[]
  readonly columns: () => readonly GridColumn<Row>[]
  readonly cursor: Readonly<Ref<GridPlace>>
  readonly moveTo: (place: GridPlace) => void
  readonly focusGrid: () => void
  readonly onEdit: (edit: { row: Row; rowIndex: number; column: GridColumn<Row>; text: string }) => void
}) {
  const editing = shallowRef<GridEditing | undefined>()

  function at(place: GridPlace) {
    const row = options.rows()[place.row]
    const column = options.columns()[place.column]
    return row !== undefined && column ? { row, column } : undefined
  }

  /** Opens the editor at the cursor; false when the cell cannot be typed into. */
  function start(text?: string): boolean {
    const here = at(options.cursor.value)
    if (!here || !isEditable(here.column, here.row)) return false
    editing.value = {
      initial: text ?? cellSource(here.column, here.row),
      selectAll: text === undefined,
      error: undefined,
    }
    return true
  }

  function cancel() {
    editing.value = undefined
    options.focusGrid()
  }

  function commit(text: string, then: AfterCommit) {
    const here = at(options.cursor.value)
    if (!here || !editing.value) return
    const changed = text !== cellSource(here.column, here.row)
    const error = changed ? here.column.validate?.(here.row, text) : undefined
    if (error !== undefined) {
      // A click elsewhere does not trap: the entry that cannot be is dropped.
      if (then === 'stay') cancel()
      else editing.value = { ...editing.value, error }
      return
    }
    const place = options.cursor.value
    editing.value = undefined
    if (changed) options.onEdit({ row: here.row, rowIndex: place.row, column: here.column, text })
    if (then === 'stay') return
    options.focusGrid()
    if (then === 'down' || then === 'up') {
      options.moveTo({ row: place.row + (then === 'down' ? 1 : -1), column: place.column })
    } else moveOn(place, then === 'next' ? 1 : -1)
  }

  /** Tab: the next cell that can be typed into, over the row's end to the next row, opened. */
  function moveOn(from: GridPlace, step: 1 | -1) {
    const width = options.columns().length
    const rows = options.rows()
    for (let flat = from.row * width + from.column + step; flat >= 0 && flat < rows.length * width; flat += step) {
      const place = { row: Math.floor(flat / width), column: flat % width }
      const here = at(place)
      if (!here || !isEditable(here.column, here.row)) continue
      options.moveTo(place)
      start()
      return
    }
  }

  /** The entry is being corrected: the old complaint goes. */
  function clearError() {
    if (editing.value?.error) editing.value = { ...editing.value, error: undefined }
  }

  return { editing, start, cancel, commit, clearError }
}
