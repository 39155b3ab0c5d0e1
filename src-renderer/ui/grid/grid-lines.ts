import type { GridGroup } from './grid-column.ts'

/**
 * What stands on each line of the grid: a row, or the header of the group that starts with a row. Kept as numbers
 * (row, or the row's complement for a header) so that 100,000 rows cost one pass and no objects.
 */
export interface GridLines {
  readonly count: number
  readonly rowCount: number
  /** The row on a line, or undefined for a header line. */
  rowAt(line: number): number | undefined
  /** The row that a header line introduces; only for header lines. */
  headedRow(line: number): number
  lineOf(row: number): number
}

/** Lines of `rows`, with a header wherever the group's id changes. */
export function gridLines<Row>(
  rows: readonly Row[],
  groupOf: ((row: Row) => GridGroup | undefined) | undefined,
): GridLines {
  if (!groupOf) {
    return {
      count: rows.length,
      rowCount: rows.length,
      rowAt: line => line,
      headedRow: line => line,
      lineOf: row => row,
    }
  }
  const lines: number[] = []
  const lineOfRow = new Int32Array(rows.length)
  let current: string | undefined
  rows.forEach((row, at) => {
    const group = groupOf(row)?.id
    if (group !== undefined && group !== current) lines.push(~at)
    current = group
    lineOfRow[at] = lines.length
    lines.push(at)
  })
  return {
    count: lines.length,
    rowCount: rows.length,
    rowAt: line => {
      const entry = lines[line]
      return entry === undefined || entry < 0 ? undefined : entry
    },
    headedRow: line => ~(lines[line] ?? -1),
    lineOf: row => lineOfRow[row] ?? 0,
  }
}
