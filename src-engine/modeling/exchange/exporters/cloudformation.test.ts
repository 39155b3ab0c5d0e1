// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub has placeholders of its own
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tableInputs } from '../../apply/table-input.ts'
import { emptyModel } from '../../document/new-model.ts'
import { fullDesign } from '../../testing/full-design.ts'
import { fullTables } from '../../testing/full-tables.ts'
import { Modeler, ordersModel } from '../../testing/orders-model.ts'
import { exportCloudFormation } from './cloudformation.ts'

interface Template {
  readonly AWSTemplateFormatVersion: unknown
  readonly Description: unknown
  readonly Resources: Record<string, { Type: string; DeletionPolicy?: string; Properties: Record<string, unknown> }>
  readonly Outputs: Record<string, { Value: unknown }>
}

/** Read as CloudFormation does, by the rules of YAML 1.1. */
const templateOf = (document: Parameters<typeof exportCloudFormation>[0]): Template =>
  parse(exportCloudFormation(document).files[0]?.text ?? '', { version: '1.1' }) as Template

describe('tables', () => {
  const template = templateOf(fullTables().document)

  test('have stable, legal and different ids', () => {
    const tables = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table')
    expect(tables.map(([id, { Properties }]) => [id, Properties.TableName])).toEqual([
      ['OrdersV2Main', 'orders.v2-Main'],
      ['OrdersV2Main2', 'orders_v2_main'],
      ['Table123', '123'],
    ])
    expect(Object.keys(template.Resources).every(id => /^[A-Za-z0-9]+$/.test(id))).toBe(true)
  })

  test('state every setting of the model, texts as texts', () => {
    expect(template).toMatchObject({ AWSTemplateFormatVersion: '2010-09-09', Description: 'Full "model" ${x}' })
    expect(template.Resources.OrdersV2Main).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk ${a}"\\', KeyType: 'HASH' },
          { AttributeName: 'sk%{b}', KeyType: 'RANGE' },
        ],
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        Tags: [
          { Key: 'cost centre', Value: 'yes' },
          { Key: 'team', Value: 'a ${b} %{c}' },
          { Key: 'ü', Value: '2020-01-01' },
        ],
      },
    })
    expect(template.Resources.OrdersV2Main?.Properties.StreamSpecification).not.toHaveProperty('StreamEnabled')
    expect(template.Resources.Table123?.Properties).toMatchObject({
      TableName: '123',
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: false,
    })
  })

  test('have the keys and indexes that CreateTable would get, several HASH and RANGE elements included', () => {
    const [input] = tableInputs(fullTables().document)
    const properties = template.Resources.OrdersV2Main?.Properties
    expect(properties?.GlobalSecondaryIndexes).toEqual(input?.GlobalSecondaryIndexes)
    expect(properties?.LocalSecondaryIndexes).toEqual(input?.LocalSecondaryIndexes)
    expect(properties?.AttributeDefinitions).toEqual(input?.AttributeDefinitions)
    expect(input?.GlobalSecondaryIndexes?.[0]?.KeySchema.map(({ KeyType }) => KeyType)).toEqual([
      'HASH',
      'HASH',
      'RANGE',
      'RANGE',
    ])
  })

  test('have outputs for name and ARN', () => {
    expect(template.Outputs.OrdersV2MainName?.Value).toEqual({ Ref: 'OrdersV2Main' })
    expect(template.Outputs.OrdersV2MainArn?.Value).toEqual({ 'Fn::GetAtt': ['OrdersV2Main', 'Arn'] })
    expect(Object.keys(template.Outputs)).toHaveLength(6)
  })
})

describe('auto scaling', () => {
  test('has a target and a policy for the table and for each global index', () => {
    const { Resources } = templateOf(fullTables().document)
    const targets = Object.values(Resources).filter(
      ({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget',
    )
    expect(targets.map(({ Properties }) => [Properties.ScalableDimension, Properties.ResourceId])).toEqual([
      ['dynamodb:table:ReadCapacityUnits', { 'Fn::Sub': 'table/${OrdersV2Main}' }],
      ['dynamodb:index:ReadCapacityUnits', { 'Fn::Sub': 'table/${OrdersV2Main}/index/multi' }],
      ['dynamodb:index:ReadCapacityUnits', { 'Fn::Sub': 'table/${OrdersV2Main}/index/plain.Index' }],
    ])
    expect(Resources.OrdersV2MainReadScaling?.Properties).toEqual({
      PolicyName: 'read-target-tracking',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: { Ref: 'OrdersV2MainReadTarget' },
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
        TargetValue: 70,
      },
    })
  })

  test('is not there when it is not stated', () => {
    expect(Object.keys(templateOf(ordersModel().document).Resources)).toEqual(['Orders'])
  })
})

describe('notes', () => {
  test('name what AWS would refuse, and an empty model', () => {
    expect(exportCloudFormation(emptyModel('x')).notes.map(({ severity }) => severity)).toEqual(['info', 'error'])
    const { document } = ordersModel()
    const table = document.records['table-1']
    if (table?.kind !== 'table') throw new Error('no table')
    const broken = { records: { ...document.records, 'table-1': { ...table, name: 'my table' } } }
    expect(exportCloudFormation(broken).notes[0]).toMatchObject({ severity: 'error', recordId: 'table-1' })
    expect(Object.keys(templateOf(broken).Resources)).toEqual(['MyTable'])
  })
})

test('adding a table leaves the text of the others as it was', () => {
  const before = exportCloudFormation(ordersModel().document).files[0]?.text ?? ''
  const more = new Modeler(ordersModel().document).run('add-table', {
    name: 'orders',
    key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
  })
  const after = exportCloudFormation(more.document).files[0]?.text ?? ''
  expect(after.startsWith(before.slice(0, before.indexOf('Outputs:')))).toBe(true)
  expect(after).toContain('Orders2:')
})

test('encryption is a property; vector indexes are left out with a note', () => {
  const result = exportCloudFormation(fullDesign)
  const [table] = Object.values(templateOf(fullDesign).Resources)
  expect(table?.Properties.SSESpecification).toEqual({
    SSEEnabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: 'alias/shop',
  })
  expect(table?.Properties).not.toHaveProperty('VectorIndexes')
  expect(result.notes.map(({ message }) => message).join()).toContain('is not known to have vector indexes')
})
