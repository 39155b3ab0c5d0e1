import type { AttributeType, Item, KeyDefinition, Projection, ScalarType, Throughput } from '#dynamo'

/**
 * The model document: flat records by id, so that an edit is a small diff and an unchanged record keeps its identity
 * (views and derived results are memoised on it). Nothing that belongs to the window is in it.
 * The file form (`name.facet.json`) is written by serialize.ts and read by parse.ts.
 */
export interface ModelDocument {
  /** Exactly one record of kind `model`, id `model`. */
  readonly records: Readonly<Record<RecordId, ModelRecord>>
}

export type RecordId = string

export type ModelRecord = ModelInfo | TableRecord | IndexRecord | FacetRecord | ItemRecord
export type RecordKind = ModelRecord['kind']
export type RecordOf<K extends RecordKind> = Extract<ModelRecord, { kind: K }>

/** JSON that a reader did not understand and a writer puts back unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
export type UnknownContent = Readonly<Record<string, Json>>

interface RecordBase {
  readonly id: RecordId
  /** Order among siblings; any finite number, ties broken by id. */
  readonly position: number
  /** Members of the Facet file that this version does not know, kept for the next save. */
  readonly unknown?: UnknownContent
  /** Where the record came from and what that format said that Facet has no place for (NoSQL Workbench …). */
  readonly foreign?: UnknownContent
}

export interface ModelInfo extends RecordBase {
  readonly kind: 'model'
  readonly id: 'model'
  readonly name: string
  readonly author?: string
  readonly description?: string
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
  readonly tags?: Readonly<Record<string, string>>
}

export interface IndexRecord extends RecordBase {
  readonly kind: 'index'
  readonly tableId: RecordId
  readonly indexKind: 'GSI' | 'LSI'
  readonly name: string
  readonly key: KeyDefinition
  readonly projection: Projection
}

/** A named way to look at some of a table's items, with friendlier names for the key parts. */
export interface FacetRecord extends RecordBase {
  readonly kind: 'facet'
  readonly tableId: RecordId
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
  /** Valid DynamoDB JSON (numbers canonical, nested values typed). */
  readonly item: Item
}

export type { AttributeType, Item, KeyDefinition, Projection, ScalarType }
