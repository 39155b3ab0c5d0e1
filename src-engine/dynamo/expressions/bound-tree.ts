import type { AttributeType, AttributeValue } from '../values/attribute-value.ts'
import type { DocumentPath } from '../values/document-path.ts'
import type { Comparator } from './ast.ts'

/**
 * Expressions with names and values put in: what the evaluators run. The legacy parameters (legacy.ts) and PartiQL
 * are lowered to the same trees. Plain frozen-by-type data: build literals, never change one.
 */

export type BoundOperand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly operand: BoundOperand }
  /** A condition taken for a BOOL value, which PartiQL allows: `attribute_exists(a) = true`. */
  | { readonly kind: 'condition'; readonly condition: BoundCondition }

export type BoundCondition =
  | { readonly kind: 'and'; readonly conditions: readonly BoundCondition[] }
  | { readonly kind: 'or'; readonly conditions: readonly BoundCondition[] }
  | { readonly kind: 'not'; readonly condition: BoundCondition }
  | {
      readonly kind: 'comparison'
      readonly operator: Comparator
      readonly left: BoundOperand
      readonly right: BoundOperand
    }
  | {
      readonly kind: 'between'
      readonly operand: BoundOperand
      readonly lower: BoundOperand
      readonly upper: BoundOperand
    }
  | { readonly kind: 'in'; readonly operand: BoundOperand; readonly candidates: readonly BoundOperand[] }
  | { readonly kind: 'attribute_exists' | 'attribute_not_exists'; readonly path: DocumentPath }
  | { readonly kind: 'attribute_type'; readonly operand: BoundOperand; readonly type: AttributeType }
  | { readonly kind: 'begins_with'; readonly operand: BoundOperand; readonly prefix: BoundOperand }
  | { readonly kind: 'contains'; readonly operand: BoundOperand; readonly member: BoundOperand }

export type BoundSetValue =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'if_not_exists'; readonly path: DocumentPath; readonly otherwise: BoundSetValue }
  | { readonly kind: 'list_append'; readonly first: BoundSetValue; readonly second: BoundSetValue }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-'
      readonly left: BoundSetValue
      readonly right: BoundSetValue
    }

export type BoundAction =
  | { readonly kind: 'set'; readonly path: DocumentPath; readonly value: BoundSetValue }
  | { readonly kind: 'remove'; readonly path: DocumentPath }
  | { readonly kind: 'add' | 'delete'; readonly path: DocumentPath; readonly value: AttributeValue }

export interface BoundUpdate {
  /** In the order written. All operands read the item as it was, so the order decides nothing but error priority. */
  readonly actions: readonly BoundAction[]
  /** From AttributeUpdates, which has its own text for a stored value of the wrong type and may ADD to lists. */
  readonly legacy: boolean
}

export interface BoundProjection {
  /** In the order written; no two overlap. */
  readonly paths: readonly DocumentPath[]
}

export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'between' | 'begins_with'

/** One condition on a top-level attribute, mirrored if need be so that the attribute stands first. */
export interface BoundKeyTerm {
  readonly attribute: string
  /** `unindexable` for one that legacy conditions have but keys do not take: refused when its table is known. */
  readonly operator: KeyOperator | 'unindexable'
  /** One value; two for `between`. */
  readonly values: readonly AttributeValue[]
}

/** A conjunction of conditions on different attributes; not yet held against a key schema (key-range.ts). */
export interface BoundKeyCondition {
  readonly terms: readonly BoundKeyTerm[]
}
