import type { Comparison, Given, RecordId } from '../document/model-document.ts'
import type { Explained } from './explained.ts'

/**
 * How a pattern is answered by the design as it stands:
 * - `exact`: reads or writes what is asked for and nothing else
 * - `filters`: reads more than it answers, and filters
 * - `scan`: walks a whole table or index
 * - `not-served`: cannot be asked at all
 */
export type Verdict = 'exact' | 'filters' | 'scan' | 'not-served'

/** What one use of a pattern asks of DynamoDB, and what that costs. */
export interface AccessPath {
  readonly patternId: RecordId
  readonly verdict: Verdict
  /** The requests of one use, in order. Empty when it is not served. */
  readonly calls: readonly PlannedCall[]
  /** Why this path, and what is wrong with it; the most important first. */
  readonly reasons: readonly Reason[]
  /** Read and write units of one use, for typical sizes and numbers. */
  readonly units: UnitEstimate
}

/** A sentence, with the design rule it rests on (`I3`, `K1` …; docs/design-rules.md). */
export interface Reason {
  readonly text: string
  readonly rule?: string
}

export type CallName =
  | 'GetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'ExecuteStatement'
  | 'SearchVectors'

/** One request of the API. */
export interface PlannedCall {
  readonly call: CallName
  /** One, but for batches and transactions. */
  readonly targets: readonly CallTarget[]
  /** How often it is sent for one use: the shards of a sharded key, the pages of a long answer, the repeats of a step. */
  readonly times: number
  /** Strongly consistent. */
  readonly consistent: boolean
}

/** What a request does at one place. */
export interface CallTarget {
  readonly action: 'get' | 'query' | 'scan' | 'put' | 'update' | 'delete' | 'check' | 'search'
  readonly tableId: RecordId
  readonly indexId?: RecordId
  /** The placements whose items are meant. */
  readonly placementIds: readonly RecordId[]
  /** The key, or key condition, as it is sent; empty for a Scan. */
  readonly key: readonly KeyCondition[]
  /** What is filtered after reading. */
  readonly filter: readonly Given[]
  readonly direction: 'ascending' | 'descending'
  /** Items evaluated at most, as Limit is sent. */
  readonly limit?: number
  /** Attributes that are answered; undefined: all that are there. */
  readonly attributes?: readonly string[]
  /** How often in this one request. */
  readonly times: number
}

/** One comparison of a key attribute. */
export interface KeyCondition {
  /** The key attribute, as the table or index names it. */
  readonly attribute: string
  readonly side: 'partition' | 'sort'
  readonly is: Comparison
  /**
   * The value as a template over what the caller gives: `CUSTOMER#{customerId}`; two for `between`. An attribute that
   * stands twice with two values (a range) is written `{placedAt.from}` and `{placedAt.to}`.
   */
  readonly templates: readonly string[]
}

/** Units of one use of a pattern, by where they are consumed. */
export interface UnitEstimate {
  readonly read: Explained
  readonly write: Explained
  readonly byTarget: readonly TargetUnits[]
}

export interface TargetUnits {
  readonly tableId: RecordId
  /** Absent: the table itself. */
  readonly indexId?: RecordId
  readonly read: number
  readonly write: number
}
