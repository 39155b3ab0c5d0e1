import type { AttributeValue, Item } from '#dynamo'
import { identity, itemIdentity, orderOf } from './exact-values.ts'
import type { Condition } from './expression-trees.ts'
import { holds } from './reference-condition.ts'
import { Refused } from './reference-update.ts'

/** Names of key attributes. */
export interface ReferenceKey {
  readonly hash: readonly string[]
  readonly range: readonly string[]
}

export interface ReferenceIndex extends ReferenceKey {
  readonly name: string
  readonly kind: 'local' | 'global'
  /** Attributes kept beside the keys; all of them, or these. */
  readonly keeps: 'ALL' | readonly string[]
}

export interface ReferenceSchema {
  readonly key: ReferenceKey
  readonly indexes: readonly ReferenceIndex[]
}

/** Sort-key part of a key condition. */
export type Range =
  | { readonly by: '=' | '<' | '<=' | '>' | '>='; readonly value: AttributeValue }
  | { readonly by: 'between'; readonly lower: AttributeValue; readonly upper: AttributeValue }
  | { readonly by: 'begins'; readonly value: AttributeValue }

/** Type of every attribute that is the key of anything, in every table of these tests. */
export const KEY_TYPES: Readonly<Record<string, 'S' | 'N' | 'B'>> = { pk: 'S', sk: 'N', a: 'S', b: 'N', d: 'S' }

/** A table as a map from key to item; whatever an index holds is worked out anew each time. */
export class ReferenceTable {
  readonly schema: ReferenceSchema
  readonly items = new Map<string, Item>()

  constructor(schema: ReferenceSchema) {
    this.schema = schema
  }

  /** Equal for items of the same key. */
  idOf(item: Item): string {
    return JSON.stringify([...this.schema.key.hash, ...this.schema.key.range].map(name => identity(item[name])))
  }

  /** The same items under another schema. */
  under(schema: ReferenceSchema): ReferenceTable {
    const table = new ReferenceTable(schema)
    for (const [id, item] of this.items) table.items.set(id, item)
    return table
  }

  /** @throws Refused an index key was changed to what cannot be one; one that was there before may stay */
  checkChange(before: Item | undefined, after: Item): void {
    for (const { hash, range } of this.schema.indexes) {
      for (const name of [...hash, ...range]) {
        const value = after[name]
        if (value === undefined || isKeyValue(name, value)) continue
        if (before === undefined || identity(before[name]) !== identity(value)) throw new Refused(`index key ${name}`)
      }
    }
  }

  /** What the table, or one of its indexes, holds and a condition lets through, which sees no more than that. */
  rows(index: ReferenceIndex | undefined, filter?: Condition): Item[] {
    const parts = index === undefined ? [] : [...index.hash, ...index.range]
    return [...this.items.values()]
      .filter(item => parts.every(name => isKeyValue(name, item[name])))
      .map(item => this.#kept(item, index))
      .filter(item => filter === undefined || holds(filter, item))
  }

  /** Attributes that an index has of every item. */
  heldBy(index: ReferenceIndex): readonly string[] | 'ALL' {
    const { key } = this.schema
    if (index.keeps === 'ALL') return 'ALL'
    return [...index.hash, ...index.range, ...key.hash, ...key.range, ...index.keeps]
  }

  #kept(item: Item, index: ReferenceIndex | undefined): Item {
    const held = index === undefined ? 'ALL' : this.heldBy(index)
    return held === 'ALL' ? item : Object.fromEntries(Object.entries(item).filter(([name]) => held.includes(name)))
  }

  /** What a Query finds, in order; items of equal index keys in any. */
  query(
    index: ReferenceIndex | undefined,
    {
      hash,
      range,
      forward,
    }: { readonly hash: readonly AttributeValue[]; readonly range: Range | undefined; readonly forward: boolean },
    filter: Condition | undefined,
  ): Item[] {
    const key = index ?? this.schema.key
    const found = this.rows(index, filter)
      .filter(item => key.hash.every((name, i) => identity(item[name]) === identity(hash[i])))
      .filter(item => range === undefined || inRange(item[key.range[0] ?? ''], range))
    const sign = forward ? 1 : -1
    return found.sort((x, y) => sign * compareKeys(x, y, key.range))
  }
}

/** Order of two items by these attributes. */
export function compareKeys(x: Item, y: Item, names: readonly string[]): number {
  for (const name of names) {
    const [a, b] = [x[name], y[name]]
    const order = a === undefined || b === undefined ? 0 : (orderOf(a, b) ?? 0)
    if (order !== 0) return order
  }
  return 0
}

/** Items as texts, in an order that says nothing. */
export function unordered(items: Iterable<Item>): string[] {
  return Array.from(items, itemIdentity).sort()
}

function isKeyValue(name: string, value: AttributeValue | undefined): boolean {
  const type = KEY_TYPES[name]
  if (value === undefined || type === undefined || !(type in value)) return false
  return !('S' in value && value.S === '')
}

function inRange(value: AttributeValue | undefined, range: Range): boolean {
  if (value === undefined) return false
  if (range.by === 'begins') return 'S' in value && 'S' in range.value && value.S.startsWith(range.value.S)
  if (range.by === 'between')
    return (orderOf(value, range.lower) ?? -1) >= 0 && (orderOf(value, range.upper) ?? 1) <= 0
  const order = orderOf(value, range.value)
  if (order === undefined) return false
  if (range.by === '=') return order === 0
  if (range.by === '<') return order < 0
  if (range.by === '<=') return order <= 0
  return range.by === '>' ? order > 0 : order >= 0
}
