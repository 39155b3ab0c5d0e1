import type { AttributeValue, Item, OperationName } from '#dynamo'
import type { Engine } from '../../engine.ts'
import type { ReferenceIndex, ReferenceKey } from '../reference/reference-table.ts'
import type { Command, ItemAction, SingleWrite, Walk } from './commands.ts'
import { ExpressionText } from './expression-text.ts'
import { definitionsOf, indexInput, tableInput } from './schemas.ts'

/** Does commands on an engine, by its requests. */

/** What a command came to. */
export type Outcome =
  | { readonly answer: unknown }
  | { readonly refused: string; readonly item: unknown; readonly reasons: unknown }

/** Runs a step; refusals become outcomes. */
export async function outcomeOf(step: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: await step() }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const { Item: item, CancellationReasons } = ('members' in error ? (error.members ?? {}) : {}) as Record<
      string,
      unknown
    >
    const reasons = (CancellationReasons as { Code: string }[] | undefined)?.map(reason => reason.Code)
    return { refused: String(error.code), item, reasons }
  }
}

export async function write(engine: Engine, single: SingleWrite): Promise<unknown> {
  const operation = ({ put: 'PutItem', delete: 'DeleteItem', update: 'UpdateItem' } as const)[single.kind]
  const { Attributes } = await engine.execute(operation, {
    ...actionInput(single),
    ReturnValues: single.kind === 'update' ? 'ALL_NEW' : 'ALL_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  return Attributes
}

function actionInput(action: ItemAction): object {
  const text = new ExpressionText()
  const expressions = {
    ...(action.kind === 'update' ? { UpdateExpression: text.update(action.update) } : {}),
    ...(action.condition === undefined ? {} : { ConditionExpression: text.condition(action.condition) }),
  }
  const target = action.kind === 'put' ? { Item: action.item } : { Key: action.key }
  return { TableName: action.table, ...target, ...expressions, ...text.placeholders() }
}

export async function batchWrite(engine: Engine, writes: readonly SingleWrite[]): Promise<unknown> {
  const RequestItems = Object.fromEntries(
    [...new Set(writes.map(({ table }) => table))].map(table => [
      table,
      writes
        .filter(single => single.table === table)
        .map(single =>
          single.kind === 'put' ? { PutRequest: { Item: single.item } } : { DeleteRequest: { Key: single.key } },
        ),
    ]),
  )
  const { UnprocessedItems } = await engine.execute('BatchWriteItem', { RequestItems })
  return Object.keys(UnprocessedItems as object).length === 0 ? 'all written' : UnprocessedItems
}

export async function batchGet(
  engine: Engine,
  keys: readonly { readonly table: string; readonly key: Item }[],
): Promise<Item[]> {
  const RequestItems = Object.fromEntries(
    [...new Set(keys.map(({ table }) => table))].map(table => [
      table,
      { Keys: keys.filter(of => of.table === table).map(of => of.key) },
    ]),
  )
  const { Responses } = await engine.execute('BatchGetItem', { RequestItems })
  return Object.values(Responses as Record<string, Item[]>).flat()
}

const ACTION_NAMES = { put: 'Put', delete: 'Delete', update: 'Update', check: 'ConditionCheck' } as const

export async function transactWrite(
  engine: Engine,
  { actions, token }: Extract<Command, { readonly kind: 'transact-write' }>,
): Promise<unknown> {
  await engine.execute('TransactWriteItems', {
    TransactItems: actions.map(action => ({ [ACTION_NAMES[action.kind]]: actionInput(action) })),
    ...(token === undefined ? {} : { ClientRequestToken: token }),
  })
  return 'done'
}

export async function transactGet(
  engine: Engine,
  keys: readonly { readonly table: string; readonly key: Item }[],
): Promise<(Item | undefined)[]> {
  const TransactItems = keys.map(({ table, key }) => ({ Get: { TableName: table, Key: key } }))
  const { Responses } = await engine.execute('TransactGetItems', { TransactItems })
  return (Responses as { Item?: Item }[]).map(response => response.Item)
}

/** All pages of a Query, each no longer than it may be. */
export async function query(
  engine: Engine,
  { walk, values, range, forward }: Extract<Command, { readonly kind: 'query' }>,
  key: ReferenceKey,
  index: ReferenceIndex | undefined,
): Promise<Item[]> {
  const text = new ExpressionText()
  const conditions = key.hash.map(name => `${text.name(name)} = ${text.value(values[name] as AttributeValue)}`)
  if (range !== undefined) {
    const name = text.name(key.range[0] ?? 'pk')
    if (range.by === 'between') {
      conditions.push(`${name} BETWEEN ${text.value(range.lower)} AND ${text.value(range.upper)}`)
    } else if (range.by === 'begins') conditions.push(`begins_with(${name}, ${text.value(range.value)})`)
    else conditions.push(`${name} ${range.by} ${text.value(range.value)}`)
  }
  const KeyConditionExpression = conditions.join(' AND ')
  return allPages(engine, 'Query', walk, index, { KeyConditionExpression, ScanIndexForward: forward }, text)
}

/** All pages of all segments of a Scan. */
export async function scan(
  engine: Engine,
  walk: Walk,
  segments: number,
  index: ReferenceIndex | undefined,
): Promise<Item[]> {
  const found: Item[] = []
  for (let Segment = 0; Segment < segments; Segment++) {
    const part = { Segment, TotalSegments: segments }
    found.push(...(await allPages(engine, 'Scan', walk, index, part, new ExpressionText())))
  }
  return found
}

/** More than there are items. */
const MOST_PAGES = 1000

async function allPages(
  engine: Engine,
  operation: Extract<OperationName, 'Query' | 'Scan'>,
  { table, filter, pageSize }: Walk,
  index: ReferenceIndex | undefined,
  own: object,
  text: ExpressionText,
): Promise<Item[]> {
  const request = {
    TableName: table,
    ...(index === undefined ? {} : { IndexName: index.name }),
    ...own,
    ...(filter === undefined ? {} : { FilterExpression: text.condition(filter) }),
    ...text.placeholders(),
    Limit: pageSize,
  }
  const found: Item[] = []
  let ExclusiveStartKey: unknown
  for (let pages = 1; pages <= MOST_PAGES; pages++) {
    const page = await engine.execute(operation, { ...request, ExclusiveStartKey })
    if ((page.ScannedCount as number) > pageSize) throw new Error(`A page of ${page.ScannedCount} items`)
    if (page.Count !== (page.Items as Item[]).length) throw new Error(`Count ${page.Count} is not that of the items`)
    found.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return found
  }
  throw new Error(`There is no end of pages: ${JSON.stringify(request)}`)
}

export async function tableWork(engine: Engine, command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'create-table':
      await engine.execute('CreateTable', tableInput(command.table, command.schema))
      return 'made'
    case 'delete-table':
      await engine.execute('DeleteTable', { TableName: command.table })
      return 'deleted'
    case 'add-index':
      await engine.execute('UpdateTable', {
        TableName: command.table,
        AttributeDefinitions: definitionsOf([command.index]),
        GlobalSecondaryIndexUpdates: [{ Create: indexInput(command.index) }],
      })
      return 'made'
    case 'drop-index':
      await engine.execute('UpdateTable', {
        TableName: command.table,
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: command.name } }],
      })
      return 'dropped'
    default:
      throw new Error(`${command.kind} is no work on tables`)
  }
}
