import type { AttributeMap, AttributeValue, BoundStatement, Item } from '#dynamo'
import type { Comparison, WriteCondition } from '../document/model-document.ts'

/** A comparison with its values. */
export interface ConcreteCondition {
  readonly attribute: string
  readonly is: Comparison
  readonly values: readonly AttributeValue[]
}

export interface ConcreteGet {
  readonly kind: 'get'
  readonly table: string
  readonly key: AttributeMap
  readonly consistent: boolean
  readonly attributes?: readonly string[]
}

export interface ConcreteQuery {
  readonly kind: 'query'
  readonly table: string
  readonly index?: string
  readonly conditions: readonly ConcreteCondition[]
  readonly filter: readonly ConcreteCondition[]
  readonly forward: boolean
  readonly limit?: number
  readonly consistent: boolean
  readonly attributes?: readonly string[]
  /** Of a local index: base items are fetched for what it does not project. */
  readonly whole: boolean
}

export interface ConcreteScan {
  readonly kind: 'scan'
  readonly table: string
  readonly index?: string
  readonly filter: readonly ConcreteCondition[]
  readonly consistent: boolean
  readonly attributes?: readonly string[]
}

export interface ConcretePut {
  readonly kind: 'put'
  readonly table: string
  readonly item: Item
  readonly condition?: ConcreteWriteCondition
}

export interface ConcreteUpdate {
  readonly kind: 'update'
  readonly table: string
  readonly key: AttributeMap
  readonly sets: Readonly<Record<string, AttributeValue>>
  /** Numbers that are added to. */
  readonly adds: Readonly<Record<string, AttributeValue>>
  readonly removes: readonly string[]
  readonly condition?: ConcreteWriteCondition
}

export interface ConcreteDelete {
  readonly kind: 'delete'
  readonly table: string
  readonly key: AttributeMap
  readonly condition?: ConcreteWriteCondition
}

export interface ConcreteCheck {
  readonly kind: 'check'
  readonly table: string
  readonly key: AttributeMap
  readonly condition: ConcreteWriteCondition
}

/** `keyAttribute`: what `exists` and `absent` ask for. */
export type ConcreteWriteCondition =
  | { readonly is: Extract<WriteCondition, string>; readonly keyAttribute: string }
  | { readonly is: 'unchanged' | 'at-least'; readonly attribute: string; readonly value: AttributeValue }

export type ConcreteWrite = ConcretePut | ConcreteUpdate | ConcreteDelete | ConcreteCheck

/** A PartiQL statement, as it is sent and as it is understood. */
export interface ConcreteStatement {
  readonly kind: 'statement'
  readonly text: string
  readonly parameters: readonly AttributeValue[]
  readonly statement: BoundStatement
  readonly table: string
  readonly index: string | undefined
  readonly consistent: boolean
  readonly limit?: number
}

export interface ConcreteSearch {
  readonly kind: 'search'
  readonly table: string
  readonly index: string
  /** The attribute that holds vectors, and the one that is searched for. */
  readonly attribute: string
  readonly vector: readonly AttributeValue[]
  readonly conditions: readonly ConcreteCondition[]
  readonly top: number
  readonly attributes?: readonly string[]
}

/** One request with everything in it that is sent, in a form that can be both printed and predicted. */
export type ConcreteRequest =
  | ConcreteGet
  | ConcreteQuery
  | ConcreteScan
  | ConcreteStatement
  | ConcreteSearch
  | Exclude<ConcreteWrite, ConcreteCheck>
  | { readonly kind: 'batch-get' | 'transact-get'; readonly members: readonly ConcreteGet[] }
  | { readonly kind: 'batch-write'; readonly members: readonly (ConcretePut | ConcreteDelete)[] }
  | { readonly kind: 'transact-write'; readonly members: readonly ConcreteWrite[] }
