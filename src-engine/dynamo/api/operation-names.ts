/**
 * Every operation Facet knows, in the one list the wire, the shape checker and the registry of operations share.
 * Source: service model (resources/api-model) for all but the four bulk operations, which are newer than it.
 */
export const DYNAMODB_OPERATIONS = [
  'BatchExecuteStatement',
  'BatchGetItem',
  'BatchWriteItem',
  'CancelBulkOperation',
  'CreateBackup',
  'CreateGlobalTable',
  'CreateTable',
  'DeleteBackup',
  'DeleteItem',
  'DeleteResourcePolicy',
  'DeleteTable',
  'DescribeBackup',
  'DescribeBulkOperation',
  'DescribeContinuousBackups',
  'DescribeContributorInsights',
  'DescribeEndpoints',
  'DescribeExport',
  'DescribeGlobalTable',
  'DescribeGlobalTableSettings',
  'DescribeImport',
  'DescribeKinesisStreamingDestination',
  'DescribeLimits',
  'DescribeTable',
  'DescribeTableReplicaAutoScaling',
  'DescribeTimeToLive',
  'DisableKinesisStreamingDestination',
  'EnableKinesisStreamingDestination',
  'ExecuteStatement',
  'ExecuteTransaction',
  'ExportTableToPointInTime',
  'GetItem',
  'GetResourcePolicy',
  'ImportTable',
  'ListBackups',
  'ListBulkOperations',
  'ListContributorInsights',
  'ListExports',
  'ListGlobalTables',
  'ListImports',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'PutResourcePolicy',
  'Query',
  'RestoreTableFromBackup',
  'RestoreTableToPointInTime',
  'Scan',
  'SearchVectors',
  'StartBulkPutItems',
  'TagResource',
  'TransactGetItems',
  'TransactWriteItems',
  'UntagResource',
  'UpdateContinuousBackups',
  'UpdateContributorInsights',
  'UpdateGlobalTable',
  'UpdateGlobalTableSettings',
  'UpdateItem',
  'UpdateKinesisStreamingDestination',
  'UpdateTable',
  'UpdateTableReplicaAutoScaling',
  'UpdateTimeToLive',
] as const

/** The operations of DynamoDB Streams, which have a target prefix of their own. */
export const STREAMS_OPERATIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const

/** An operation's name, without its target prefix. */
export type OperationName = (typeof DYNAMODB_OPERATIONS)[number] | (typeof STREAMS_OPERATIONS)[number]

/** All 66 names. */
export const OPERATION_NAMES: readonly OperationName[] = [...DYNAMODB_OPERATIONS, ...STREAMS_OPERATIONS]

const DYNAMODB_TARGET_PREFIX = 'DynamoDB_20120810.'
const STREAMS_TARGET_PREFIX = 'DynamoDBStreams_20120810.'

const OPERATION_BY_TARGET: ReadonlyMap<string, OperationName> = new Map([
  ...DYNAMODB_OPERATIONS.map(name => [DYNAMODB_TARGET_PREFIX + name, name] as const),
  ...STREAMS_OPERATIONS.map(name => [STREAMS_TARGET_PREFIX + name, name] as const),
])

/** The operation an `X-Amz-Target` header names, or undefined when it names none. */
export function operationOfTarget(target: string): OperationName | undefined {
  return OPERATION_BY_TARGET.get(target)
}

const STREAMS_NAMES: ReadonlySet<string> = new Set(STREAMS_OPERATIONS)

/** The `X-Amz-Target` header of an operation. */
export function targetOfOperation(operation: OperationName): string {
  return (STREAMS_NAMES.has(operation) ? STREAMS_TARGET_PREFIX : DYNAMODB_TARGET_PREFIX) + operation
}
