import type { Expression } from './ast.ts'
import type { StatementCursor } from './statement-cursor.ts'

/** What the parts of the parser share; parse-statement.ts puts them together. */
export interface Grammar {
  readonly cursor: StatementCursor
  /** Reads an expression up to an operator that does not bind tighter than `binding`. */
  expression(binding: Binding): Expression
  /** The position of the next `?`. */
  nextParameter(): number
}

/** How tight an operator binds. */
export type Binding = (typeof BINDINGS)[keyof typeof BINDINGS]

export const BINDINGS = {
  none: 0,
  or: 10,
  and: 20,
  not: 30,
  equality: 40,
  order: 50,
  sum: 60,
  product: 70,
  sign: 80,
} as const
