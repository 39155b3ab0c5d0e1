import { DynamoError, validationError } from '#dynamo'
import type { EngineContext } from '../engine-context.ts'
import type { Operation } from './operation.ts'
import { AnswerText } from './support/answer-text.ts'
import { resolveNamedTable, tableNameOf } from './support/resolve-table.ts'

/**
 * What the service tells of features that nobody has used: backups, exports, imports, bulk operations, Kinesis
 * destinations, contributor insights, replicas' auto scaling. As long as this engine cannot make any, its answers are
 * the truth: there are none, and what is named is not there. A feature that comes takes its operations away from here.
 */

const empty =
  (member: string): Operation =>
  () => ({ body: new AnswerText().value(member, []).toString() })

interface TableInput {
  readonly TableName: string
}

export const listBackups = empty('BackupSummaries')

/** DescribeBackup and DeleteBackup. */
export const namedBackup: Operation = (_engine, { BackupArn }: { readonly BackupArn: string }) => {
  if (!isArnOf('backup', BackupArn)) throw validationError('Invalid Request: BackupArn is not valid')
  throw new DynamoError('BackupNotFoundException', `Backup not found: ${BackupArn}`)
}

export const listExports = empty('ExportSummaries')

export const describeExport: Operation = (_engine, { ExportArn }: { readonly ExportArn: string }) => {
  if (!isArnOf('export', ExportArn)) throw validationError('Invalid Export ARN')
  throw new DynamoError('ExportNotFoundException', `Export not found: ${ExportArn}`)
}

export const listImports = empty('ImportSummaryList')

export const describeImport: Operation = (_engine, { ImportArn }: { readonly ImportArn: string }) => {
  if (!isArnOf('import', ImportArn)) throw validationError('Invalid Import ARN')
  throw new DynamoError('ImportNotFoundException', `Import not found: ${ImportArn}`)
}

export const listBulkOperations = empty('BulkOperationsSummaryList')

/** DescribeBulkOperation and CancelBulkOperation. */
export const namedBulkOperation: Operation = () => {
  throw new DynamoError('ResourceNotFoundException', 'Requested resource not found')
}

export const describeKinesisStreamingDestination: Operation = (engine, input: TableInput) => {
  const { name } = resolveNamedTable(engine, input.TableName).facts.definition
  return {
    body: new AnswerText().value('TableName', name).value('KinesisDataStreamDestinations', []).toString(),
    metered: { table: name },
  }
}

/** Only tables with replicas have one: DescribeTableReplicaAutoScaling and UpdateTableReplicaAutoScaling. */
export const replicaAutoScaling: Operation = (_engine, input: TableInput) => {
  const name = tableNameOf(input.TableName)
  throw new DynamoError('ResourceNotFoundException', `Global table with name: '${name}' does not exist.`)
}

interface InsightsInput extends TableInput {
  readonly IndexName?: string | undefined
}

export const describeContributorInsights: Operation = (engine, { TableName, IndexName }: InsightsInput) => {
  const table = resolveNamedTable(engine, TableName)
  const { name } = table.facts.definition
  if (IndexName !== undefined) {
    const index = table.indexes.find(({ definition }) => definition.name === IndexName)
    if (index?.definition.kind !== 'GSI') {
      throw new DynamoError(
        'ResourceNotFoundException',
        `Requested resource not found: Index: ${IndexName} not found for table: ${name}`,
      )
    }
  }
  return {
    body: new AnswerText()
      .value('TableName', name)
      .value('IndexName', IndexName)
      .value('ContributorInsightsStatus', 'DISABLED')
      .toString(),
    metered: { table: name },
  }
}

/** Only tables and indexes that have had them are listed. */
export const listContributorInsights: Operation = (engine: EngineContext, input: Partial<TableInput>) => {
  if (input.TableName !== undefined) resolveNamedTable(engine, input.TableName)
  return { body: new AnswerText().value('ContributorInsightsSummaries', []).toString() }
}

function isArnOf(kind: 'backup' | 'export' | 'import', arn: string): boolean {
  return new RegExp(`^arn:[^:]+:dynamodb:[^:]*:[^:]*:table/[^/]+/${kind}/[^/]+$`).test(arn)
}
