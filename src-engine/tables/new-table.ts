import type {
  CreateTableInput,
  GlobalSecondaryIndexInput,
  OnDemandThroughputInput,
  SSESpecificationInput,
  TableDefinition,
  WarmThroughputInput,
} from '#dynamo'
import type { IndexFacts, StreamFacts, TableFacts, ThroughputFacts } from './table-state.ts'

/** Throughput as DescribeTable shows it for an on-demand table. */
export const NO_THROUGHPUT: ThroughputFacts = { read: 0, write: 0, decreasesToday: 0 }

/** Provisioned numbers of a request; on demand there are none. */
export function throughputOf(
  input: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number } | undefined,
): ThroughputFacts {
  if (input === undefined) return NO_THROUGHPUT
  return { read: input.ReadCapacityUnits, write: input.WriteCapacityUnits, decreasesToday: 0 }
}

/** @param label the time of the stream's making, which also ends its ARN */
export function newStream(
  specification: CreateTableInput['StreamSpecification'],
  label: string,
): StreamFacts | undefined {
  if (specification?.StreamEnabled !== true || specification.StreamViewType === undefined) return undefined
  return { view: specification.StreamViewType, label }
}

/** Encryption that is asked for; undefined for the key that the service owns. KMS is only asked for to be enabled. */
export function encryptionOf(wanted: SSESpecificationInput | undefined): SSESpecificationInput | undefined {
  const enabled = wanted?.Enabled ?? wanted?.SSEType !== undefined
  if (!enabled) return undefined
  return { Enabled: true, ...(wanted?.KMSMasterKeyId === undefined ? {} : { KMSMasterKeyId: wanted.KMSMasterKeyId }) }
}

/** Members that a new table or index has only when they say something. */
function statedThroughput(input: {
  readonly OnDemandThroughput?: OnDemandThroughputInput | undefined
  readonly WarmThroughput?: WarmThroughputInput | undefined
}): Pick<IndexFacts, 'onDemand' | 'warm'> {
  const { OnDemandThroughput: onDemand, WarmThroughput: warm } = input
  return {
    ...((onDemand?.MaxReadRequestUnits ?? onDemand?.MaxWriteRequestUnits) === undefined ? {} : { onDemand }),
    ...((warm?.ReadUnitsPerSecond ?? warm?.WriteUnitsPerSecond) === undefined ? {} : { warm }),
  } as Pick<IndexFacts, 'onDemand' | 'warm'>
}

/**
 * The facts of an index that is made now. One that has to be filled is first given its resources, and says by
 * `backfilling` when the filling has begun.
 */
export function newIndex(input: GlobalSecondaryIndexInput | undefined, number: number, filling: boolean): IndexFacts {
  return {
    number,
    status: filling ? 'CREATING' : 'ACTIVE',
    ...(filling ? { backfilling: false } : {}),
    throughput: throughputOf(input?.ProvisionedThroughput),
    ...statedThroughput(input ?? {}),
  }
}

/** The facts of a table made by a checked CreateTable request. */
export function newTableFacts(
  input: CreateTableInput,
  definition: TableDefinition,
  made: { readonly tableId: string; readonly streamLabel: string; readonly now: number },
): TableFacts {
  const global = new Map((input.GlobalSecondaryIndexes ?? []).map(index => [index.IndexName, index]))
  const stream = newStream(input.StreamSpecification, made.streamLabel)
  const encryption = encryptionOf(input.SSESpecification)
  const billing = input.BillingMode ?? 'PROVISIONED'
  const indexes = [...definition.indexes, ...(definition.vectors ?? [])]
  return {
    definition,
    attributeDefinitions: input.AttributeDefinitions ?? [],
    tableId: made.tableId,
    createdAt: made.now,
    status: 'ACTIVE',
    billing,
    ...(billing === 'PAY_PER_REQUEST' ? { onDemandSince: made.now } : {}),
    throughput: throughputOf(input.ProvisionedThroughput),
    ...statedThroughput(input),
    ...(stream === undefined ? {} : { stream }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(input.TableClass === undefined ? {} : { tableClass: { name: input.TableClass } }),
    deletionProtection: input.DeletionProtectionEnabled === true,
    tags: Object.fromEntries((input.Tags ?? []).map(tag => [tag.Key, tag.Value])),
    indexes: Object.fromEntries(indexes.map(({ name }, number) => [name, newIndex(global.get(name), number, false)])),
    nextIndexNumber: indexes.length,
  }
}
