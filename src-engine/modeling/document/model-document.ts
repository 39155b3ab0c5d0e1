import type { AttributeType, Item, KeyDefinition, Projection, ScalarType, Throughput } from '#dynamo'
import type { EntityRecord, PlacementRecord, RelationRecord } from './entity-records.ts'
import type { PatternRecord } from './pattern-record.ts'
import type { RecordBase, RecordId } from './record-base.ts'

/**
 * The model document: flat records by id, so that an edit is a small diff and an unchanged record keeps its identity
 * (views and derived results are memoised on it). Nothing that belongs to the window is in it.
 * The file form (`name.facet.json`) is written by serialize.ts and read by parse.ts.
 */
export interface ModelDocument {
  /** Exactly one record of kind `model`, id `model`. */
  readonly records: Readonly<Record<RecordId, ModelRecord>>
}

export type ModelRecord =
  | ModelInfo
  | TableRecord
  | IndexRecord
  | VectorIndexRecord
  | FacetRecord
  | ItemRecord
  | EntityRecord
  | RelationRecord
  | PlacementRecord
  | PatternRecord
export type RecordKind = ModelRecord['kind']
export type RecordOf<K extends RecordKind> = Extract<ModelRecord, { kind: K }>

export interface ModelInfo extends RecordBase {
  readonly kind: 'model'
  readonly id: 'model'
  readonly name: string
  readonly author?: string
  readonly description?: string
  /** The AWS Region whose prices count. Absent: us-east-1. */
  readonly region?: string
}

/** An attribute declared for a table, beside its key attributes. One name has one type in a table. */
export interface DeclaredAttribute {
  readonly name: string
  readonly type: AttributeType
}

export type Billing =
  | { readonly mode: 'PAY_PER_REQUEST' }
  | {
      readonly mode: 'PROVISIONED'
      readonly throughput: Throughput
      readonly readScaling?: AutoScaling
      readonly writeScaling?: AutoScaling
    }

/** Target-tracking auto scaling; units per second, target in per cent. */
export interface AutoScaling {
  readonly min: number
  readonly max: number
  readonly target: number
}

export interface TableRecord extends RecordBase {
  readonly kind: 'table'
  readonly name: string
  readonly key: KeyDefinition
  readonly attributes: readonly DeclaredAttribute[]
  /** Absent: not stated by the author. Applied and exported as on-demand. */
  readonly billing?: Billing
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'
  readonly stream?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'
  readonly timeToLive?: string
  readonly deletionProtection?: boolean
  readonly pointInTimeRecovery?: boolean
  readonly encryption?: Encryption
  readonly tags?: Readonly<Record<string, string>>
}

/** Encryption at rest beyond the default (a key owned by AWS): with KMS, under the account's or an own key. */
export interface Encryption {
  readonly type: 'KMS'
  /** Id, ARN or alias. Absent: the AWS managed key. */
  readonly kmsKey?: string
}

export interface IndexRecord extends RecordBase {
  readonly kind: 'index'
  readonly tableId: RecordId
  readonly indexKind: 'GSI' | 'LSI'
  readonly name: string
  readonly key: KeyDefinition
  readonly projection: Projection
}

/** A vector index (since August 2026): nearest neighbours of an attribute that holds a list of numbers. */
export interface VectorIndexRecord extends RecordBase {
  readonly kind: 'vectorIndex'
  readonly tableId: RecordId
  readonly name: string
  /** The attribute that holds the vector. */
  readonly attribute: string
  readonly dimensions: number
  readonly distance: 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT'
  /** Scopes a search; at most one. */
  readonly partition?: string
  /** Attributes a search may filter by. */
  readonly filters: readonly string[]
  readonly projection: Projection
}

/** A named way to look at some of a table's items, with friendlier names for the key parts. */
export interface FacetRecord extends RecordBase {
  readonly kind: 'facet'
  readonly tableId: RecordId
  /** The index through which it looks. Absent: the table itself. */
  readonly indexId?: RecordId
  readonly name: string
  readonly partitionKeyAlias?: string
  readonly sortKeyAlias?: string
  /** Columns beside the keys, in order. */
  readonly attributes: readonly string[]
}

/** A sample item. */
export interface ItemRecord extends RecordBase {
  readonly kind: 'item'
  readonly tableId: RecordId
  /** The facet it is shown in, if it belongs to one. */
  readonly facetId?: RecordId
  /** Whose item it is, by its entity's placement. Absent: made by hand or imported; views go by what the keys look like. */
  readonly placementId?: RecordId
  /** Valid DynamoDB JSON (numbers canonical, nested values typed). */
  readonly item: Item
}

export type * from './entity-records.ts'
export type * from './pattern-record.ts'
export type { Json, RecordBase, RecordId, UnknownContent } from './record-base.ts'
export type { AttributeType, Item, KeyDefinition, Projection, ScalarType }
