import { INPUT_SHAPES, SHAPES } from './model/shapes.ts'
import type { OperationName } from './operation-names.ts'
import type { ShapeData } from './shape-data.ts'

/**
 * Inputs the service takes but the copied model does not know yet: bulk put items and the disassociation of replicas
 * (both 2026). Source: developer guide; the member names of the S3 configurations beyond the required ones follow
 * ImportTable and ExportTableToPointInTime and are unsure.
 */
const NEWER_SHAPES: Readonly<Record<string, ShapeData>> = {
  StartBulkPutItemsInput: {
    type: 'structure',
    required: ['InputS3Configuration', 'OutputS3Configuration', 'TableName'],
    members: {
      ClientToken: 'ClientToken',
      InputS3Configuration: 'BulkInputS3Configuration',
      OutputS3Configuration: 'BulkOutputS3Configuration',
      TableName: 'TableArn',
      MaxWriteRequestUnits: 'BulkMaxWriteRequestUnits',
      PerformanceTier: 'BulkPerformanceTier',
    },
  },
  BulkInputS3Configuration: {
    type: 'structure',
    required: ['S3Bucket', 'InputFormat'],
    members: {
      S3Bucket: 'S3Bucket',
      S3BucketOwner: 'S3BucketOwner',
      S3KeyPrefix: 'S3Prefix',
      InputFormat: 'BulkInputFormat',
      InputCompressionType: 'InputCompressionType',
    },
  },
  BulkInputFormat: { type: 'string', enum: ['DYNAMODB_JSON', 'ION'] },
  BulkOutputS3Configuration: {
    type: 'structure',
    required: ['S3Bucket', 'OutputType'],
    members: {
      S3Bucket: 'S3Bucket',
      S3BucketOwner: 'S3BucketOwner',
      S3KeyPrefix: 'S3Prefix',
      OutputType: 'BulkOutputTypeList',
    },
  },
  BulkOutputTypeList: { type: 'list', member: 'BulkOutputType', min: 1 },
  BulkOutputType: { type: 'string', enum: ['ERROR', 'CONDITION_CHECK_FAILURE'] },
  BulkMaxWriteRequestUnits: { type: 'long', min: 1024 },
  BulkPerformanceTier: { type: 'string', enum: ['STANDARD', 'ACCELERATED'] },
  BulkOperationInput: {
    type: 'structure',
    required: ['BulkOperationArn'],
    members: { BulkOperationArn: 'BulkOperationArn' },
  },
  BulkOperationArn: { type: 'string', min: 37, max: 1024 },
  ListBulkOperationsInput: {
    type: 'structure',
    members: { MaxResults: 'PositiveIntegerObject', NextToken: 'NextTokenString' },
  },
  DisassociateReplicaAction: {
    type: 'structure',
    required: ['RegionName'],
    members: { RegionName: 'RegionName', DisassociationMode: 'DisassociationMode' },
  },
  DisassociationMode: { type: 'string', enum: ['WAIT_FOR_REPLICATION'] },
}

/** Members that existing structures gained: structure → member → shape. */
const NEWER_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  UpdateTableInput: { DisassociationProtectionEnabled: 'BooleanObject' },
  ReplicationGroupUpdate: { Disassociate: 'DisassociateReplicaAction' },
}

const NEWER_INPUTS: Readonly<Partial<Record<OperationName, string>>> = {
  StartBulkPutItems: 'StartBulkPutItemsInput',
  DescribeBulkOperation: 'BulkOperationInput',
  CancelBulkOperation: 'BulkOperationInput',
  ListBulkOperations: 'ListBulkOperationsInput',
}

/** The shape of this name: newer ones first, members joined. A name nobody defines is a defect in the data and throws. */
export function shapeNamed(name: string): ShapeData {
  const shape = NEWER_SHAPES[name] ?? SHAPES[name]
  if (!shape) throw new Error(`No shape is called ${name}`)
  const added = NEWER_MEMBERS[name]
  return added && shape.type === 'structure' ? { ...shape, members: { ...shape.members, ...added } } : shape
}

/** The name of an operation's input shape. */
export function inputShapeOf(operation: OperationName): string {
  const name = NEWER_INPUTS[operation] ?? INPUT_SHAPES[operation]
  if (name === undefined) throw new Error(`No input shape is known for ${operation}`)
  return name
}
