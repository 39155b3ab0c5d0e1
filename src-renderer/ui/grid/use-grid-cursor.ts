import { computed, type Ref, ref, watch } from 'vue'
import type { GridPlace } from './grid-column.ts'
import { rangeBetween } from './grid-range.ts'

/** The cursor, the other corner of the range, and the selected rows of a grid. */
export function useGridCursor(options: {
  readonly rowCount: () => number
  readonly columnCount: () => number
  readonly keyOf: (row: number) => string
  readonly selection: Ref<ReadonlySet<string>>
  readonly reveal: (place: GridPlace) => void
}) {
  const cursor = ref<GridPlace>({ row: 0, column: 0 })
  const anchor = ref<GridPlace>({ row: 0, column: 0 })
  const range = computed(() => rangeBetween(anchor.value, cursor.value))
  /** Where a selection of rows with Shift starts. */
  let firstSelected = 0

  function clamp(place: GridPlace): GridPlace {
    return {
      row: Math.max(0, Math.min(options.rowCount() - 1, place.row)),
      column: Math.max(0, Math.min(options.columnCount() - 1, place.column)),
    }
  }

  /** Moves the cursor; with `extend` the other corner of the range stays. */
  function moveTo(place: GridPlace, extend = false) {
    cursor.value = clamp(place)
    if (!extend) {
      anchor.value = cursor.value
      if (options.selection.value.size > 0) options.selection.value = new Set()
    }
    options.reveal(cursor.value)
  }

  /** `only` selects one row, `toggle` adds or removes it, `through` selects from the last one on. */
  function selectRow(row: number, how: 'only' | 'toggle' | 'through') {
    const key = options.keyOf(row)
    if (how === 'through') {
      const keys = new Set<string>()
      for (let at = Math.min(firstSelected, row); at <= Math.max(firstSelected, row); at += 1)
        keys.add(options.keyOf(at))
      options.selection.value = keys
    } else {
      firstSelected = row
      const next = how === 'toggle' ? new Set(options.selection.value) : new Set<string>()
      if (how === 'toggle' && next.has(key)) next.delete(key)
      else next.add(key)
      options.selection.value = next
    }
    cursor.value = clamp({ row, column: cursor.value.column })
    anchor.value = cursor.value
    options.reveal(cursor.value)
  }

  function selectAll() {
    const keys = new Set<string>()
    for (let at = 0; at < options.rowCount(); at += 1) keys.add(options.keyOf(at))
    options.selection.value = options.selection.value.size === keys.size ? new Set() : keys
  }

  // Rows or columns that went away must not leave the cursor outside.
  watch([options.rowCount, options.columnCount], () => {
    cursor.value = clamp(cursor.value)
    anchor.value = clamp(anchor.value)
  })

  return { cursor, anchor, range, moveTo, selectRow, selectAll }
}
