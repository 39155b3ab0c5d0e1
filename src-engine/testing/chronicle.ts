import fc from 'fast-check'
import type { Item } from '#dynamo'
import type { Engine } from '../engine.ts'
import type { ManualPorts } from './manual-ports.ts'

/** A table with a local and a global index, random writes to it, and what it held at each moment. */

export const TableName = 'Moments'
export const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'g', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'global',
      KeySchema: [
        { AttributeName: 'g', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
}

type State = ReadonlyMap<string, Item>

/** What a table holds, and held. */
export class Chronicle {
  readonly #states: { readonly since: number; readonly items: State }[] = [{ since: 0, items: new Map() }]

  get latest(): State {
    return this.at(Number.POSITIVE_INFINITY)
  }

  at(moment: number): State {
    return this.#states.findLast(state => state.since <= moment)?.items ?? new Map()
  }

  between(from: number, to: number): State[] {
    return [
      this.at(from),
      ...this.#states.filter(({ since }) => since > from && since <= to).map(({ items }) => items),
    ]
  }

  set(since: number, key: string, item: Item | undefined): void {
    const items = new Map(this.latest)
    if (item === undefined) items.delete(key)
    else items.set(key, item)
    this.#states.push({ since, items })
  }
}

export type Step =
  | { readonly kind: 'put'; readonly item: Item }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'wait'; readonly milliseconds: number }

const key = fc.record({
  pk: fc.constantFrom('p', 'q').map(S => ({ S })),
  sk: fc.constantFrom('1', '2', '3', '4').map(N => ({ N })),
})
const item = fc
  .record({
    key,
    g: fc.option(
      fc.constantFrom('x', 'y').map(S => ({ S })),
      { nil: undefined },
    ),
    n: fc.integer({ min: 1, max: 3 }).map(n => ({ N: String(n) })),
    v: fc.integer({ min: 0, max: 99 }).map(v => ({ N: String(v) })),
  })
  .map(({ key: { pk, sk }, g, n, v }) => JSON.parse(JSON.stringify({ pk, sk, n, g, v })) as Item)
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), item }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 3, 9, 10, 11, 40) }),
  },
)

export const idOf = (of: Item): string => JSON.stringify([of.pk, of.sk])
export const texts = (items: Iterable<unknown>): string[] =>
  Array.from(items, one => JSON.stringify(Object.entries(one as object).sort())).sort()

export async function take(engine: Engine, ports: ManualPorts, chronicle: Chronicle, action: Step): Promise<void> {
  if (action.kind === 'wait') ports.advance(action.milliseconds)
  else if (action.kind === 'put') {
    await engine.execute('PutItem', { TableName, Item: action.item })
    chronicle.set(ports.clock.now(), idOf(action.item), action.item)
  } else {
    await engine.execute('DeleteItem', { TableName, Key: action.key })
    chronicle.set(ports.clock.now(), idOf(action.key), undefined)
  }
}

export async function allPages(engine: Engine, operation: 'Scan' | 'Query', input: object): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: unknown
  do {
    const page = await engine.execute(operation, { TableName, ...input, ExclusiveStartKey })
    items.push(...(page.Items as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}
