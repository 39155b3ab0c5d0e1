import type { ScalarType } from '../../values/attribute-value.ts'

/** The parts of CreateTable and UpdateTable requests, as they have them on the wire. Source: API reference. */

/** The type of one attribute that takes part in a key. */
export interface AttributeDefinitionInput {
  readonly AttributeName: string
  readonly AttributeType: ScalarType
}

export interface KeySchemaElement {
  readonly AttributeName: string
  readonly KeyType: 'HASH' | 'RANGE'
}

/** Neither member is required by the shape: the table rules report what is missing, in their own words. */
export interface ProjectionInput {
  readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE' | undefined
  readonly NonKeyAttributes?: readonly string[] | undefined
}

/** Units per second. */
export interface ProvisionedThroughputInput {
  readonly ReadCapacityUnits: number
  readonly WriteCapacityUnits: number
}

/** Upper limits of an on-demand table in request units per second; -1 removes a limit. */
export interface OnDemandThroughputInput {
  readonly MaxReadRequestUnits?: number | undefined
  readonly MaxWriteRequestUnits?: number | undefined
}

export interface WarmThroughputInput {
  readonly ReadUnitsPerSecond?: number | undefined
  readonly WriteUnitsPerSecond?: number | undefined
}

export interface LocalSecondaryIndexInput {
  readonly IndexName: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly Projection: ProjectionInput
}

export interface GlobalSecondaryIndexInput {
  readonly IndexName: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly Projection: ProjectionInput
  readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
  readonly WarmThroughput?: WarmThroughputInput | undefined
}

export type BillingMode = 'PROVISIONED' | 'PAY_PER_REQUEST'

export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'

export type StreamViewType = 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY'

export interface StreamSpecificationInput {
  readonly StreamEnabled: boolean
  readonly StreamViewType?: StreamViewType | undefined
}

export interface SSESpecificationInput {
  readonly Enabled?: boolean | undefined
  readonly SSEType?: 'AES256' | 'KMS' | undefined
  readonly KMSMasterKeyId?: string | undefined
}

export interface TagInput {
  readonly Key: string
  readonly Value: string
}

/** How replicas share settings across accounts. */
export type GlobalTableSettingsReplicationMode = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_OVERRIDES'

/** An attribute that searches of a vector index may name. */
export interface SearchSchemaElementInput {
  readonly AttributeName: string
  readonly SearchSchemaElementType: 'HASH' | 'INLINE_FILTER'
}

export interface VectorIndexInput {
  readonly IndexName: string
  readonly VectorAttribute: { readonly AttributeName: string }
  readonly SearchSchema?: readonly SearchSchemaElementInput[] | undefined
  readonly Projection: ProjectionInput
  readonly Dimensions: number
  readonly DistanceFunction: 'COSINE' | 'DOT_PRODUCT' | 'EUCLIDEAN'
}
