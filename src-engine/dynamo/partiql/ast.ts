import type { SourceSpan } from './source-span.ts'

/**
 * Statements as they are written. PartiQL has one kind of expression for everything (conditions, values, statements in
 * parentheses), so what may stand where is not the parser's affair but that of the binders. Trees are kept from request
 * to request (parsed-statement.ts) and must never be changed. `at` is the token that messages point at.
 */
export type Expression =
  | { readonly kind: 'string' | 'number'; readonly text: string; readonly at: SourceSpan }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: SourceSpan }
  | { readonly kind: 'null' | 'missing'; readonly at: SourceSpan }
  /** A `?`; parameters count from 0. */
  | { readonly kind: 'parameter'; readonly position: number; readonly at: SourceSpan }
  /** `[…]`, and several expressions in parentheses. */
  | { readonly kind: 'list'; readonly members: readonly Expression[]; readonly at: SourceSpan }
  /** `<<…>>` */
  | { readonly kind: 'bag'; readonly members: readonly Expression[]; readonly at: SourceSpan }
  /** `{…}` */
  | { readonly kind: 'tuple'; readonly fields: readonly TupleField[]; readonly at: SourceSpan }
  | PathNode
  | {
      readonly kind: 'call'
      readonly name: string
      readonly operands: readonly Expression[]
      readonly at: SourceSpan
    }
  /** A sign in front of anything but a number. */
  | { readonly kind: 'sign'; readonly operator: '+' | '-'; readonly operand: Expression; readonly at: SourceSpan }
  | { readonly kind: 'not'; readonly operand: Expression; readonly at: SourceSpan }
  /** `a AND b AND c` is one node. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[]; readonly at: SourceSpan }
  | {
      readonly kind: 'comparison'
      readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='
      readonly left: Expression
      readonly right: Expression
      readonly at: SourceSpan
    }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/' | '%' | '||'
      readonly left: Expression
      readonly right: Expression
      readonly at: SourceSpan
    }
  | { readonly kind: 'in'; readonly operand: Expression; readonly candidates: Expression; readonly at: SourceSpan }
  | {
      readonly kind: 'between'
      readonly operand: Expression
      readonly lower: Expression
      readonly upper: Expression
      readonly at: SourceSpan
    }
  | { readonly kind: 'like'; readonly operand: Expression; readonly pattern: Expression; readonly at: SourceSpan }
  /** `type` in lower case, of several words with one blank between them. */
  | { readonly kind: 'is'; readonly operand: Expression; readonly type: string; readonly at: SourceSpan }
  | SelectNode
  | InsertNode
  | UpdateNode
  | DeleteNode

export interface TupleField {
  readonly name: Expression
  readonly value: Expression
}

/** A name with the steps behind it. */
export interface PathNode {
  readonly kind: 'path'
  readonly name: string
  readonly steps: readonly PathStep[]
  readonly at: SourceSpan
}

export type PathStep =
  | { readonly kind: 'name'; readonly name: string; readonly at: SourceSpan }
  /** `[…]` with whatever stands in it. */
  | { readonly kind: 'element'; readonly element: Expression; readonly at: SourceSpan }
  /** `.*` or `[*]` */
  | { readonly kind: 'all'; readonly at: SourceSpan }

export interface SelectNode {
  readonly kind: 'select'
  readonly columns: 'all' | readonly Expression[]
  readonly source: Expression
  readonly where: Expression | undefined
  readonly orderBy: readonly OrderTerm[]
  /** Whether anything is given another name. */
  readonly aliased: boolean
  /** The first clause that DynamoDB knows and does not do. */
  readonly unsupported: UnsupportedClause | undefined
  readonly at: SourceSpan
}

export interface OrderTerm {
  readonly by: Expression
  readonly descending: boolean
}

export interface UnsupportedClause {
  readonly name: string
  readonly at: SourceSpan
}

export interface InsertNode {
  readonly kind: 'insert'
  readonly target: PathNode
  /** Behind VALUE; undefined where something else is inserted. */
  readonly value: Expression | undefined
  readonly at: SourceSpan
}

/** The images that RETURNING names. */
export type Returning = 'ALL OLD' | 'ALL NEW' | 'MODIFIED OLD' | 'MODIFIED NEW'

export interface UpdateNode {
  readonly kind: 'update'
  readonly target: PathNode
  readonly aliased: boolean
  readonly actions: readonly UpdateAction[]
  readonly where: Expression | undefined
  readonly returning: Returning | undefined
  readonly at: SourceSpan
}

export type UpdateAction =
  | { readonly kind: 'set'; readonly target: PathNode; readonly value: Expression }
  | { readonly kind: 'remove'; readonly target: PathNode }

export interface DeleteNode {
  readonly kind: 'delete'
  readonly target: PathNode
  readonly aliased: boolean
  readonly where: Expression | undefined
  readonly returning: Returning | undefined
  readonly at: SourceSpan
}

/** A statement that does something; others are expressions, which can be read and are refused. */
export type StatementNode = SelectNode | InsertNode | UpdateNode | DeleteNode
