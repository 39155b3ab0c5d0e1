import { keySchemaOf, type Projection, type SearchSchemaElementInput, type VectorIndexDefinition } from '#dynamo'
import { type EngineAccount, tableArn } from '../engine-account.ts'
import { streamArn } from '../streams/stream-arn.ts'
import { savedBytes } from '../vectors/plan-vectors.ts'
import {
  type IndexFacts,
  type IndexState,
  indexFacts,
  type TableState,
  type ThroughputFacts,
  type VectorIndexState,
} from './table-state.ts'

/** Times are epoch seconds with a fraction on the wire. */
const seconds = (ms: number): number => ms / 1000

function projection(of: Projection): object {
  return of.type === 'INCLUDE'
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: of.attributes }
    : { ProjectionType: of.type }
}

function throughput(facts: ThroughputFacts): object {
  return {
    ...(facts.increasedAt === undefined ? {} : { LastIncreaseDateTime: seconds(facts.increasedAt) }),
    ...(facts.decreasedAt === undefined ? {} : { LastDecreaseDateTime: seconds(facts.decreasedAt) }),
    NumberOfDecreasesToday: facts.decreasesToday,
    ReadCapacityUnits: facts.read,
    WriteCapacityUnits: facts.write,
  }
}

/** What a table or index can serve at once: 12,000 reads and 4,000 writes on demand, else what is provisioned. */
function warmThroughput(facts: Pick<IndexFacts, 'warm' | 'throughput'>, onDemand: boolean): object {
  return {
    ReadUnitsPerSecond: facts.warm?.ReadUnitsPerSecond ?? (onDemand ? 12_000 : facts.throughput.read),
    WriteUnitsPerSecond: facts.warm?.WriteUnitsPerSecond ?? (onDemand ? 4_000 : facts.throughput.write),
    Status: 'ACTIVE',
  }
}

function describeIndex(account: EngineAccount, table: TableState, index: IndexState): object {
  const { definition, rows } = index
  const facts = indexFacts(table.facts, definition.name)
  const onDemand = table.facts.billing === 'PAY_PER_REQUEST'
  const about = {
    IndexName: definition.name,
    KeySchema: keySchemaOf(definition.key),
    Projection: projection(definition.projection),
  }
  const counts = {
    IndexSizeBytes: rows.sizeBytes,
    ItemCount: rows.itemCount,
    IndexArn: indexArn(account, table, definition.name),
  }
  if (definition.kind === 'LSI') return { ...about, ...counts }
  return {
    ...about,
    IndexStatus: facts.status,
    ...(facts.backfilling === undefined ? {} : { Backfilling: facts.backfilling }),
    ProvisionedThroughput: throughput(facts.throughput),
    ...counts,
    ...(facts.onDemand === undefined ? {} : { OnDemandThroughput: facts.onDemand }),
    WarmThroughput: warmThroughput(facts, onDemand),
  }
}

/** `Indexes` members are left out when the table has none of the kind. */
function describeIndexes(account: EngineAccount, table: TableState): object {
  const of = (kind: 'GSI' | 'LSI'): object[] =>
    table.indexes.filter(index => index.definition.kind === kind).map(index => describeIndex(account, table, index))
  const global = of('GSI')
  const local = of('LSI')
  const vectors = table.vectors.map(index => describeVectorIndex(account, table, index))
  return {
    ...(local.length === 0 ? {} : { LocalSecondaryIndexes: local }),
    ...(global.length === 0 ? {} : { GlobalSecondaryIndexes: global }),
    ...(vectors.length === 0 ? {} : { VectorIndexes: vectors }),
  }
}

function describeVectorIndex(account: EngineAccount, table: TableState, index: VectorIndexState): object {
  const { definition, rows } = index
  const facts = indexFacts(table.facts, definition.name)
  return {
    IndexName: definition.name,
    ...(definition.searchSchema.length === 0 ? {} : { SearchSchema: searchSchemaOf(definition) }),
    Projection: projection(definition.projection),
    VectorAttribute: { AttributeName: definition.attribute },
    Dimensions: definition.dimensions,
    DistanceFunction: definition.distance,
    IndexStatus: facts.status,
    ...(facts.backfilling === undefined ? {} : { Backfilling: facts.backfilling }),
    IndexSizeBytes: rows.counts.sizeBytes,
    ItemCount: rows.counts.itemCount,
    IndexArn: indexArn(account, table, definition.name),
  }
}

function searchSchemaOf({ searchSchema }: VectorIndexDefinition): readonly SearchSchemaElementInput[] {
  return searchSchema.map(({ name, role }) => ({ AttributeName: name, SearchSchemaElementType: role }))
}

function indexArn(account: EngineAccount, table: TableState, name: string): string {
  return `${tableArn(account, table.facts.definition.name)}/index/${name}`
}

/** A TableDescription as DescribeTable answers it; counts are exact at every moment. Source: API reference. */
export function describeTable(account: EngineAccount, table: TableState, status?: string): Record<string, unknown> {
  const { facts } = table
  const { definition } = facts
  const arn = tableArn(account, definition.name)
  const onDemand = facts.billing === 'PAY_PER_REQUEST'
  const latestStream = facts.stream?.label ?? facts.disabledStream
  return {
    AttributeDefinitions: facts.attributeDefinitions,
    TableName: definition.name,
    KeySchema: keySchemaOf(definition.key),
    TableStatus: status ?? facts.status,
    CreationDateTime: seconds(facts.createdAt),
    ProvisionedThroughput: throughput(facts.throughput),
    TableSizeBytes: table.rows.sizeBytes - savedBytes(table),
    ItemCount: table.rows.itemCount,
    TableArn: arn,
    TableId: facts.tableId,
    ...(onDemand || facts.onDemandSince !== undefined
      ? {
          BillingModeSummary: {
            BillingMode: facts.billing,
            ...(facts.onDemandSince === undefined
              ? {}
              : { LastUpdateToPayPerRequestDateTime: seconds(facts.onDemandSince) }),
          },
        }
      : {}),
    ...describeIndexes(account, table),
    ...(facts.stream === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: facts.stream.view } }),
    ...(latestStream === undefined
      ? {}
      : {
          LatestStreamLabel: latestStream,
          LatestStreamArn: streamArn(account, { tableName: definition.name, label: latestStream }),
        }),
    ...(facts.encryption?.Enabled === true
      ? {
          SSEDescription: {
            Status: 'ENABLED',
            SSEType: 'KMS',
            KMSMasterKeyArn:
              facts.encryption.KMSMasterKeyId ??
              `arn:aws:kms:${account.region}:${account.accountId}:alias/aws/dynamodb`,
          },
        }
      : {}),
    ...(facts.tableClass === undefined
      ? {}
      : {
          TableClassSummary: {
            TableClass: facts.tableClass.name,
            ...(facts.tableClass.changedAt === undefined
              ? {}
              : { LastUpdateDateTime: seconds(facts.tableClass.changedAt) }),
          },
        }),
    DeletionProtectionEnabled: facts.deletionProtection,
    ...(facts.onDemand === undefined ? {} : { OnDemandThroughput: facts.onDemand }),
    WarmThroughput: warmThroughput(facts, onDemand),
  }
}
