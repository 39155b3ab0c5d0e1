import fc from 'fast-check'
import type { AttributeValue, Item } from '#dynamo'
import type { Condition, Update } from '../reference/expression-trees.ts'
import type { Range, ReferenceIndex, ReferenceSchema } from '../reference/reference-table.ts'
import { itemsOf, keysOf, keyValues } from './documents.ts'
import { GLOBAL_INDEXES, schemas } from './schemas.ts'
import { conditions, updates } from './trees.ts'

/** What may be asked of a store, as plain data: done by the engine and by the reference alike. */

export type ItemAction =
  | { readonly kind: 'put'; readonly table: string; readonly item: Item; readonly condition: Condition | undefined }
  | { readonly kind: 'delete'; readonly table: string; readonly key: Item; readonly condition: Condition | undefined }
  | {
      readonly kind: 'update'
      readonly table: string
      readonly key: Item
      readonly update: Update
      readonly condition: Condition | undefined
    }
  | { readonly kind: 'check'; readonly table: string; readonly key: Item; readonly condition: Condition }

export type SingleWrite = Exclude<ItemAction, { readonly kind: 'check' }>

/** What a Query or Scan walks. */
export interface Walk {
  readonly table: string
  /** Among the indexes that the table has when it is asked, by its number; undefined is the table. */
  readonly index: number | undefined
  readonly filter: Condition | undefined
  readonly pageSize: number
}

export type Command =
  | { readonly kind: 'write'; readonly write: SingleWrite }
  | { readonly kind: 'get'; readonly table: string; readonly key: Item }
  | { readonly kind: 'batch-write'; readonly writes: readonly SingleWrite[] }
  | { readonly kind: 'batch-get'; readonly keys: readonly { readonly table: string; readonly key: Item }[] }
  | { readonly kind: 'transact-write'; readonly actions: readonly ItemAction[]; readonly token: string | undefined }
  | { readonly kind: 'transact-get'; readonly keys: readonly { readonly table: string; readonly key: Item }[] }
  | {
      readonly kind: 'query'
      readonly walk: Walk
      readonly values: Readonly<Record<string, AttributeValue>>
      readonly range: Range | undefined
      readonly forward: boolean
    }
  | { readonly kind: 'scan'; readonly walk: Walk; readonly segments: number }
  | { readonly kind: 'create-table'; readonly table: string; readonly schema: ReferenceSchema }
  | { readonly kind: 'delete-table'; readonly table: string }
  | { readonly kind: 'add-index'; readonly table: string; readonly index: ReferenceIndex }
  | { readonly kind: 'drop-index'; readonly table: string; readonly name: string }
  | { readonly kind: 'minutes'; readonly count: number }
  | { readonly kind: 'restart' }

/** Table One always has both key parts, Two only the first: so that keys fit although the schemas change. */
const tables = fc.constantFrom('One', 'Two')
const keyOf = (table: string): { readonly hash: readonly string[]; readonly range: readonly string[] } => ({
  hash: ['pk'],
  range: table === 'One' ? ['sk'] : [],
})
const optional = <T>(of: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of })

const put = tables.chain(table =>
  fc.record({
    kind: fc.constant('put' as const),
    table: fc.constant(table),
    item: itemsOf(keyOf(table)),
    condition: optional(conditions),
  }),
)
const remove = tables.chain(table =>
  fc.record({
    kind: fc.constant('delete' as const),
    table: fc.constant(table),
    key: keysOf(keyOf(table)),
    condition: optional(conditions),
  }),
)
const change = tables.chain(table =>
  fc.record({
    kind: fc.constant('update' as const),
    table: fc.constant(table),
    key: keysOf(keyOf(table)),
    update: updates,
    condition: optional(conditions),
  }),
)
const check = tables.chain(table =>
  fc.record({
    kind: fc.constant('check' as const),
    table: fc.constant(table),
    key: keysOf(keyOf(table)),
    condition: conditions,
  }),
)
const writes: fc.Arbitrary<SingleWrite> = fc.oneof(
  { weight: 4, arbitrary: put },
  { weight: 1, arbitrary: remove },
  { weight: 4, arbitrary: change },
)
const plain = fc.oneof(put, put, remove).map(write => ({ ...write, condition: undefined }))
const keyed = tables.chain(table => fc.record({ table: fc.constant(table), key: keysOf(keyOf(table)) }))
const walks: fc.Arbitrary<Walk> = fc.record({
  table: tables,
  index: optional(fc.nat({ max: 5 }), 1),
  filter: optional(conditions),
  pageSize: fc.integer({ min: 1, max: 4 }),
})

/** A range over any sort key: what type it must have shows when the index is known. */
const ranges: fc.Arbitrary<Range> = fc.constantFrom('sk', 'a', 'b', 'pk').chain(name =>
  fc.oneof(
    fc.record({
      by: fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
      value: keyValues(name),
    }),
    fc.record({ by: fc.constant('between' as const), lower: keyValues(name), upper: keyValues(name) }),
    fc.record({ by: fc.constant('begins' as const), value: keyValues(name) }),
  ),
)
const schemaOf = (table: string): fc.Arbitrary<ReferenceSchema> =>
  schemas.filter(({ key }) => key.range.length === keyOf(table).range.length)

/** Work on tables and items. `restart` closes the store and opens it again, and needs one that is kept. */
export function commands(withRestarts: boolean): fc.Arbitrary<Command> {
  return fc.oneof(
    { weight: 12, arbitrary: writes.map(write => ({ kind: 'write' as const, write })) },
    { weight: 2, arbitrary: keyed.map(of => ({ kind: 'get' as const, ...of })) },
    {
      weight: 2,
      arbitrary: fc
        .array(plain, { minLength: 1, maxLength: 5 })
        .map(list => ({ kind: 'batch-write' as const, writes: list })),
    },
    {
      weight: 1,
      arbitrary: fc.array(keyed, { minLength: 1, maxLength: 4 }).map(keys => ({ kind: 'batch-get' as const, keys })),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('transact-write' as const),
        actions: fc.array(fc.oneof({ weight: 4, arbitrary: writes }, { weight: 1, arbitrary: check }), {
          minLength: 1,
          maxLength: 4,
        }),
        token: optional(fc.constantFrom('t', 'u'), 1),
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(keyed, { minLength: 1, maxLength: 4 })
        .map(keys => ({ kind: 'transact-get' as const, keys })),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('query' as const),
        walk: walks,
        values: fc.record(Object.fromEntries(['pk', 'sk', 'a', 'b', 'd'].map(name => [name, keyValues(name)]))),
        range: optional(ranges, 1),
        forward: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('scan' as const),
        walk: walks,
        segments: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: tables.chain(table =>
        schemaOf(table).map(schema => ({ kind: 'create-table' as const, table, schema })),
      ),
    },
    { weight: 1, arbitrary: tables.map(table => ({ kind: 'delete-table' as const, table })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tables, fc.constantFrom(...GLOBAL_INDEXES))
        .map(([table, index]) => ({ kind: 'add-index' as const, table, index })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tables, fc.constantFrom(...GLOBAL_INDEXES))
        .map(([table, { name }]) => ({ kind: 'drop-index' as const, table, name })),
    },
    { weight: 2, arbitrary: fc.constantFrom(1, 9, 11).map(count => ({ kind: 'minutes' as const, count })) },
    ...(withRestarts ? [{ weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) }] : []),
  )
}
