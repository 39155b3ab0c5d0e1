import { cellSource, type GridColumn, isEditable } from './grid-column.ts'
import { type GridRange, isMany } from './grid-range.ts'
import { readTsv } from './tsv.ts'

/** One cell that a paste changes. */
export interface PastedCell<Row> {
  readonly row: Row
  readonly rowIndex: number
  readonly column: GridColumn<Row>
  readonly text: string
}

/**
 * What pasting a text at a range comes to: cells that can be typed into and would change, and the lines that go beyond
 * the last row. One value fills the whole range, as in a spreadsheet.
 */
export function pasteInto<Row>(
  text: string,
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  range: GridRange,
): { readonly edits: readonly PastedCell<Row>[]; readonly beyond: readonly (readonly string[])[] } {
  const cells = readTsv(text)
  const only = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined
  const { top, bottom, left, right } = range
  const lines =
    only !== undefined && isMany(range)
      ? Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => only))
      : cells
  const edits = lines.slice(0, Math.max(0, rows.length - top)).flatMap((values, down) =>
    values.flatMap((value, along) => {
      const row = rows[top + down]
      const column = columns[left + along]
      if (row === undefined || !column || !isEditable(column, row) || value === cellSource(column, row)) return []
      return { row, rowIndex: top + down, column, text: value }
    }),
  )
  return { edits, beyond: lines.slice(Math.max(0, rows.length - top)) }
}
