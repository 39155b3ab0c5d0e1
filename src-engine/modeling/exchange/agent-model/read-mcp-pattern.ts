import { keyParts } from '#dynamo'
import type {
  Given,
  Json,
  ModelDocument,
  PatternOperation,
  PatternRecord,
  RecordId,
} from '../../document/model-document.ts'
import { present } from '../../document/record-rest.ts'
import type { ImportPlace } from '../import-place.ts'
import { type AwsCommand, jsonOption, readAwsCommand } from './aws-command.ts'
import { CommandExpressions, keyGivens } from './command-expressions.ts'
import { entityIn, keyOf, servedBy, type Target, textOf } from './members.ts'
import { readBatchMembers, readTransactionMembers } from './read-command-members.ts'

/** One of `access_patterns`: what its operation and its command say, as far as an access pattern can say it. */
export function readMcpPattern(
  document: ModelDocument,
  json: Json,
  target: Target | undefined,
  place: ImportPlace,
): Omit<PatternRecord, 'id' | 'position'> {
  const id = textOf(json, 'pattern')
  const description = textOf(json, 'description')
  const named = {
    kind: 'pattern',
    name: description ?? (id === undefined ? 'Access pattern' : `Pattern ${id}`),
  } as const
  const operation = readOperation(document, json, target, place)
  if (operation === undefined) {
    const reason = textOf(json, 'reason')
    place.note(
      'info',
      reason ?? 'The pattern names no operation on a table of the model; it is kept as a description',
    )
    return { ...named, ...present('description', reason), operation: { type: 'steps', steps: [] } }
  }
  const reads = operation.type === 'query' || operation.type === 'scan' || operation.type === 'get'
  return { ...named, operation, ...(reads && target !== undefined ? { servedBy: servedBy(target) } : {}) }
}

function readOperation(
  document: ModelDocument,
  json: Json,
  target: Target | undefined,
  place: ImportPlace,
): PatternOperation | undefined {
  const text = textOf(json, 'implementation')
  const command = text === undefined ? undefined : readAwsCommand(text)
  if (text !== undefined && command === undefined) {
    place.note('info', 'The implementation is no command of the AWS CLI; it is kept as it is')
  }
  const named = (textOf(json, 'dynamodb_operation') ?? command?.name ?? '').toLowerCase().replace(/[^a-z]/g, '')
  switch (named) {
    case 'batchgetitem':
    case 'transactgetitems':
    case 'transactget': {
      const { reads } =
        named === 'batchgetitem'
          ? readBatchMembers(document, command, target)
          : readTransactionMembers(document, command, target)
      return { type: named === 'batchgetitem' ? 'batch-get' : 'transact-get', reads }
    }
    case 'batchwriteitem':
      return { type: 'batch-write', writes: readBatchMembers(document, command, target).writes }
    case 'transactwriteitems':
    case 'transactwrite':
      return { type: 'transact-write', writes: readTransactionMembers(document, command, target).writes }
  }
  const entityId = target === undefined ? undefined : entityIn(document, target.table.id)
  if (target === undefined || entityId === undefined) return undefined
  const sent = command ?? { name: '', options: new Map<string, string>() }
  const by = keyGivens(jsonOption(sent, 'key')) ?? keyParts(target.table.key).map(({ name }) => ({ attribute: name }))
  const expressions = new CommandExpressions(sent)
  switch (named) {
    case 'query':
    case 'scan':
      return readMany(named, sent, expressions, entityId, target, place)
    case 'getitem':
      return { type: 'get', entityId, by, ...shapeOf(sent, expressions) }
    case 'putitem':
      return { type: 'put', entityId, ...present('condition', expressions.writeCondition()) }
    case 'updateitem':
      return {
        type: 'update',
        entityId,
        by,
        ...expressions.update(),
        ...present('condition', expressions.writeCondition()),
      }
    case 'deleteitem':
      return { type: 'delete', entityId, by, ...present('condition', expressions.writeCondition()) }
    default:
      return undefined
  }
}

function readMany(
  type: 'query' | 'scan',
  command: AwsCommand,
  expressions: CommandExpressions,
  entityId: RecordId,
  target: Target,
  place: ImportPlace,
): PatternOperation {
  const where = expressions.filter()
  if (command.options.has('filter-expression') && where === undefined) {
    place.note('info', 'The filter says more than a list of comparisons; it is kept in the command alone')
  }
  const limit = wholeNumber(command.options.get('limit') ?? command.options.get('max-items'))
  const shape = {
    ...(where === undefined || where.length === 0 ? {} : { where }),
    ...present('limit', limit),
    ...shapeOf(command, expressions),
  }
  if (type === 'scan') return { type, entityIds: [entityId], ...shape }
  const { partition, sort } = keyOf(target)
  const given = expressions.keyCondition()
  if (given === undefined && command.options.has('key-condition-expression')) {
    place.note('info', 'The key condition cannot be read; the partition key was taken')
  }
  const by: readonly Given[] = given ?? partition.map(({ name }) => ({ attribute: name }))
  const equal = new Set(by.filter(({ is }) => is === undefined).map(({ attribute }) => attribute))
  const ordering = sort.find(({ name }) => !equal.has(name))
  const descending =
    command.options.has('no-scan-index-forward') || command.options.get('scan-index-forward') === 'false'
  return {
    type,
    entityIds: [entityId],
    by,
    ...(descending && ordering !== undefined
      ? { order: { attribute: ordering.name, direction: 'descending' as const } }
      : {}),
    ...shape,
  }
}

function shapeOf(command: AwsCommand, expressions: CommandExpressions) {
  const attributes = expressions.projection()
  return {
    ...(command.options.has('consistent-read') ? { consistent: true } : {}),
    ...(attributes === undefined || attributes.length === 0 ? {} : { attributes }),
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : undefined
}
