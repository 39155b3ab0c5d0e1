import { isDeepStrictEqual } from 'node:util'
import { type Item, itemSize } from '#dynamo'
import type { Engine } from '../../engine.ts'
import { itemIdentity } from '../reference/exact-values.ts'
import { type Expected, ReferenceStore } from '../reference/reference-store.ts'
import { compareKeys, type ReferenceIndex, type ReferenceTable, unordered } from '../reference/reference-table.ts'
import type { Command } from './commands.ts'
import * as asked from './engine-at-work.ts'

/** Where an engine and the reference part. */
export class Disagreement extends Error {}

/** Ends the engine and opens its store again. */
export type Reopen = (engine: Engine) => Promise<Engine>

interface TableDescription {
  readonly TableStatus: string
  readonly ItemCount: number
  readonly TableSizeBytes: number
  readonly LocalSecondaryIndexes?: readonly IndexDescription[]
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[]
}

interface IndexDescription {
  readonly IndexName: string
  readonly IndexStatus?: string
  readonly ItemCount: number
  readonly IndexSizeBytes: number
}

/** What a table whose indexes are being filled may answer to changes. */
const BUSY: ReadonlySet<string> = new Set(['ResourceInUseException', 'LimitExceededException'])

/** An engine and the reference at the same work, compared after each command. */
export class Work {
  #engine: Engine
  readonly #reference = new ReferenceStore()
  readonly #reopen: Reopen
  readonly #passMinutes: (count: number) => void

  constructor(engine: Engine, reopen: Reopen, passMinutes: (count: number) => void) {
    this.#engine = engine
    this.#reopen = reopen
    this.#passMinutes = passMinutes
  }

  get engine(): Engine {
    return this.#engine
  }

  /** @throws Disagreement */
  async do(command: Command): Promise<void> {
    const walk = command.kind === 'query' || command.kind === 'scan' ? command.walk : undefined
    // An index that is being filled cannot be read.
    if (walk?.index !== undefined) await this.settle(walk.table)
    const index = walk === undefined ? undefined : this.#reference.indexOf(walk)
    const key = index ?? (walk === undefined ? undefined : this.#reference.tables.get(walk.table)?.schema.key)
    const isBusy = 'table' in command && this.#reference.busy.has(command.table)
    const outcome = await asked.outcomeOf(() => this.#ask(command, index))
    // Whether an index is still being filled is a matter of turns, which only the engine knows.
    if (isBusy && 'refused' in outcome && BUSY.has(outcome.refused)) return
    const expected = this.#reference.do(command)
    if (walk !== undefined && 'answer' in expected && 'answer' in outcome) {
      const order = command.kind === 'query' ? (key?.range ?? []) : []
      compareWalks(command, expected.answer as Item[], outcome.answer as Item[], order)
    } else compare(command, expected, outcome)
  }

  async #ask(command: Command, index: ReferenceIndex | undefined): Promise<unknown> {
    const engine = this.#engine
    switch (command.kind) {
      case 'write':
        return asked.write(engine, command.write)
      case 'get':
        return (await engine.execute('GetItem', { TableName: command.table, Key: command.key })).Item
      case 'batch-write':
        return asked.batchWrite(engine, command.writes)
      case 'batch-get':
        return asked.batchGet(engine, command.keys)
      case 'transact-write':
        return asked.transactWrite(engine, command)
      case 'transact-get':
        return asked.transactGet(engine, command.keys)
      case 'query': {
        const key = index ?? this.#reference.tables.get(command.walk.table)?.schema.key ?? { hash: ['pk'], range: [] }
        return asked.query(engine, command, key, index)
      }
      case 'scan':
        return asked.scan(engine, command.walk, command.segments, index)
      case 'minutes':
        this.#passMinutes(command.count)
        return 'later'
      case 'restart':
        this.#engine = await this.#reopen(engine)
        return 'restarted'
      default:
        return asked.tableWork(engine, command)
    }
  }

  /** Waits until every index of a table is filled. */
  async settle(table: string): Promise<void> {
    while (this.#reference.busy.has(table)) {
      const description = await this.#describe(table)
      const filling = description.GlobalSecondaryIndexes?.some(index => index.IndexStatus !== 'ACTIVE')
      if (description.TableStatus === 'ACTIVE' && filling !== true) this.#reference.busy.delete(table)
      else await new Promise(resolve => setImmediate(resolve))
    }
  }

  async #describe(TableName: string): Promise<TableDescription> {
    const { Table } = await this.#engine.execute('DescribeTable', { TableName })
    return Table as TableDescription
  }

  /** Compares everything there is: tables, items, index entries, counts. @throws Disagreement */
  async agree(): Promise<void> {
    const { TableNames } = await this.#engine.execute('ListTables', {})
    same('the tables', [...this.#reference.tables.keys()].sort(), [...(TableNames as string[])].sort())
    for (const [name, table] of this.#reference.tables) {
      await this.settle(name)
      await this.#agreeOn(name, table)
    }
  }

  async #agreeOn(name: string, table: ReferenceTable): Promise<void> {
    const description = await this.#describe(name)
    const described = [...(description.LocalSecondaryIndexes ?? []), ...(description.GlobalSecondaryIndexes ?? [])]
    same(
      `indexes of ${name}`,
      table.schema.indexes.map(index => index.name).sort(),
      described.map(index => index.IndexName).sort(),
    )
    for (const index of [undefined, ...table.schema.indexes]) {
      const where = index === undefined ? name : `${name}/${index.name}`
      const walk = { table: name, index: undefined, filter: undefined, pageSize: 3 }
      const found = await asked.scan(this.#engine, walk, 1, index)
      same(where, unordered(table.rows(index)), unordered(found))
      const counted = described.find(other => other.IndexName === index?.name)
      const counts = [
        counted?.ItemCount ?? description.ItemCount,
        counted?.IndexSizeBytes ?? description.TableSizeBytes,
      ]
      same(`counts of ${where}`, [found.length, found.reduce((bytes, item) => bytes + itemSize(item), 0)], counts)
    }
  }
}

function compareWalks(
  command: Command,
  expected: readonly Item[],
  found: readonly Item[],
  order: readonly string[],
): void {
  const about = JSON.stringify(command)
  same(about, unordered(expected), unordered(found))
  if (expected.every((item, i) => compareKeys(item, found[i] ?? {}, order) === 0)) return
  throw new Disagreement(`${about}: another order: ${JSON.stringify(found)}`)
}

function compare(command: Command, expected: Expected, outcome: asked.Outcome): void {
  const about = JSON.stringify(command)
  if ('answer' in expected && 'answer' in outcome) {
    same(about, comparable(expected.answer, command.kind), comparable(outcome.answer, command.kind))
    return
  }
  if ('answer' in expected || 'answer' in outcome) {
    throw new Disagreement(`${about}: expected ${JSON.stringify(expected)}, came ${JSON.stringify(outcome)}`)
  }
  if (!expected.refused.includes(outcome.refused)) {
    throw new Disagreement(`${about}: refused with ${outcome.refused}, not with ${expected.refused}`)
  }
  if (outcome.refused === 'TransactionCanceledException' && expected.reasons !== undefined) {
    same(about, expected.reasons, outcome.reasons)
  }
  if (outcome.refused === 'ConditionalCheckFailedException') {
    same(about, comparable(expected.reasons, 'get'), comparable(outcome.item, 'get'))
  }
}

/** Items by what they mean; those of a batch come in any order. */
function comparable(answer: unknown, kind: Command['kind']): unknown {
  if (typeof answer === 'string' || answer === undefined) return answer
  if (!Array.isArray(answer)) return itemIdentity(answer as Item)
  const items = (answer as (Item | undefined)[]).map(item => item && itemIdentity(item))
  return kind === 'batch-get' ? items.sort() : items
}

function same(about: string, expected: unknown, found: unknown): void {
  if (isDeepStrictEqual(expected, found)) return
  throw new Disagreement(`${about}\nexpected ${JSON.stringify(expected)}\nfound    ${JSON.stringify(found)}`)
}
