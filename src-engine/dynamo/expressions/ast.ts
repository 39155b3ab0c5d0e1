import type { DocumentPath } from '../values/document-path.ts'

/**
 * Expressions as they were written: `#names` and `:values` are still placeholders. Trees depend on the text alone, so
 * they are kept from request to request (parse-cache.ts) and must never be changed.
 */

/** `a`, `#a` or `[0]` in a document path. */
export type PathPart =
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'placeholder'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }

export interface PathNode {
  readonly kind: 'path'
  readonly parts: readonly PathPart[]
  /** The path itself where no part is a placeholder, so that binding has nothing to do. */
  readonly literal: DocumentPath | undefined
}

/** `:value`; `name` has the colon. */
export interface ValueNode {
  readonly kind: 'value'
  readonly name: string
}

/** A call of any function, known or not: names are judged by check.ts. */
export interface FunctionNode {
  readonly kind: 'function'
  readonly name: string
  readonly operands: readonly OperandNode[]
}

export type OperandNode = PathNode | ValueNode | FunctionNode

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type ConditionNode =
  | {
      readonly kind: 'comparison'
      readonly operator: Comparator
      readonly left: OperandNode
      readonly right: OperandNode
    }
  | {
      readonly kind: 'between'
      readonly operand: OperandNode
      readonly lower: OperandNode
      readonly upper: OperandNode
    }
  | { readonly kind: 'in'; readonly operand: OperandNode; readonly candidates: readonly OperandNode[] }
  | { readonly kind: 'and' | 'or'; readonly left: ConditionNode; readonly right: ConditionNode }
  | { readonly kind: 'not'; readonly condition: ConditionNode }
  | FunctionNode

/** What a SET action assigns: an operand or one sum or difference of two. */
export type SetValueNode =
  | OperandNode
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-'
      readonly left: OperandNode
      readonly right: OperandNode
    }

export type UpdateSection =
  | { readonly kind: 'SET'; readonly actions: readonly { readonly path: PathNode; readonly value: SetValueNode }[] }
  | { readonly kind: 'REMOVE'; readonly paths: readonly PathNode[] }
  | {
      readonly kind: 'ADD' | 'DELETE'
      readonly actions: readonly { readonly path: PathNode; readonly value: ValueNode }[]
    }

/** A parsed condition, filter or key condition. */
export interface ConditionExpression {
  readonly condition: ConditionNode
  /** Two pairs of parentheses around the same thing somewhere. */
  readonly redundantParentheses: boolean
}

export interface UpdateExpression {
  /** In the order written; the same kind twice is legal here and refused by check.ts. */
  readonly sections: readonly UpdateSection[]
  /** Every placeholder in the order written, repeats included: undefined ones are reported before anything else. */
  readonly names: readonly string[]
  readonly values: readonly string[]
  readonly redundantParentheses: boolean
}

export interface ProjectionExpression {
  readonly paths: readonly PathNode[]
}
