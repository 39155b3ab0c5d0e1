import type { AttributeType } from '#dynamo'

/** What a cell shows. No cell (undefined) means the row has no such attribute: drawn as visibly empty. */
export interface GridCell {
  /** One line; cut it (`valueText`), long values cost. */
  readonly text: string
  /** The sign of the type, left of the text. Give it where it is not the column's usual type. */
  readonly glyph?: AttributeType
  readonly align?: 'start' | 'end'
  /** `dim`: quieter. `key`: an attribute of the key. Others colour the text. */
  readonly tone?: 'dim' | 'key' | 'green' | 'amber' | 'red' | 'accent'
  readonly mono?: boolean
  readonly tip?: string
  /** The cell is wrong: underlined in red, `tip` says why. */
  readonly invalid?: boolean
}

/** A column of FDataGrid. Give the same object for the same column where you can: cells are kept by its identity. */
export interface GridColumn<Row> {
  readonly id: string
  readonly title: string
  /** Pixels; 160 when absent. */
  readonly width?: number
  readonly minWidth?: number
  readonly align?: 'start' | 'end'
  readonly mono?: boolean
  /** Stays at the left edge: key columns. Sticky columns come first, in their order. */
  readonly sticky?: boolean
  /** Stays at the right edge where the grid is wide enough: what follows from a row. Such columns come last. */
  readonly stickyEnd?: boolean
  /** Under the pointer on the title. */
  readonly hint?: string
  /** The sign of the column's type, beside its title. */
  readonly glyph?: AttributeType
  /** A short mark before the title: `PK`, `SK`. */
  readonly badge?: string
  readonly sortable?: boolean
  readonly cell: (row: Row) => GridCell | undefined
  /** Text the editor starts with and copying yields; the cell's text when absent. Nothing is cut. */
  readonly source?: (row: Row) => string
  readonly editable?: boolean | ((row: Row) => boolean)
  /** What is wrong with an entry, shown at the cell, which then stays open. */
  readonly validate?: (row: Row, text: string) => string | undefined
}

/** A header line above the first row of a group (an item collection). */
export interface GridGroup {
  readonly id: string
  readonly label: string
  readonly trail?: string
  readonly colour?: string
}

/** A cell by row and column number, both among what is shown (group lines not counted). */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** What a row looks like beside its cells. */
export interface RowLook {
  /** A bar at the left edge. */
  readonly colour?: string | undefined
  /** The letter on the bar's row head: an entity's. */
  readonly letter?: string | undefined
  readonly tip?: string | undefined
  readonly dim?: boolean
}

export const DEFAULT_COLUMN_WIDTH = 160

/** Whether a cell may be typed into. */
export function isEditable<Row>(column: GridColumn<Row>, row: Row): boolean {
  return typeof column.editable === 'function' ? column.editable(row) : column.editable === true
}

/** The text that stands for a cell outside the grid: in the editor and on the clipboard. */
export function cellSource<Row>(column: GridColumn<Row>, row: Row): string {
  return column.source ? column.source(row) : (column.cell(row)?.text ?? '')
}
