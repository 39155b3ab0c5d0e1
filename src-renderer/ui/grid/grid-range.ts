import type { GridPlace } from './grid-column.ts'

/** A rectangle of cells, both ends included. */
export interface GridRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** The rectangle between two corners. */
export function rangeBetween(anchor: GridPlace, cursor: GridPlace): GridRange {
  return {
    top: Math.min(anchor.row, cursor.row),
    bottom: Math.max(anchor.row, cursor.row),
    left: Math.min(anchor.column, cursor.column),
    right: Math.max(anchor.column, cursor.column),
  }
}

/** Whether it is more than the cell under the cursor. */
export function isMany(range: GridRange): boolean {
  return range.top !== range.bottom || range.left !== range.right
}

/**
 * Where a key takes the cursor, or undefined when it is no cursor key. With the command key arrows go to the edge.
 * `page`: rows in sight.
 */
export function moveByKey(
  key: string,
  toEdge: boolean,
  from: GridPlace,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): GridPlace | undefined {
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const row = (to: number) => ({ row: Math.max(0, Math.min(lastRow, to)), column: from.column })
  const column = (to: number) => ({ row: from.row, column: Math.max(0, Math.min(lastColumn, to)) })
  switch (key) {
    case 'ArrowDown':
      return row(toEdge ? lastRow : from.row + 1)
    case 'ArrowUp':
      return row(toEdge ? 0 : from.row - 1)
    case 'ArrowRight':
      return column(toEdge ? lastColumn : from.column + 1)
    case 'ArrowLeft':
      return column(toEdge ? 0 : from.column - 1)
    case 'PageDown':
      return row(from.row + size.page)
    case 'PageUp':
      return row(from.row - size.page)
    case 'Home':
      return toEdge ? { row: 0, column: 0 } : column(0)
    case 'End':
      return toEdge ? { row: lastRow, column: lastColumn } : column(lastColumn)
    default:
      return undefined
  }
}
