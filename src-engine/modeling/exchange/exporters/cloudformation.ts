import { stringify } from 'yaml'
import type { CreateTableInput } from '#dynamo'
import { attributeDefinitions, tableInput } from '../../apply/table-input.ts'
import type { Json, ModelDocument, TableRecord } from '../../document/model-document.ts'
import { indexesOf, modelInfoOf, tablesOf } from '../../document/queries.ts'
import { designNotes, designOnlyNote } from '../design-notes.ts'
import type { ExchangeNote, ExportResult } from '../exchange-note.ts'
import { fileNameFor } from '../file-name.ts'
import { vectorIndexNotes } from '../left-out-notes.ts'
import { scalingTargets } from '../scaling-targets.ts'
import { UniqueNames } from '../unique-names.ts'

/** CloudFormation's limit of the description, in bytes; cut in characters well below. */
const DESCRIPTION_CHARACTERS = 250
/** Of 255 characters that a logical id may have, what is left for the name of a table beside the longest ending. */
const STEM_CHARACTERS = 100

type Section = Record<string, Json>

/**
 * The model as a CloudFormation template in YAML: a table resource each, auto scaling where it is stated, name and ARN as
 * outputs. Tables are kept when the stack or the resource goes (Retain): a template must not be able to delete data.
 */
export function exportCloudFormation(document: ModelDocument): ExportResult {
  const { name, description } = modelInfoOf(document)
  const notes: ExchangeNote[] = [
    ...designNotes(document),
    designOnlyNote(),
    ...vectorIndexNotes(document, 'CloudFormation'),
  ]
  const ids = new UniqueNames()
  const outputIds = new UniqueNames()
  const resources: Section = {}
  const outputs: Section = {}
  for (const table of tablesOf(document)) {
    const id = ids.claim(logicalId(table.name))
    resources[id] = {
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: tableProperties(document, table),
    }
    addScaling(document, table, id, ids, resources)
    outputs[outputIds.claim(`${id}Name`)] = { Description: `Name of the table ${table.name}`, Value: { Ref: id } }
    outputs[outputIds.claim(`${id}Arn`)] = {
      Description: `ARN of the table ${table.name}`,
      Value: { 'Fn::GetAtt': [id, 'Arn'] },
    }
    if (
      table.billing?.mode === 'PROVISIONED' &&
      indexesOf(document, table.id).some(index => index.indexKind === 'GSI')
    ) {
      notes.push({
        severity: 'info',
        message: `The indexes of ${table.name} get the capacity of the table`,
        recordId: table.id,
      })
    }
  }
  if (Object.keys(resources).length === 0) {
    notes.push({
      severity: 'error',
      message: 'The model has no tables; CloudFormation refuses a template without resources',
      fix: 'Add a table.',
    })
  }
  const about = [name, description?.split('\n')[0]].filter(text => text !== undefined && text !== '').join(': ')
  const template: Section = {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(about === '' ? {} : { Description: about.slice(0, DESCRIPTION_CHARACTERS) }),
    Resources: resources,
    ...(Object.keys(outputs).length === 0 ? {} : { Outputs: outputs }),
  }
  // CloudFormation reads YAML 1.1, where an unquoted `yes` or date is no text.
  const text = stringify(template, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false })
  return { files: [{ name: fileNameFor(name, '.template.yaml'), text }], notes }
}

function tableProperties(document: ModelDocument, table: TableRecord): Json {
  const {
    StreamSpecification: stream,
    VectorIndexes: _unknown,
    SSESpecification: encryption,
    ...input
  } = tableInput(document, table)
  const properties = {
    ...input,
    AttributeDefinitions: attributeDefinitions(table, indexesOf(document, table.id)),
    ...(encryption === undefined ? {} : { SSESpecification: encryptionProperty(encryption) }),
    ...(stream === undefined ? {} : { StreamSpecification: { StreamViewType: stream.StreamViewType } }),
    ...(table.timeToLive === undefined
      ? {}
      : { TimeToLiveSpecification: { AttributeName: table.timeToLive, Enabled: true } }),
    ...(table.pointInTimeRecovery === undefined
      ? {}
      : { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: table.pointInTimeRecovery } }),
  }
  return properties as unknown as Json
}

/** The property has its own name for the switch. */
function encryptionProperty({ Enabled, ...key }: NonNullable<CreateTableInput['SSESpecification']>): Json {
  return { SSEEnabled: Enabled ?? false, ...key } as Json
}

function addScaling(
  document: ModelDocument,
  table: TableRecord,
  id: string,
  ids: UniqueNames,
  resources: Section,
): void {
  for (const { indexName, side, scaling, dimension, metric } of scalingTargets(document, table)) {
    const stem = `${id}${indexName === undefined ? '' : logicalId(indexName)}${side}`
    const targetId = ids.claim(`${stem}Target`)
    resources[targetId] = {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'dynamodb',
        ScalableDimension: dimension,
        ResourceId: { 'Fn::Sub': `table/\${${id}}${indexName === undefined ? '' : `/index/${indexName}`}` },
        MinCapacity: scaling.min,
        MaxCapacity: scaling.max,
      },
    }
    resources[ids.claim(`${stem}Scaling`)] = {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: `${side.toLowerCase()}-target-tracking`,
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: targetId },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: metric },
          TargetValue: scaling.target,
        },
      },
    }
  }
}

/** Letters and digits only: `order-items` → `OrderItems`. */
function logicalId(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(word => word !== '')
  const joined = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return (/^[A-Za-z]/.test(joined) ? joined : `Table${joined}`).slice(0, STEM_CHARACTERS)
}
