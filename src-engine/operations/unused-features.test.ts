import { DescribeEndpointsCommand, DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { OPERATION_NAMES, type OperationName } from '#dynamo'
import { startServer } from '../server/http-server.ts'
import { freshEngine } from '../testing/fresh-engine.ts'
import { OPERATIONS, SUPPORTED_OPERATIONS } from './registry.ts'

/** Features that nobody has used: lists are empty, what is named is not there, and tables are looked for all the same. */

const ACCOUNT = 'arn:aws:dynamodb:us-east-1:123456789012'
const TABLE_ARN = `${ACCOUNT}:table/Notes`

const engineWithTable = async () => {
  const engine = freshEngine()
  await engine.execute('CreateTable', {
    TableName: 'Notes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'at', 'by'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'at', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'global',
        KeySchema: [{ AttributeName: 'by', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'local',
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'by', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  })
  return engine
}

const noTable = (name: string) => `ResourceNotFoundException: Requested resource not found: Table: ${name} not found`

/** What an operation answers, or the error it ends in. */
async function outcome(operation: OperationName, input: object): Promise<unknown> {
  await using engine = await engineWithTable()
  return await engine.execute(operation, input).catch((error: Error) => `${error.name}: ${error.message}`)
}

describe('lists are empty', () => {
  test.each<[OperationName, object, object]>([
    ['ListBackups', {}, { BackupSummaries: [] }],
    ['ListBackups', { TableName: 'nobody', Limit: 100, BackupType: 'ALL' }, { BackupSummaries: [] }],
    ['ListExports', { TableArn: `${ACCOUNT}:table/nobody`, MaxResults: 25 }, { ExportSummaries: [] }],
    ['ListImports', { PageSize: 25 }, { ImportSummaryList: [] }],
    ['ListGlobalTables', { RegionName: 'us-east-1' }, { GlobalTables: [] }],
    ['ListContributorInsights', {}, { ContributorInsightsSummaries: [] }],
    ['ListContributorInsights', { TableName: TABLE_ARN }, { ContributorInsightsSummaries: [] }],
    ['ListBulkOperations', { MaxResults: 1 }, { BulkOperationsSummaryList: [] }],
    [
      'DescribeKinesisStreamingDestination',
      { TableName: TABLE_ARN },
      { TableName: 'Notes', KinesisDataStreamDestinations: [] },
    ],
    [
      'DescribeContributorInsights',
      { TableName: 'Notes' },
      { TableName: 'Notes', ContributorInsightsStatus: 'DISABLED' },
    ],
    [
      'DescribeContributorInsights',
      { TableName: 'Notes', IndexName: 'global' },
      { TableName: 'Notes', IndexName: 'global', ContributorInsightsStatus: 'DISABLED' },
    ],
    ['DeleteResourcePolicy', { ResourceArn: TABLE_ARN }, { RevisionId: '' }],
  ])('%s %j', async (operation, input, answer) => {
    expect(await outcome(operation, input)).toEqual(answer)
  })
})

describe('what is named is not there', () => {
  const backup = `${TABLE_ARN}/backup/01700000000000-0123abcd`
  const exported = `${TABLE_ARN}/export/01700000000000-0123abcd`
  const imported = `${TABLE_ARN}/import/01700000000000-0123abcd`
  const missing = "Global table with name: 'Notes' does not exist."
  test.each<[OperationName, object, string]>([
    ['DescribeBackup', { BackupArn: backup }, `BackupNotFoundException: Backup not found: ${backup}`],
    ['DeleteBackup', { BackupArn: backup }, `BackupNotFoundException: Backup not found: ${backup}`],
    ['DescribeBackup', { BackupArn: exported }, 'ValidationException: Invalid Request: BackupArn is not valid'],
    ['DescribeExport', { ExportArn: exported }, `ExportNotFoundException: Export not found: ${exported}`],
    ['DescribeExport', { ExportArn: TABLE_ARN }, 'ValidationException: Invalid Export ARN'],
    ['DescribeImport', { ImportArn: imported }, `ImportNotFoundException: Import not found: ${imported}`],
    ['DescribeImport', { ImportArn: TABLE_ARN }, 'ValidationException: Invalid Import ARN'],
    [
      'DescribeBulkOperation',
      { BulkOperationArn: `${TABLE_ARN}/bulk/01700000000000-0123abcd` },
      'ResourceNotFoundException: Requested resource not found',
    ],
    [
      'DescribeGlobalTable',
      { GlobalTableName: 'Notes' },
      `GlobalTableNotFoundException: Global table not found: ${missing}`,
    ],
    ['DescribeGlobalTableSettings', { GlobalTableName: 'Notes' }, `GlobalTableNotFoundException: ${missing}`],
    ['UpdateGlobalTableSettings', { GlobalTableName: 'Notes' }, `GlobalTableNotFoundException: ${missing}`],
    [
      'UpdateGlobalTable',
      { GlobalTableName: 'Notes', ReplicaUpdates: [{ Delete: { RegionName: 'us-east-1' } }] },
      `GlobalTableNotFoundException: Global table not found: ${missing}`,
    ],
    ['DescribeTableReplicaAutoScaling', { TableName: 'Notes' }, `ResourceNotFoundException: ${missing}`],
    ['UpdateTableReplicaAutoScaling', { TableName: TABLE_ARN }, `ResourceNotFoundException: ${missing}`],
    ['DescribeKinesisStreamingDestination', { TableName: 'nobody' }, noTable('nobody')],
    ['DescribeContributorInsights', { TableName: 'nobody' }, noTable('nobody')],
    ['ListContributorInsights', { TableName: 'nobody' }, noTable('nobody')],
    ...['local', 'other'].map((IndexName): [OperationName, object, string] => [
      'DescribeContributorInsights',
      { TableName: 'Notes', IndexName },
      `ResourceNotFoundException: Requested resource not found: Index: ${IndexName} not found for table: Notes`,
    ]),
  ])('%s %j', async (operation, input, error) => {
    expect(await outcome(operation, input)).toBe(error)
  })

  test('legacy global tables are made no more', async () => {
    const made = { GlobalTableName: 'Notes', ReplicationGroup: [{ RegionName: 'us-east-1' }] }
    const replica = { GlobalTableName: 'nobody', ReplicaUpdates: [{ Create: { RegionName: 'us-east-1' } }] }
    expect(await outcome('CreateGlobalTable', made)).toMatch(
      /^ValidationException: .*version 2017.11.29 is not supported/,
    )
    expect(await outcome('UpdateGlobalTable', replica)).toBe(await outcome('CreateGlobalTable', made))
    expect(await outcome('UpdateGlobalTable', { GlobalTableName: 'Notes', ReplicaUpdates: [] })).toBe(
      'ValidationException: One or more parameter values were invalid',
    )
  })
})

describe('resource policies', () => {
  const get = (ResourceArn: string) => outcome('GetResourcePolicy', { ResourceArn })
  const INVALID = 'ValidationException: One or more parameter values were invalid: '

  test('of a table and of a stream, neither of which has one', async () => {
    await using engine = await engineWithTable()
    const { Table } = await engine.execute('DescribeTable', { TableName: 'Notes' })
    const { LatestStreamArn } = Table as { LatestStreamArn: string }
    const text = (arn: string) => `Resource-based policy not found for the provided ResourceArn: ${arn}`
    for (const arn of [TABLE_ARN, LatestStreamArn]) {
      await expect(engine.execute('GetResourcePolicy', { ResourceArn: arn })).rejects.toMatchObject({
        code: 'PolicyNotFoundException',
        message: text(arn),
      })
    }
    // A stream outlives its table by a day.
    await engine.execute('DeleteTable', { TableName: 'Notes' })
    await expect(engine.execute('GetResourcePolicy', { ResourceArn: LatestStreamArn })).rejects.toMatchObject({
      code: 'PolicyNotFoundException',
    })
  })

  test.each<[string, string]>([
    ['Notes', `${INVALID}ARNs must start with 'arn:': Notes`],
    [
      'arn:aws:dynamodb:us-east-1:000000000000:table/Notes',
      'ValidationException: This action is only supported by accounts that match the resource owner’s account.',
    ],
    [
      'arn:aws:dynamodb:eu-west-1:123456789012:table/Notes',
      `${INVALID}Invalid resource Arn: arn:aws:dynamodb:eu-west-1:123456789012:table/Notes`,
    ],
    [
      'arn:aws-cn:dynamodb:us-east-1:123456789012:table/Notes',
      `${INVALID}Invalid resource Arn: arn:aws-cn:dynamodb:us-east-1:123456789012:table/Notes`,
    ],
    [`${ACCOUNT}:table/nobody`, noTable('nobody')],
    [`${ACCOUNT}:table/notes`, noTable('notes')],
    [
      `${TABLE_ARN}/index/global`,
      `${INVALID}Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${TABLE_ARN}/index/global`,
    ],
    [`${TABLE_ARN}/backup/1`, `${INVALID}Provided Arn is not a DynamoDB resource arn: ${TABLE_ARN}/backup/1`],
    [
      `${TABLE_ARN}/stream/2000-01-01T00:00:00.000`,
      'ResourceNotFoundException: Requested resource not found: Stream: 2000-01-01T00:00:00.000 not found for Table: Notes',
    ],
  ])('%s', async (arn, error) => {
    expect(await get(arn)).toBe(error)
  })

  test('one that is expected is not there to be deleted', async () => {
    expect(await outcome('DeleteResourcePolicy', { ResourceArn: TABLE_ARN, ExpectedRevisionId: '1' })).toMatch(
      /^PolicyNotFoundException/,
    )
  })

  test('the SDK knows the error', async () => {
    await using engine = await engineWithTable()
    const { clock, ids } = engine.ports
    const server = await startServer(engine, { host: '127.0.0.1', port: 0, clock, requestIds: ids.requestId })
    const client = new DynamoDBClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    })
    await expect(client.send(new GetResourcePolicyCommand({ ResourceArn: TABLE_ARN }))).rejects.toMatchObject({
      name: 'PolicyNotFoundException',
      $metadata: { httpStatusCode: 400 },
    })
    const { Endpoints } = await client.send(new DescribeEndpointsCommand({}))
    expect(Endpoints).toEqual([{ Address: `127.0.0.1:${server.port}`, CachePeriodInMinutes: 1440 }])
    client.destroy()
    await server.close()
  })
})

describe('endpoints', () => {
  test('an engine that nobody serves is on this machine', async () => {
    expect(await outcome('DescribeEndpoints', {})).toEqual({
      Endpoints: [{ Address: 'localhost', CachePeriodInMinutes: 1440 }],
    })
  })
})

describe('what is not there yet', () => {
  const missing = OPERATION_NAMES.filter(name => !SUPPORTED_OPERATIONS.includes(name))

  test.each(missing)('%s says so', operation => {
    expect(() => OPERATIONS[operation]({} as never, {} as never)).toThrow(
      `${operation} is not supported by this engine yet.`,
    )
  })
})
