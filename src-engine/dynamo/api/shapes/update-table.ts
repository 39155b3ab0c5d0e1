import type {
  AttributeDefinitionInput,
  BillingMode,
  GlobalSecondaryIndexInput,
  GlobalTableSettingsReplicationMode,
  OnDemandThroughputInput,
  ProvisionedThroughputInput,
  SSESpecificationInput,
  StreamSpecificationInput,
  TableClass,
  VectorIndexInput,
  WarmThroughputInput,
} from './table-settings.ts'

/** One change to the global secondary indexes. Exactly one member is set in a sound request; the table rules check that. */
export interface GlobalSecondaryIndexUpdateInput {
  readonly Update?:
    | {
        readonly IndexName: string
        readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
        readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
        readonly WarmThroughput?: WarmThroughputInput | undefined
      }
    | undefined
  readonly Create?: GlobalSecondaryIndexInput | undefined
  readonly Delete?: { readonly IndexName: string } | undefined
}

/** One change to the vector indexes. Exactly one member is set in a sound request; the table rules check that. */
export interface VectorIndexUpdateInput {
  readonly Create?: VectorIndexInput | undefined
  readonly Delete?: { readonly IndexName: string } | undefined
}

/** The settings of one replica that may differ from its table's. */
export interface ReplicaOverridesInput {
  readonly RegionName: string
  readonly KMSMasterKeyId?: string | undefined
  readonly ProvisionedThroughputOverride?: { readonly ReadCapacityUnits?: number | undefined } | undefined
  readonly OnDemandThroughputOverride?: { readonly MaxReadRequestUnits?: number | undefined } | undefined
  readonly GlobalSecondaryIndexes?:
    | readonly {
        readonly IndexName: string
        readonly ProvisionedThroughputOverride?: { readonly ReadCapacityUnits?: number | undefined } | undefined
        readonly OnDemandThroughputOverride?: { readonly MaxReadRequestUnits?: number | undefined } | undefined
      }[]
    | undefined
  readonly TableClassOverride?: TableClass | undefined
}

/** One change to the replicas of a global table. */
export interface ReplicationGroupUpdateInput {
  readonly Create?: ReplicaOverridesInput | undefined
  readonly Update?: ReplicaOverridesInput | undefined
  readonly Delete?: { readonly RegionName: string } | undefined
}

/** An UpdateTable request after the shape check. */
export interface UpdateTableInput {
  readonly TableName: string
  readonly AttributeDefinitions?: readonly AttributeDefinitionInput[] | undefined
  readonly BillingMode?: BillingMode | undefined
  readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
  readonly GlobalSecondaryIndexUpdates?: readonly GlobalSecondaryIndexUpdateInput[] | undefined
  readonly StreamSpecification?: StreamSpecificationInput | undefined
  readonly SSESpecification?: SSESpecificationInput | undefined
  readonly ReplicaUpdates?: readonly ReplicationGroupUpdateInput[] | undefined
  readonly TableClass?: TableClass | undefined
  readonly DeletionProtectionEnabled?: boolean | undefined
  readonly MultiRegionConsistency?: 'EVENTUAL' | 'STRONG' | undefined
  readonly GlobalTableWitnessUpdates?:
    | readonly {
        readonly Create?: { readonly RegionName: string } | undefined
        readonly Delete?: { readonly RegionName: string } | undefined
      }[]
    | undefined
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
  readonly WarmThroughput?: WarmThroughputInput | undefined
  readonly GlobalTableSettingsReplicationMode?: GlobalTableSettingsReplicationMode | undefined
  readonly VectorIndexUpdates?: readonly VectorIndexUpdateInput[] | undefined
  /** Newer than the copied model (api/newer-shapes.ts). */
  readonly DisassociationProtectionEnabled?: boolean | undefined
}
