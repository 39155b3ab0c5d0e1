import type { BoundCondition, BoundUpdate } from '../expressions/bound-tree.ts'
import type { Item } from '../values/attribute-value.ts'
import type { DocumentPath } from '../values/document-path.ts'
import type { Returning } from './ast.ts'

/**
 * Statements with parameters put in, lowered to what the item operations run. Tables and indexes are names (or ARNs)
 * still: nothing of a schema has been looked at. Frozen by type: build literals, never change one.
 */
export type BoundStatement = BoundSelect | BoundInsert | BoundStatementUpdate | BoundDelete | BoundExists

/** One member of a result: what is found at the path, under a name that says the end of it. */
export interface SelectColumn {
  readonly name: string
  readonly path: DocumentPath
}

export interface SelectOrder {
  readonly path: DocumentPath
  readonly descending: boolean
}

export interface BoundSelect {
  readonly kind: 'select'
  readonly table: string
  readonly index: string | undefined
  /** Undefined for all. */
  readonly columns: readonly SelectColumn[] | undefined
  readonly where: BoundCondition | undefined
  readonly orderBy: readonly SelectOrder[]
}

export interface BoundInsert {
  readonly kind: 'insert'
  readonly table: string
  readonly item: Item
}

export interface BoundStatementUpdate {
  readonly kind: 'update'
  readonly table: string
  readonly update: BoundUpdate
  readonly where: BoundCondition | undefined
  readonly returning: Returning | undefined
}

export interface BoundDelete {
  readonly kind: 'delete'
  readonly table: string
  readonly where: BoundCondition | undefined
  readonly returning: Returning | undefined
}

/** A condition of a transaction. */
export interface BoundExists {
  readonly kind: 'exists'
  readonly select: BoundSelect
}
