import fc from 'fast-check'
import { type AttributeValue, equalItems, type Item } from '#dynamo'

/** Random work on a table (pk S, sk N), and what its stream should say of it. */

const HOUR = 3_600_000

export type Step =
  | { readonly kind: 'put'; readonly items: readonly Item[]; readonly by: 'single' | 'batch' | 'transaction' }
  | { readonly kind: 'delete'; readonly key: Item }
  | { readonly kind: 'set'; readonly key: Item; readonly value: AttributeValue }
  | { readonly kind: 'remove'; readonly key: Item }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'restart' }

const pk = fc.constantFrom('p', 'q', 'r', 'é', 's\0', 't', 'u').map(S => ({ S }))
const sk = fc.constantFrom('-1.5', '0', '10').map(N => ({ N }))
const value = fc.constantFrom<AttributeValue>(
  { S: 'x' },
  { S: 'yy' },
  // The same set and the same number twice over.
  { SS: ['m', 'n'] },
  { SS: ['n', 'm'] },
  { N: '1' },
  { N: '1.0' },
  { L: [{ N: '1' }, { N: '2' }] },
)
const key = fc.record({ pk, sk })
const item = fc
  .record({
    pk,
    sk,
    v: fc.option(value, { nil: undefined }),
    a: fc.option(fc.constant({ S: 'x' }), { nil: undefined }),
  })
  .map(all => JSON.parse(JSON.stringify(all)) as Item)
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      items: fc.tuple(item),
      by: fc.constant('single' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      items: fc.uniqueArray(item, { minLength: 1, maxLength: 6, selector: idOf }),
      by: fc.constantFrom('batch' as const, 'transaction' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), key, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 999, HOUR / 2, 2 * HOUR, 5 * HOUR),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
)

/** Tells items apart by their keys. */
export function idOf(of: Item): string {
  return JSON.stringify([of.pk, of.sk])
}

/** A record as it should be; `at` in milliseconds. */
export interface ExpectedRecord {
  readonly eventName: string
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly at: number
}

/** The table as it should be, and the records that led there, by item. */
export class Reference {
  readonly items = new Map<string, Item>()
  readonly records = new Map<string, ExpectedRecord[]>()

  write(id: string, after: Item | undefined, at: number): void {
    const before = this.items.get(id)
    if (after === undefined) this.items.delete(id)
    else this.items.set(id, after)
    if (before === undefined && after === undefined) return
    if (before !== undefined && after !== undefined && equalItems(before, after)) return
    const eventName = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY'
    const own = this.records.get(id) ?? []
    own.push({ eventName, before, after, at })
    this.records.set(id, own)
  }
}

const canonical = (of: Item): Item => ('v' in of && 'N' in (of.v ?? {}) ? { ...of, v: { N: '1' } } : (of as Item))

/** What a step does to the table at its time. */
export function applyToReference(reference: Reference, change: Step, now: number): void {
  switch (change.kind) {
    case 'put':
      for (const put of change.items) reference.write(idOf(put), canonical(put), now)
      return
    case 'delete':
      reference.write(idOf(change.key), undefined, now)
      return
    case 'set': {
      const id = idOf(change.key)
      reference.write(id, canonical({ ...(reference.items.get(id) ?? change.key), v: change.value }), now)
      return
    }
    case 'remove': {
      const id = idOf(change.key)
      const { v: _, ...rest } = reference.items.get(id) ?? {}
      if (reference.items.has(id)) reference.write(id, rest as Item, now)
      return
    }
    case 'wait':
    case 'restart':
  }
}
