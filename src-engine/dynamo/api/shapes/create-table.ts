import type {
  AttributeDefinitionInput,
  BillingMode,
  GlobalSecondaryIndexInput,
  GlobalTableSettingsReplicationMode,
  KeySchemaElement,
  LocalSecondaryIndexInput,
  OnDemandThroughputInput,
  ProvisionedThroughputInput,
  SSESpecificationInput,
  StreamSpecificationInput,
  TableClass,
  TagInput,
  VectorIndexInput,
  WarmThroughputInput,
} from './table-settings.ts'

/** A CreateTable request after the shape check. Only TableName is required by the shape; the table rules ask for the rest. */
export interface CreateTableInput {
  readonly TableName: string
  readonly AttributeDefinitions?: readonly AttributeDefinitionInput[] | undefined
  readonly KeySchema?: readonly KeySchemaElement[] | undefined
  readonly LocalSecondaryIndexes?: readonly LocalSecondaryIndexInput[] | undefined
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndexInput[] | undefined
  readonly BillingMode?: BillingMode | undefined
  readonly ProvisionedThroughput?: ProvisionedThroughputInput | undefined
  readonly StreamSpecification?: StreamSpecificationInput | undefined
  readonly SSESpecification?: SSESpecificationInput | undefined
  readonly Tags?: readonly TagInput[] | undefined
  readonly TableClass?: TableClass | undefined
  readonly DeletionProtectionEnabled?: boolean | undefined
  readonly WarmThroughput?: WarmThroughputInput | undefined
  readonly ResourcePolicy?: string | undefined
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
  readonly GlobalTableSourceArn?: string | undefined
  readonly GlobalTableSettingsReplicationMode?: GlobalTableSettingsReplicationMode | undefined
  readonly VectorIndexes?: readonly VectorIndexInput[] | undefined
}
