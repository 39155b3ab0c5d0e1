import { keyParts } from '#dynamo'
import type {
  BatchWriteOperation,
  Given,
  Json,
  ModelDocument,
  RecordId,
  TransactGetOperation,
  TransactWriteOperation,
} from '../../document/model-document.ts'
import { tableNamed } from '../../document/queries.ts'
import { present } from '../../document/record-rest.ts'
import { isJsonList, isJsonObject, jsonMember } from '../../json/json-value.ts'
import { type AwsCommand, jsonOption } from './aws-command.ts'
import { CommandExpressions, keyGivens } from './command-expressions.ts'
import { entityIn, listOf, type Target, textOf } from './members.ts'

type Reads = TransactGetOperation['reads']

interface Place {
  readonly entityId: RecordId
  readonly by: readonly Given[]
}

/** The members of BatchGetItem and BatchWriteItem, from `--request-items`; one of the pattern's table when there is none. */
export function readBatchMembers(
  document: ModelDocument,
  command: AwsCommand | undefined,
  target: Target | undefined,
): { readonly reads: Reads; readonly writes: BatchWriteOperation['writes'] } {
  const reads: Reads[number][] = []
  const writes: BatchWriteOperation['writes'][number][] = []
  const tables = command && jsonOption(command, 'request-items')
  for (const [name, content] of Object.entries(isJsonObject(tables) ? tables : {})) {
    for (const key of listOf(content, 'Keys')) {
      const place = placeOf(document, tableNamed(document, name)?.id, key)
      if (place !== undefined) reads.push({ operation: { type: 'get', ...place } })
    }
    for (const request of isJsonList(content) ? content : []) {
      const place = placeOf(
        document,
        tableNamed(document, name)?.id,
        jsonMember(jsonMember(request, 'DeleteRequest'), 'Key'),
      )
      if (place === undefined) continue
      const isPut = jsonMember(request, 'PutRequest') !== undefined
      writes.push({ operation: isPut ? { type: 'put', entityId: place.entityId } : { type: 'delete', ...place } })
    }
  }
  const usual = placeOf(document, target?.table.id, undefined)
  if (usual !== undefined && reads.length === 0) reads.push({ operation: { type: 'get', ...usual } })
  if (usual !== undefined && writes.length === 0)
    writes.push({ operation: { type: 'put', entityId: usual.entityId } })
  return { reads, writes }
}

/** The members of a transaction, from `--transact-items`; one of the pattern's table when there is none. */
export function readTransactionMembers(
  document: ModelDocument,
  command: AwsCommand | undefined,
  target: Target | undefined,
): { readonly reads: Reads; readonly writes: TransactWriteOperation['writes'] } {
  const reads: Reads[number][] = []
  const writes: TransactWriteOperation['writes'][number][] = []
  const list = command && jsonOption(command, 'transact-items')
  for (const member of list !== undefined && isJsonList(list) ? list : []) {
    for (const [action, request] of Object.entries(isJsonObject(member) ? member : {})) {
      const tableId = tableNamed(document, textOf(request, 'TableName') ?? '')?.id
      const place = placeOf(document, tableId, jsonMember(request, 'Key'))
      if (place === undefined) continue
      if (action === 'Get') reads.push({ operation: { type: 'get', ...place } })
      const operation = writeOf(action, request, place)
      if (operation !== undefined) writes.push({ operation })
    }
  }
  const usual = placeOf(document, target?.table.id, undefined)
  if (usual !== undefined && reads.length === 0) reads.push({ operation: { type: 'get', ...usual } })
  if (usual !== undefined && writes.length === 0)
    writes.push({ operation: { type: 'put', entityId: usual.entityId } })
  return { reads, writes }
}

function writeOf(action: string, request: Json, place: Place) {
  const expressions = new CommandExpressions(asCommand(request))
  const condition = expressions.writeCondition()
  switch (action) {
    case 'Put':
      return { type: 'put', entityId: place.entityId, ...present('condition', condition) } as const
    case 'Update':
      return { type: 'update', ...place, ...expressions.update(), ...present('condition', condition) } as const
    case 'Delete':
      return { type: 'delete', ...place, ...present('condition', condition) } as const
    case 'ConditionCheck':
      return { type: 'check', ...place, condition: condition ?? 'exists' } as const
    default:
      return undefined
  }
}

/** A member's expressions, as a command of its own would have them. */
function asCommand(request: Json): AwsCommand {
  const options = new Map<string, string>()
  for (const [member, option] of [
    ['UpdateExpression', 'update-expression'],
    ['ConditionExpression', 'condition-expression'],
    ['ExpressionAttributeNames', 'expression-attribute-names'],
    ['ExpressionAttributeValues', 'expression-attribute-values'],
  ] as const) {
    const value = jsonMember(request, member)
    if (value !== undefined) options.set(option, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return { name: '', options }
}

function placeOf(document: ModelDocument, tableId: RecordId | undefined, key: Json | undefined): Place | undefined {
  const table = tableId === undefined ? undefined : document.records[tableId]
  const entityId = tableId === undefined ? undefined : entityIn(document, tableId)
  if (table?.kind !== 'table' || entityId === undefined) return undefined
  return { entityId, by: keyGivens(key) ?? keyParts(table.key).map(({ name }) => ({ attribute: name })) }
}
