import { OPERATION_NAMES, type OperationName } from '#dynamo'
import { batchExecuteStatement } from './batch-execute-statement.ts'
import { batchGetItem } from './batch-get-item.ts'
import { batchWriteItem } from './batch-write-item.ts'
import { createTable } from './create-table.ts'
import { deleteItem } from './delete-item.ts'
import { deleteResourcePolicy } from './delete-resource-policy.ts'
import { deleteTable } from './delete-table.ts'
import { describeContinuousBackups } from './describe-continuous-backups.ts'
import { describeEndpoints } from './describe-endpoints.ts'
import { describeLimits } from './describe-limits.ts'
import { describeStream } from './describe-stream.ts'
import { describeTable } from './describe-table.ts'
import { describeTimeToLive } from './describe-time-to-live.ts'
import { executeStatement } from './execute-statement.ts'
import { executeTransaction } from './execute-transaction.ts'
import { getItem } from './get-item.ts'
import { getRecords } from './get-records.ts'
import { getResourcePolicy } from './get-resource-policy.ts'
import { getShardIterator } from './get-shard-iterator.ts'
import {
  createGlobalTable,
  describeGlobalTable,
  describeGlobalTableSettings,
  listGlobalTables,
  updateGlobalTable,
  updateGlobalTableSettings,
} from './legacy-global-tables.ts'
import { listStreams } from './list-streams.ts'
import { listTables } from './list-tables.ts'
import { listTagsOfResource } from './list-tags-of-resource.ts'
import { notThereYet } from './not-there-yet.ts'
import type { Operation } from './operation.ts'
import { putItem } from './put-item.ts'
import { query } from './query.ts'
import { scan } from './scan.ts'
import { searchVectors } from './search-vectors.ts'
import { tagResource } from './tag-resource.ts'
import { transactGetItems } from './transact-get-items.ts'
import { transactWriteItems } from './transact-write-items.ts'
import { untagResource } from './untag-resource.ts'
import {
  describeContributorInsights,
  describeExport,
  describeImport,
  describeKinesisStreamingDestination,
  listBackups,
  listBulkOperations,
  listContributorInsights,
  listExports,
  listImports,
  namedBackup,
  namedBulkOperation,
  replicaAutoScaling,
} from './unused-features.ts'
import { updateItem } from './update-item.ts'
import { updateTable } from './update-table.ts'
import { updateTimeToLive } from './update-time-to-live.ts'

const SUPPORTED = {
  BatchExecuteStatement: batchExecuteStatement,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CancelBulkOperation: namedBulkOperation,
  CreateGlobalTable: createGlobalTable,
  CreateTable: createTable,
  DeleteBackup: namedBackup,
  DeleteItem: deleteItem,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteTable: deleteTable,
  DescribeBackup: namedBackup,
  DescribeBulkOperation: namedBulkOperation,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeContributorInsights: describeContributorInsights,
  DescribeEndpoints: describeEndpoints,
  DescribeExport: describeExport,
  DescribeGlobalTable: describeGlobalTable,
  DescribeGlobalTableSettings: describeGlobalTableSettings,
  DescribeImport: describeImport,
  DescribeKinesisStreamingDestination: describeKinesisStreamingDestination,
  DescribeLimits: describeLimits,
  DescribeStream: describeStream,
  DescribeTable: describeTable,
  DescribeTableReplicaAutoScaling: replicaAutoScaling,
  DescribeTimeToLive: describeTimeToLive,
  ExecuteStatement: executeStatement,
  ExecuteTransaction: executeTransaction,
  GetItem: getItem,
  GetRecords: getRecords,
  GetResourcePolicy: getResourcePolicy,
  GetShardIterator: getShardIterator,
  ListBackups: listBackups,
  ListBulkOperations: listBulkOperations,
  ListContributorInsights: listContributorInsights,
  ListExports: listExports,
  ListGlobalTables: listGlobalTables,
  ListImports: listImports,
  ListStreams: listStreams,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  SearchVectors: searchVectors,
  TagResource: tagResource,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: untagResource,
  UpdateGlobalTable: updateGlobalTable,
  UpdateGlobalTableSettings: updateGlobalTableSettings,
  UpdateItem: updateItem,
  UpdateTable: updateTable,
  UpdateTableReplicaAutoScaling: replicaAutoScaling,
  UpdateTimeToLive: updateTimeToLive,
} as const satisfies Partial<Record<OperationName, Operation>>

/** The operations that this engine answers as the service does; docs/compatibility.md lists the same. */
export const SUPPORTED_OPERATIONS = Object.keys(SUPPORTED) as readonly OperationName[]

/** Every operation there is. The ones without a row above say that they are not there yet. */
export const OPERATIONS = Object.fromEntries(
  OPERATION_NAMES.map(name => [
    name,
    (SUPPORTED as Partial<Record<OperationName, Operation>>)[name] ?? notThereYet(name),
  ]),
) as Readonly<Record<OperationName, Operation>>
