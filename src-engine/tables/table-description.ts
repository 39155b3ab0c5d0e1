import { keySchemaOf, type Projection, type SearchSchemaElementInput, type VectorIndexDefinition } from '#dynamo'
import { type EngineAccount, kmsKeyArn, tableArn } from '../engine-account.ts'
import type { Ports } from '../ports.ts'
import { streamArn } from '../streams/stream-arn.ts'
import { savedBytes } from '../vectors/plan-vectors.ts'
import {
  type IndexFacts,
  type IndexState,
  indexFacts,
  type TableFacts,
  type TableState,
  type ThroughputFacts,
  type VectorIndexState,
} from './table-state.ts'
import { decreasesOn } from './throughput-change.ts'
import { warmOf } from './warm-throughput.ts'

/** Whose table is described and when. */
interface Viewpoint {
  readonly account: EngineAccount
  readonly ports: Pick<Ports, 'clock'>
}

/** Times are epoch seconds with a fraction on the wire. */
const seconds = (ms: number): number => ms / 1000

function projection(of: Projection): object {
  return of.type === 'INCLUDE'
    ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...of.attributes].sort() }
    : { ProjectionType: of.type }
}

function throughput(facts: ThroughputFacts, { ports }: Viewpoint): object {
  return {
    ...(facts.increasedAt === undefined ? {} : { LastIncreaseDateTime: seconds(facts.increasedAt) }),
    ...(facts.decreasedAt === undefined ? {} : { LastDecreaseDateTime: seconds(facts.decreasedAt) }),
    NumberOfDecreasesToday: decreasesOn(facts, ports.clock.now()),
    ReadCapacityUnits: facts.read,
    WriteCapacityUnits: facts.write,
  }
}

/** Of a new table or index it is being made ready when it was asked for. */
function warmThroughput(
  facts: Pick<IndexFacts, 'status' | 'warm' | 'warming' | 'throughput'>,
  onDemand: boolean,
): object {
  const isUpdating = facts.warming !== undefined || (facts.status === 'CREATING' && facts.warm !== undefined)
  return { ...warmOf(facts, onDemand), Status: isUpdating ? 'UPDATING' : 'ACTIVE' }
}

function describeIndex(from: Viewpoint, table: TableState, index: IndexState): object {
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
    IndexArn: indexArn(from.account, table, definition.name),
  }
  if (definition.kind === 'LSI') return { ...about, ...counts }
  return {
    ...about,
    IndexStatus: facts.status,
    ...(facts.backfilling === undefined ? {} : { Backfilling: facts.backfilling }),
    ProvisionedThroughput: throughput(facts.throughput, from),
    ...counts,
    ...(facts.onDemand === undefined ? {} : { OnDemandThroughput: facts.onDemand }),
    WarmThroughput: warmThroughput(facts, onDemand),
  }
}

/** `Indexes` members are left out when the table has none of the kind. */
function describeIndexes(from: Viewpoint, table: TableState): object {
  const of = (kind: 'GSI' | 'LSI'): object[] =>
    table.indexes.filter(index => index.definition.kind === kind).map(index => describeIndex(from, table, index))
  const global = of('GSI')
  const local = of('LSI')
  const vectors = table.vectors.map(index => describeVectorIndex(from.account, table, index))
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
export function describeTable(from: Viewpoint, table: TableState): Record<string, unknown> {
  const { facts } = table
  const { account } = from
  const { definition } = facts
  const onDemand = facts.billing === 'PAY_PER_REQUEST'
  return {
    AttributeDefinitions: [...facts.attributeDefinitions].sort((a, b) =>
      a.AttributeName < b.AttributeName ? -1 : 1,
    ),
    TableName: definition.name,
    KeySchema: keySchemaOf(definition.key),
    TableStatus: facts.status,
    CreationDateTime: seconds(facts.createdAt),
    ProvisionedThroughput: throughput(facts.throughput, from),
    TableSizeBytes: table.rows.sizeBytes - savedBytes(table),
    ItemCount: table.rows.itemCount,
    TableArn: tableArn(account, definition.name),
    TableId: facts.tableId,
    ...describeBilling(facts),
    ...describeIndexes(from, table),
    ...describeStream(account, facts),
    ...describeEncryption(account, facts),
    ...describeClass(facts),
    DeletionProtectionEnabled: facts.deletionProtection,
    ...(facts.onDemand === undefined ? {} : { OnDemandThroughput: facts.onDemand }),
    WarmThroughput: warmThroughput(facts, onDemand),
  }
}

/**
 * A TableDescription as CreateTable answers it: how warm a table or index will be is said later, but for a table that
 * was asked to be warmer, and so is since when it is on demand.
 */
export function describeNewTable(from: Viewpoint, table: TableState): Record<string, unknown> {
  const { onDemandSince: _, ...facts } = table.facts
  const { WarmThroughput, GlobalSecondaryIndexes, ...described } = describeTable(from, { ...table, facts })
  const global = GlobalSecondaryIndexes as readonly { readonly WarmThroughput: object }[] | undefined
  return {
    ...described,
    ...(global === undefined
      ? {}
      : { GlobalSecondaryIndexes: global.map(({ WarmThroughput: __, ...index }) => index) }),
    ...(facts.warm === undefined ? {} : { WarmThroughput }),
  }
}

/** Of a table that was never on demand nothing is said. */
function describeBilling({ billing, onDemandSince }: TableFacts): object {
  if (billing === 'PROVISIONED' && onDemandSince === undefined) return {}
  const since = onDemandSince === undefined ? {} : { LastUpdateToPayPerRequestDateTime: seconds(onDemandSince) }
  return { BillingModeSummary: { BillingMode: billing, ...since } }
}

function describeStream(account: EngineAccount, { definition, stream, disabledStream }: TableFacts): object {
  const latest = stream?.label ?? disabledStream
  return {
    ...(stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
    ...(latest === undefined
      ? {}
      : {
          LatestStreamLabel: latest,
          LatestStreamArn: streamArn(account, { tableName: definition.name, label: latest }),
        }),
  }
}

/** Of the service's own key nothing is said, of a change from or to it only that there is one. */
function describeEncryption(account: EngineAccount, { encryption, encryptingUntil }: TableFacts): object {
  if (encryption?.Enabled !== true) {
    return encryptingUntil === undefined ? {} : { SSEDescription: { Status: 'UPDATING' } }
  }
  return {
    SSEDescription: {
      Status: encryptingUntil === undefined ? 'ENABLED' : 'UPDATING',
      SSEType: 'KMS',
      KMSMasterKeyArn: kmsKeyArn(account, encryption.KMSMasterKeyId),
    },
  }
}

function describeClass({ tableClass }: TableFacts): object {
  if (tableClass === undefined) return {}
  const { name, changedAt } = tableClass
  const changed = changedAt === undefined ? {} : { LastUpdateDateTime: seconds(changedAt) }
  return { TableClassSummary: { TableClass: name, ...changed } }
}
