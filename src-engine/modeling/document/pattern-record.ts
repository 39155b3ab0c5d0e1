import type { AttributeValue } from '#dynamo'
import type { RecordBase, RecordId } from './record-base.ts'

/**
 * An access pattern: what the application asks of its data, how often, and by what it knows. It speaks of entities and
 * their attributes; which table or index answers is the plan's matter (access-patterns/access-path.ts).
 */
export interface PatternRecord extends RecordBase {
  readonly kind: 'pattern'
  readonly name: string
  readonly description?: string
  /** Who asks: a user role, a service. */
  readonly actor?: string
  readonly operation: PatternOperation
  /** Calls per second. Absent: unknown, which is a gap and not zero. */
  readonly rate?: Rate
  /** The author's own choice of what answers. Absent: the best path there is. */
  readonly servedBy?: { readonly tableId: RecordId; readonly indexId?: RecordId }
}

/** Calls per second: on average over the month, and at the peak (absent: as the average). */
export interface Rate {
  readonly average: number
  readonly peak?: number
}

export type Comparison = '=' | '<' | '<=' | '>' | '>=' | 'between' | 'begins_with'

/** An attribute of the entity that the caller knows or limits. */
export interface Given {
  readonly attribute: string
  /** Absent: `=`. */
  readonly is?: Comparison
  /**
   * What Prove asks with, one value, of `between` two. Absent: taken from the sample data. Times and numbers in the form
   * in which the entity holds them.
   */
  readonly values?: readonly AttributeValue[]
}

/** What reads have in common. */
interface ReadShape {
  /** Strongly consistent. Absent: eventually. */
  readonly consistent?: boolean
  /** The attributes that are wanted. Absent: all. */
  readonly attributes?: readonly string[]
}

/** One item by its identity, or by a unique attribute. */
export interface GetOperation extends ReadShape {
  readonly type: 'get'
  readonly entityId: RecordId
  readonly by: readonly Given[]
}

/** Items in an order. Several entities: all of them in one page, such as a customer with their orders. */
export interface QueryOperation extends ReadShape {
  readonly type: 'query'
  readonly entityIds: readonly RecordId[]
  readonly by: readonly Given[]
  /** Conditions that need not be part of a key. The plan says when they are not. */
  readonly where?: readonly Given[]
  readonly order?: { readonly attribute: string; readonly direction: 'ascending' | 'descending' }
  /** Items of a page. Absent: all there are. */
  readonly limit?: number
  /** Items that match, of one call. Absent: from relations and volumes. */
  readonly matches?: number
}

/** Everything of some entities, in no order; for exports and jobs. */
export interface ScanOperation extends ReadShape {
  readonly type: 'scan'
  readonly entityIds: readonly RecordId[]
  readonly where?: readonly Given[]
  readonly limit?: number
}

/** What a write demands of what is stored. `version`: the version attribute is the one that was read. */
export type WriteCondition =
  | 'exists'
  | 'absent'
  | { readonly attribute: string; readonly is: 'unchanged' | 'at-least' }

export interface PutOperation {
  readonly type: 'put'
  readonly entityId: RecordId
  /** Absent: replaces what is there. */
  readonly condition?: WriteCondition
}

export interface UpdateOperation {
  readonly type: 'update'
  readonly entityId: RecordId
  readonly by: readonly Given[]
  /** The attributes that get a value; `add` counts up. */
  readonly sets: readonly string[]
  readonly adds?: readonly string[]
  readonly removes?: readonly string[]
  readonly condition?: WriteCondition
}

export interface DeleteOperation {
  readonly type: 'delete'
  readonly entityId: RecordId
  readonly by: readonly Given[]
  readonly condition?: WriteCondition
}

/** Of a transaction: an item that must be as said, and is not written. */
export interface CheckOperation {
  readonly type: 'check'
  readonly entityId: RecordId
  readonly by: readonly Given[]
  readonly condition: WriteCondition
}

/** A member of a batch or transaction, so many times. */
export interface Repeated<O> {
  readonly operation: O
  /** Absent: once. */
  readonly times?: number
}

export interface BatchGetOperation {
  readonly type: 'batch-get'
  readonly reads: readonly Repeated<GetOperation>[]
}

export interface BatchWriteOperation {
  readonly type: 'batch-write'
  readonly writes: readonly Repeated<PutOperation | DeleteOperation>[]
}

export interface TransactGetOperation {
  readonly type: 'transact-get'
  readonly reads: readonly Repeated<GetOperation>[]
}

export interface TransactWriteOperation {
  readonly type: 'transact-write'
  readonly writes: readonly Repeated<PutOperation | UpdateOperation | DeleteOperation | CheckOperation>[]
}

/** A statement as it will be sent; its parameters are sample values. */
export interface PartiqlOperation {
  readonly type: 'partiql'
  readonly statement: string
  readonly parameters?: readonly AttributeValue[]
  readonly consistent?: boolean
  readonly limit?: number
}

/** The nearest items to a vector. */
export interface VectorSearchOperation {
  readonly type: 'vector-search'
  readonly entityId: RecordId
  /** The attribute that holds the vector. */
  readonly attribute: string
  /** Equalities on the search schema. */
  readonly by: readonly Given[]
  readonly top: number
  readonly attributes?: readonly string[]
}

/** Several patterns one after the other, each fed with what the one before answered. */
export interface StepsOperation {
  readonly type: 'steps'
  readonly steps: readonly Step[]
}

export interface Step {
  readonly patternId: RecordId
  /** Calls of this step for one call of the whole. Absent: once. */
  readonly times?: number
  /** Attributes of the step before that this one is given. */
  readonly passes?: readonly string[]
}

export type PatternOperation =
  | GetOperation
  | QueryOperation
  | ScanOperation
  | PutOperation
  | UpdateOperation
  | DeleteOperation
  | BatchGetOperation
  | BatchWriteOperation
  | TransactGetOperation
  | TransactWriteOperation
  | PartiqlOperation
  | VectorSearchOperation
  | StepsOperation

export type PatternOperationType = PatternOperation['type']
