import type { Item } from '#dynamo'
import type { Command, ItemAction, SingleWrite, Walk } from '../random-work/commands.ts'
import { identity, orderOf } from './exact-values.ts'
import type { Condition } from './expression-trees.ts'
import { holds } from './reference-condition.ts'
import { KEY_TYPES, type Range, type ReferenceIndex, ReferenceTable } from './reference-table.ts'
import { Refused, updated } from './reference-update.ts'
import { attributesIn, isMisfit } from './refusals.ts'
import { CONDITION, type Decision, misfits, reasonsOf } from './transaction-reasons.ts'

/** What a command comes to. `refused` are the codes that fit: of several faults which one is told is not its business. */
export type Expected =
  | { readonly answer: unknown }
  | { readonly refused: readonly string[]; readonly reasons?: unknown }

const refused = (...codes: readonly string[]): Expected => ({ refused: codes })
const NO_TABLE = 'ResourceNotFoundException'
const INVALID = 'ValidationException'
const CANCELLED = 'TransactionCanceledException'
const TOKEN_MINUTES = 10

interface KnownToken {
  readonly request: string
  readonly minute: number
}

/** A store as simple as it can be: maps of items, everything else worked out when it is asked for. */
export class ReferenceStore {
  readonly tables = new Map<string, ReferenceTable>()
  /** Tables whose indexes may still be filled: the engine may refuse to change them. */
  readonly busy = new Set<string>()
  readonly #tokens = new Map<string, KnownToken>()
  #minute = 0

  do(command: Command): Expected {
    switch (command.kind) {
      case 'write':
        return this.#write(command.write)
      case 'get':
        return this.#read([command], ([item]) => item)
      case 'batch-get':
        return this.#read(command.keys, items => items.filter(item => item !== undefined))
      case 'transact-get':
        return this.#read(command.keys, items => items)
      case 'batch-write':
        return this.#batch(command.writes)
      case 'transact-write':
        return this.#transact(command.actions, command.token)
      case 'query':
        return this.#query(command)
      case 'scan':
        return this.#walk(command.walk, (table, index) => table.rows(index, command.walk.filter))
      case 'create-table':
        if (this.tables.has(command.table)) return refused('ResourceInUseException')
        this.tables.set(command.table, new ReferenceTable(command.schema))
        return { answer: 'made' }
      case 'delete-table':
        if (!this.tables.delete(command.table)) return refused(NO_TABLE)
        this.busy.delete(command.table)
        return { answer: 'deleted' }
      case 'add-index':
        return this.#addIndex(command.table, command.index)
      case 'drop-index':
        return this.#dropIndex(command.table, command.name)
      case 'minutes':
        this.#minute += command.count
        return { answer: 'later' }
      case 'restart':
        return { answer: 'restarted' }
    }
  }

  /** The index that a walk means; undefined is the table. */
  indexOf({ table, index }: Walk): ReferenceIndex | undefined {
    const indexes = this.tables.get(table)?.schema.indexes ?? []
    return index === undefined ? undefined : indexes[index % Math.max(indexes.length, 1)]
  }

  #write(write: SingleWrite): Expected {
    const table = this.tables.get(write.table)
    if (table === undefined) return refused(NO_TABLE)
    const before = table.items.get(table.idOf(keyed(write)))
    const outcome = this.#decide(write, table)
    if (outcome.kind === 'refused') {
      return outcome.code === CONDITION ? { refused: [CONDITION], reasons: before } : refused(outcome.code)
    }
    apply(table, write, outcome.after)
    return { answer: write.kind === 'update' ? outcome.after : before }
  }

  #decide(action: ItemAction, table: ReferenceTable): Decision {
    const before = table.items.get(table.idOf(keyed(action)))
    if (misfits(action, table)) return { kind: 'refused', code: INVALID }
    if (action.condition !== undefined && !holds(action.condition, before))
      return { kind: 'refused', code: CONDITION }
    if (action.kind === 'put') return { kind: 'done', after: action.item }
    if (action.kind !== 'update') return { kind: 'done', after: undefined }
    try {
      const after = updated(action.update, before, action.key)
      if (after !== undefined) table.checkChange(before, after)
      return { kind: 'done', after }
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', code: INVALID }
      throw error
    }
  }

  #read(
    keys: readonly { readonly table: string; readonly key: Item }[],
    answer: (items: readonly (Item | undefined)[]) => unknown,
  ): Expected {
    const codes: string[] = []
    if (keys.some(({ table }) => !this.tables.has(table))) codes.push(NO_TABLE)
    if (this.#repeats(keys)) codes.push(INVALID)
    if (codes.length > 0) return refused(...codes)
    return {
      answer: answer(
        keys.map(({ table, key }) => {
          const of = this.tables.get(table)
          return of?.items.get(of.idOf(key))
        }),
      ),
    }
  }

  #repeats(keys: readonly { readonly table: string; readonly key: Item }[]): boolean {
    const ids = keys.map(({ table, key }) => `${table} ${identity(key.pk)} ${identity(key.sk)}`)
    return new Set(ids).size < ids.length
  }

  #batch(writes: readonly SingleWrite[]): Expected {
    const codes: string[] = []
    if (writes.some(({ table }) => !this.tables.has(table))) codes.push(NO_TABLE)
    if (this.#repeats(writes.map(write => ({ table: write.table, key: keyed(write) })))) codes.push(INVALID)
    for (const write of writes) {
      const schema = this.tables.get(write.table)?.schema
      if (write.kind === 'put' && schema !== undefined && isMisfit(schema, write.item)) codes.push(INVALID)
    }
    if (codes.length > 0) return refused(...codes)
    for (const write of writes) {
      const table = this.tables.get(write.table)
      if (table !== undefined) apply(table, write, write.kind === 'put' ? write.item : undefined)
    }
    return { answer: 'all written' }
  }

  #transact(actions: readonly ItemAction[], token: string | undefined): Expected {
    const request = JSON.stringify(actions)
    const known = token === undefined ? undefined : this.#tokens.get(token)
    if (known !== undefined && this.#minute - known.minute < TOKEN_MINUTES) {
      return known.request === request ? { answer: 'done' } : refused('IdempotentParameterMismatchException')
    }
    const codes: string[] = []
    if (actions.some(({ table }) => !this.tables.has(table))) codes.push(NO_TABLE)
    if (this.#repeats(actions.map(action => ({ table: action.table, key: keyed(action) }))))
      codes.push(INVALID, CANCELLED)
    if (codes.length > 0) return refused(...codes)
    const decided = actions.flatMap(action => {
      const table = this.tables.get(action.table)
      return table === undefined ? [] : [{ action, table, outcome: this.#decide(action, table) }]
    })
    if (decided.some(({ outcome }) => outcome.kind === 'refused')) {
      // An empty text for an index key refuses the request instead of its action.
      const empty = actions.some(action => action.kind !== 'check' && JSON.stringify(action).includes('{"S":""}'))
      return {
        refused: empty ? [CANCELLED, INVALID] : [CANCELLED],
        reasons: reasonsOf(decided),
      }
    }
    for (const { action, table, outcome } of decided) {
      if (action.kind !== 'check' && outcome.kind === 'done') apply(table, action, outcome.after)
    }
    if (token !== undefined) this.#tokens.set(token, { request, minute: this.#minute })
    return { answer: 'done' }
  }

  #query({ walk, values, range, forward }: Extract<Command, { readonly kind: 'query' }>): Expected {
    return this.#walk(walk, (table, index) => {
      const key = index ?? table.schema.key
      const names = [...key.hash, ...key.range]
      if (range !== undefined && !suits(range, key.range[0])) return undefined
      if (index !== undefined && looksBeyond(walk.filter, table.heldBy(index))) return undefined
      if (walk.filter !== undefined && attributesIn(walk.filter).some(name => names.includes(name))) return undefined
      const hash = key.hash.flatMap(name => values[name] ?? [])
      return table.query(index, { hash, range, forward }, walk.filter)
    })
  }

  #walk(
    walk: Walk,
    rows: (table: ReferenceTable, index: ReferenceIndex | undefined) => Item[] | undefined,
  ): Expected {
    const table = this.tables.get(walk.table)
    // Without a table it is not known what its keys would be: the request may be wrong by itself.
    if (table === undefined) return refused(NO_TABLE, INVALID)
    const index = this.indexOf(walk)
    const found = rows(table, index)
    return found === undefined ? refused(INVALID) : { answer: found }
  }

  #addIndex(name: string, index: ReferenceIndex): Expected {
    const table = this.tables.get(name)
    if (table === undefined) return refused(NO_TABLE)
    if (table.schema.indexes.some(other => other.name === index.name)) return refused(INVALID)
    this.tables.set(name, table.under({ ...table.schema, indexes: [...table.schema.indexes, index] }))
    this.busy.add(name)
    return { answer: 'made' }
  }

  #dropIndex(name: string, indexName: string): Expected {
    const table = this.tables.get(name)
    if (table === undefined) return refused(NO_TABLE)
    const indexes = table.schema.indexes.filter(index => index.name !== indexName)
    if (indexes.length === table.schema.indexes.length) return refused(NO_TABLE)
    this.tables.set(name, table.under({ ...table.schema, indexes }))
    return { answer: 'dropped' }
  }
}

const keyed = (action: ItemAction): Item => (action.kind === 'put' ? action.item : action.key)

function apply(table: ReferenceTable, write: SingleWrite, after: Item | undefined): void {
  if (after !== undefined) table.items.set(table.idOf(after), after)
  else if (write.kind === 'delete') table.items.delete(table.idOf(write.key))
}

/** Whether a filter looks at attributes that an index does not hold. */
function looksBeyond(filter: Condition | undefined, held: readonly string[] | 'ALL'): boolean {
  return filter !== undefined && held !== 'ALL' && !attributesIn(filter).every(name => held.includes(name))
}

/** Whether a range can be asked of this sort key. */
function suits(range: Range, name: string | undefined): boolean {
  const type = name === undefined ? undefined : KEY_TYPES[name]
  if (type === undefined) return false
  if (range.by === 'between')
    return type in range.lower && type in range.upper && (orderOf(range.lower, range.upper) ?? 1) <= 0
  return type in range.value && (range.by !== 'begins' || type !== 'N')
}
