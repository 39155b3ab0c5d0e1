import type { CallName } from '../access-patterns/access-path.ts'
import type { Json } from '../document/model-document.ts'
import type { ConcreteCondition, ConcreteGet, ConcreteRequest, ConcreteWrite } from './concrete-request.ts'
import { Placeholders } from './placeholders.ts'

/** A request of the API, ready to be sent. */
export interface ApiRequest {
  readonly call: CallName
  readonly input: { readonly [member: string]: Json }
}

/** The request as the API takes it, asking for its capacity by index. */
export function apiRequest(request: ConcreteRequest): ApiRequest {
  switch (request.kind) {
    case 'get':
      return { call: 'GetItem', input: { ...getInput(request), ReturnConsumedCapacity: 'INDEXES' } }
    case 'query': {
      const names = new Placeholders()
      const key = request.conditions.map(condition => names.condition(condition)).join(' AND ')
      return {
        call: 'Query',
        input: {
          TableName: request.table,
          ...(request.index === undefined ? {} : { IndexName: request.index }),
          KeyConditionExpression: key,
          ...filterOf(request.filter, names),
          ...projectionOf(request.attributes, names),
          ...names.members(),
          ...(request.whole && request.attributes === undefined ? { Select: 'ALL_ATTRIBUTES' } : {}),
          ...(request.forward ? {} : { ScanIndexForward: false }),
          ...(request.limit === undefined ? {} : { Limit: request.limit }),
          ...(request.consistent ? { ConsistentRead: true } : {}),
          ReturnConsumedCapacity: 'INDEXES',
        },
      }
    }
    case 'scan': {
      const names = new Placeholders()
      return {
        call: 'Scan',
        input: {
          TableName: request.table,
          ...(request.index === undefined ? {} : { IndexName: request.index }),
          ...filterOf(request.filter, names),
          ...projectionOf(request.attributes, names),
          ...names.members(),
          ...(request.consistent ? { ConsistentRead: true } : {}),
          ReturnConsumedCapacity: 'INDEXES',
        },
      }
    }
    case 'statement':
      return {
        call: 'ExecuteStatement',
        input: {
          Statement: request.text,
          ...(request.parameters.length === 0 ? {} : { Parameters: request.parameters as unknown as Json }),
          ...(request.consistent ? { ConsistentRead: true } : {}),
          ...(request.limit === undefined ? {} : { Limit: request.limit }),
          ReturnConsumedCapacity: 'INDEXES',
        },
      }
    case 'search': {
      const names = new Placeholders()
      const conditions = request.conditions.map(condition => names.condition(condition)).join(' AND ')
      return {
        call: 'SearchVectors',
        input: {
          TableName: request.table,
          IndexName: request.index,
          SearchVector: request.vector as unknown as Json,
          TopK: request.top,
          ...(conditions === '' ? {} : { SearchConditionExpression: conditions }),
          ...projectionOf(request.attributes, names),
          ...names.members(),
        },
      }
    }
    case 'put':
    case 'update':
    case 'delete': {
      const { call, input } = writeInput(request)
      return { call, input: { ...input, ReturnConsumedCapacity: 'INDEXES' } }
    }
    case 'batch-get':
      return {
        call: 'BatchGetItem',
        input: { RequestItems: keysByTable(request.members), ReturnConsumedCapacity: 'INDEXES' },
      }
    case 'transact-get': {
      const items = request.members.map(member => ({ Get: getInput(member) }))
      return { call: 'TransactGetItems', input: { TransactItems: items, ReturnConsumedCapacity: 'INDEXES' } }
    }
    case 'batch-write': {
      const items: Record<string, Json[]> = {}
      for (const member of request.members) {
        const list = items[member.table] ?? []
        items[member.table] = list
        list.push(
          (member.kind === 'put'
            ? { PutRequest: { Item: member.item } }
            : { DeleteRequest: { Key: member.key } }) as unknown as Json,
        )
      }
      return { call: 'BatchWriteItem', input: { RequestItems: items, ReturnConsumedCapacity: 'INDEXES' } }
    }
    case 'transact-write': {
      const items = request.members.map(member => {
        const { action, input } = writeInput(member)
        return { [action]: input }
      })
      return { call: 'TransactWriteItems', input: { TransactItems: items, ReturnConsumedCapacity: 'INDEXES' } }
    }
  }
}

function getInput({ table, key, consistent, attributes }: ConcreteGet): { readonly [member: string]: Json } {
  const names = new Placeholders()
  return {
    TableName: table,
    Key: key as unknown as Json,
    ...projectionOf(attributes, names),
    ...names.members(),
    ...(consistent ? { ConsistentRead: true } : {}),
  }
}

/** BatchGetItem has the keys of a table together, with one projection and one consistency. */
function keysByTable(members: readonly ConcreteGet[]): Json {
  const tables: Record<string, Json> = {}
  for (const table of new Set(members.map(member => member.table))) {
    const own = members.filter(member => member.table === table)
    const names = new Placeholders()
    const attributes = own.every(member => member.attributes !== undefined)
      ? [...new Set(own.flatMap(member => member.attributes ?? []))]
      : undefined
    tables[table] = {
      Keys: own.map(({ key }) => key as unknown as Json),
      ...projectionOf(attributes, names),
      ...names.members(),
      ...(own.some(({ consistent }) => consistent) ? { ConsistentRead: true } : {}),
    }
  }
  return tables
}

function writeInput(write: ConcreteWrite): {
  readonly call: 'PutItem' | 'UpdateItem' | 'DeleteItem'
  readonly action: 'Put' | 'Update' | 'Delete' | 'ConditionCheck'
  readonly input: { readonly [member: string]: Json }
} {
  const names = new Placeholders()
  const condition =
    write.condition === undefined ? {} : { ConditionExpression: names.writeCondition(write.condition) }
  switch (write.kind) {
    case 'put':
      return {
        call: 'PutItem',
        action: 'Put',
        input: { TableName: write.table, Item: write.item as unknown as Json, ...condition, ...names.members() },
      }
    case 'update': {
      // An update that changes nothing is sent without the expression: DynamoDB refuses an empty one.
      const expression = names.update(write)
      return {
        call: 'UpdateItem',
        action: 'Update',
        input: {
          TableName: write.table,
          Key: write.key as unknown as Json,
          ...(expression === '' ? {} : { UpdateExpression: expression }),
          ...condition,
          ...names.members(),
        },
      }
    }
    case 'delete':
    case 'check':
      return {
        call: 'DeleteItem',
        action: write.kind === 'delete' ? 'Delete' : 'ConditionCheck',
        input: { TableName: write.table, Key: write.key as unknown as Json, ...condition, ...names.members() },
      }
  }
}

function filterOf(filter: readonly ConcreteCondition[], names: Placeholders): { readonly FilterExpression?: string } {
  return filter.length === 0
    ? {}
    : { FilterExpression: filter.map(condition => names.condition(condition)).join(' AND ') }
}

function projectionOf(
  attributes: readonly string[] | undefined,
  names: Placeholders,
): { readonly ProjectionExpression?: string } {
  return attributes === undefined || attributes.length === 0
    ? {}
    : { ProjectionExpression: attributes.map(name => names.name(name)).join(', ') }
}
