import { attributeDefinitions, effectiveProjection, tagInputs } from '../../apply/table-input.ts'
import type { IndexRecord, ModelDocument, TableRecord } from '../../document/model-document.ts'
import { indexesOf, modelInfoOf, tablesOf } from '../../document/queries.ts'
import { designNotes, designOnlyNote } from '../design-notes.ts'
import type { ExchangeNote, ExportResult } from '../exchange-note.ts'
import { attribute, block, expression, type HclEntry, printHcl } from '../hcl.ts'
import { vectorIndexNotes } from '../left-out-notes.ts'
import { scalingTargets } from '../scaling-targets.ts'
import { UniqueNames } from '../unique-names.ts'

/** The oldest provider that this was tried with. */
const PROVIDER_VERSION = '>= 5.100.0'

/**
 * The model as Terraform: one `main.tf` without variables. Region and credentials come from the environment, as the AWS
 * provider reads them. Names of resources follow the names of tables, so an edit elsewhere does not move them.
 */
export function exportTerraform(document: ModelDocument): ExportResult {
  const notes: ExchangeNote[] = [
    ...designNotes(document),
    designOnlyNote(),
    ...vectorIndexNotes(document, 'the AWS provider'),
  ]
  const names = new UniqueNames('_')
  const policies = new UniqueNames('_')
  const outputs = new UniqueNames('_')
  const body: HclEntry[] = [settings()]
  for (const table of tablesOf(document)) {
    const name = names.claim(resourceName(table.name))
    body.push(block('resource', ['aws_dynamodb_table', name], tableBody(document, table, notes)))
    body.push(...scalingBlocks(document, table, name, policies))
    body.push(outputBlock(outputs.claim(`${name}_table_name`), `aws_dynamodb_table.${name}.name`))
    body.push(outputBlock(outputs.claim(`${name}_table_arn`), `aws_dynamodb_table.${name}.arn`))
  }
  if (tablesOf(document).length === 0) {
    notes.push({ severity: 'warning', message: `${modelInfoOf(document).name} has no tables`, fix: 'Add a table.' })
  }
  return { files: [{ name: 'main.tf', text: printHcl(body) }], notes }
}

function settings(): HclEntry {
  const provider = { source: 'hashicorp/aws', version: PROVIDER_VERSION }
  return block('terraform', [], [block('required_providers', [], [attribute('aws', { members: provider })])])
}

function tableBody(document: ModelDocument, table: TableRecord, notes: ExchangeNote[]): readonly HclEntry[] {
  const all = indexesOf(document, table.id)
  const indexes = all.filter(index => !hasManyParts(index))
  for (const index of all.filter(hasManyParts)) {
    const message = `${index.name} of ${table.name} left out: the Terraform AWS provider has no index keys of several attributes in every version from 5.100`
    notes.push({
      severity: 'warning',
      message,
      fix: 'Export CloudFormation, or add the index by hand.',
      recordId: index.id,
    })
  }
  noteNormalizedNames(table, indexes, notes)
  const { billing } = table
  const provisioned = billing?.mode === 'PROVISIONED' ? billing : undefined
  const scaled = provisioned?.readScaling !== undefined || provisioned?.writeScaling !== undefined
  if (scaled && indexes.some(index => index.indexKind === 'GSI')) {
    const message = `Terraform will show the scaled capacity of the indexes of ${table.name} as drift: it cannot ignore it per index`
    notes.push({ severity: 'info', message, recordId: table.id })
  }
  const tags = Object.fromEntries(tagInputs(table).map(({ Key, Value }) => [Key, Value]))
  return [
    attribute('name', table.name),
    attribute('billing_mode', billing?.mode ?? 'PAY_PER_REQUEST'),
    ...capacity(table),
    ...optional('table_class', table.tableClass),
    ...keyAttributes(table),
    ...optional('deletion_protection_enabled', table.deletionProtection),
    ...(table.stream === undefined
      ? []
      : [attribute('stream_enabled', true), attribute('stream_view_type', table.stream)]),
    ...attributeDefinitions(table, indexes).map(({ AttributeName, AttributeType }) =>
      block('attribute', [], [attribute('name', AttributeName), attribute('type', AttributeType)]),
    ),
    ...indexes.map(index => indexBlock(table, index)),
    ...(table.timeToLive === undefined
      ? []
      : [block('ttl', [], [attribute('attribute_name', table.timeToLive), attribute('enabled', true)])]),
    ...(table.pointInTimeRecovery === undefined
      ? []
      : [block('point_in_time_recovery', [], [attribute('enabled', table.pointInTimeRecovery)])]),
    ...encryptionBlock(table, notes),
    ...(Object.keys(tags).length === 0 ? [] : [attribute('tags', { members: tags })]),
    ...(scaled ? [lifecycle(table)] : []),
  ]
}

/** The provider takes a key by its ARN alone. */
function encryptionBlock({ id, name, encryption }: TableRecord, notes: ExchangeNote[]): readonly HclEntry[] {
  if (encryption === undefined) return []
  const { kmsKey } = encryption
  if (kmsKey !== undefined && !kmsKey.startsWith('arn:')) {
    const message = `The AWS provider wants the ARN of the KMS key of ${name}`
    notes.push({
      severity: 'warning',
      message,
      fix: 'Give the ARN of the key instead of its id or alias.',
      recordId: id,
    })
  }
  return [block('server_side_encryption', [], [attribute('enabled', true), ...optional('kms_key_arn', kmsKey)])]
}

/** Terraform composes the characters of every text (Unicode NFC); DynamoDB compares names byte by byte. */
function noteNormalizedNames(table: TableRecord, indexes: readonly IndexRecord[], notes: ExchangeNote[]): void {
  const included = indexes.flatMap(({ projection }) => (projection.type === 'INCLUDE' ? projection.attributes : []))
  const names = [...attributeDefinitions(table, indexes).map(definition => definition.AttributeName), ...included]
  for (const name of new Set([...names, table.timeToLive ?? ''])) {
    if (name === name.normalize('NFC')) continue
    const message = `Terraform will write the attribute name "${name}" of ${table.name} in another Unicode form`
    notes.push({
      severity: 'warning',
      message,
      fix: 'Export CloudFormation, or rename the attribute.',
      recordId: table.id,
    })
  }
}

/** Capacity that auto scaling changes is not Terraform's to set back. */
function lifecycle({ billing }: TableRecord): HclEntry {
  const ignored = [
    ...(billing?.mode === 'PROVISIONED' && billing.readScaling !== undefined ? [expression('read_capacity')] : []),
    ...(billing?.mode === 'PROVISIONED' && billing.writeScaling !== undefined ? [expression('write_capacity')] : []),
  ]
  return block('lifecycle', [], [attribute('ignore_changes', ignored)])
}

function indexBlock(table: TableRecord, index: IndexRecord): HclEntry {
  const projection = effectiveProjection(table, index)
  const isGlobal = index.indexKind === 'GSI'
  return block(
    isGlobal ? 'global_secondary_index' : 'local_secondary_index',
    [],
    [
      attribute('name', index.name),
      ...(isGlobal ? keyAttributes(index) : optional('range_key', index.key.sort[0]?.name)),
      attribute('projection_type', projection.type),
      ...(projection.type === 'INCLUDE' ? [attribute('non_key_attributes', projection.attributes)] : []),
      ...(isGlobal ? capacity(table) : []),
    ],
  )
}

function keyAttributes({ key }: TableRecord | IndexRecord): readonly HclEntry[] {
  return [...optional('hash_key', key.partition[0]?.name), ...optional('range_key', key.sort[0]?.name)]
}

function capacity({ billing }: TableRecord): readonly HclEntry[] {
  if (billing?.mode !== 'PROVISIONED') return []
  const { read, write } = billing.throughput
  return [attribute('read_capacity', read), attribute('write_capacity', write)]
}

function hasManyParts({ key }: IndexRecord): boolean {
  return key.partition.length > 1 || key.sort.length > 1
}

function scalingBlocks(
  document: ModelDocument,
  table: TableRecord,
  name: string,
  names: UniqueNames,
): readonly HclEntry[] {
  const skip = new Set(
    indexesOf(document, table.id)
      .filter(hasManyParts)
      .map(index => index.id),
  )
  return scalingTargets(document, table, skip).flatMap(({ indexName, side, scaling, dimension, metric }) => {
    const stem = names.claim(
      `${name}${indexName === undefined ? '' : `_${resourceName(indexName)}`}_${side.toLowerCase()}`,
    )
    const resource = `table/\${aws_dynamodb_table.${name}.name}${indexName === undefined ? '' : `/index/${indexName}`}`
    const from = (member: string): HclEntry =>
      attribute(member, expression(`aws_appautoscaling_target.${stem}.${member}`))
    return [
      block(
        'resource',
        ['aws_appautoscaling_target', stem],
        [
          attribute('service_namespace', 'dynamodb'),
          attribute('scalable_dimension', dimension),
          attribute('resource_id', expression(`"${resource}"`)),
          attribute('min_capacity', scaling.min),
          attribute('max_capacity', scaling.max),
        ],
      ),
      block(
        'resource',
        ['aws_appautoscaling_policy', stem],
        [
          attribute('name', `${side.toLowerCase()}-target-tracking`),
          attribute('policy_type', 'TargetTrackingScaling'),
          from('service_namespace'),
          from('scalable_dimension'),
          from('resource_id'),
          block(
            'target_tracking_scaling_policy_configuration',
            [],
            [
              attribute('target_value', scaling.target),
              block('predefined_metric_specification', [], [attribute('predefined_metric_type', metric)]),
            ],
          ),
        ],
      ),
    ]
  })
}

function outputBlock(name: string, value: string): HclEntry {
  return block('output', [name], [attribute('value', expression(value))])
}

function optional(name: string, value: string | boolean | undefined): readonly HclEntry[] {
  return value === undefined ? [] : [attribute(name, value)]
}

/** Lower case with underscores: `OrderItems.v2` → `order_items_v2`. */
function resourceName(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return /^[a-z]/.test(snake) ? snake : `table_${snake}`
}
