import { parseJson } from '#dynamo'
import { CatalogStore } from '../storage/catalog-store.ts'
import type { ExpiryRows } from '../storage/expiry-rows.ts'
import type { Rows } from '../storage/rows.ts'
import type { SqliteDatabase } from '../storage/sqlite.ts'
import type { VectorRows } from '../storage/vector-rows.ts'
import {
  type IndexState,
  indexFacts,
  type TableFacts,
  type TableState,
  type VectorIndexState,
} from './table-state.ts'

const tableRows = (id: number): string => `table_${id}`
const expiryRows = (id: number): string => `table_${id}_expiry`
const indexRows = (id: number, index: number): string => `table_${id}_index_${index}`
const vectorRows = (id: number, index: number): string => `table_${id}_vector_${index}`

/**
 * The tables of the store, held open. Changes run inside the transaction that the caller has begun; when that one is
 * rolled back, `reload` goes back to what the store says.
 */
export class TableCatalog {
  readonly #store: CatalogStore
  #tables = new Map<string, TableState>()

  constructor(db: SqliteDatabase) {
    this.#store = new CatalogStore(db)
    this.reload()
  }

  get(name: string): TableState | undefined {
    return this.#tables.get(name)
  }

  /** All tables, in no particular order. */
  all(): Iterable<TableState> {
    return this.#tables.values()
  }

  create(facts: TableFacts): TableState {
    const id = this.#store.insert(facts.definition.name, JSON.stringify(facts))
    const indexes = facts.definition.indexes.map(definition => ({
      definition,
      rows: this.#store.createRows(indexRows(id, indexFacts(facts, definition.name).number)),
    }))
    const vectors = (facts.definition.vectors ?? []).map(definition => ({
      definition,
      rows: this.#store.createVectorRows(vectorRows(id, indexFacts(facts, definition.name).number), definition),
    }))
    const state = {
      id,
      facts,
      rows: this.#store.createRows(tableRows(id)),
      indexes,
      vectors,
      expiry: this.#openExpiry(id, facts),
    }
    this.#tables.set(facts.definition.name, state)
    return state
  }

  /** Replaces the facts of a table; indexes that the new facts have and the old had not get empty rows, and vice versa. */
  change(table: TableState, facts: TableFacts): TableState {
    this.#store.update(table.id, JSON.stringify(facts))
    const open = new Map(table.indexes.map(index => [index.rows.name, index]))
    const openVectors = new Map(table.vectors.map(index => [index.rows.name, index]))
    const indexes = facts.definition.indexes.map((definition): IndexState => {
      const name = indexRows(table.id, indexFacts(facts, definition.name).number)
      const kept = open.get(name)
      open.delete(name)
      return { definition, rows: kept?.rows ?? this.#store.createRows(name) }
    })
    const vectors = (facts.definition.vectors ?? []).map((definition): VectorIndexState => {
      const name = vectorRows(table.id, indexFacts(facts, definition.name).number)
      const kept = openVectors.get(name)
      openVectors.delete(name)
      return { definition, rows: kept?.rows ?? this.#store.createVectorRows(name, definition) }
    })
    for (const gone of [...open.values(), ...openVectors.values()]) this.#store.dropRows(gone.rows)
    const state = { ...table, facts, indexes, vectors, expiry: this.#changeExpiry(table, facts) }
    this.#tables.set(facts.definition.name, state)
    return state
  }

  drop(table: TableState): void {
    this.#store.delete(table.id)
    for (const rows of rowsOf(table)) this.#store.dropRows(rows)
    table.expiry?.drop()
    this.#tables.delete(table.facts.definition.name)
  }

  #openExpiry(id: number, facts: TableFacts): ExpiryRows | undefined {
    return facts.timeToLive === undefined ? undefined : this.#store.openExpiry(expiryRows(id))
  }

  /** Times by one attribute say nothing about another one: they are collected anew. */
  #changeExpiry(table: TableState, facts: TableFacts): ExpiryRows | undefined {
    if (facts.timeToLive?.attribute === table.facts.timeToLive?.attribute) return table.expiry
    table.expiry?.drop()
    return this.#openExpiry(table.id, facts)
  }

  /** Writes the counts that changed; part of every commit. */
  saveCounts(): void {
    this.#store.saveCounts()
  }

  /** Forgets what is held open and reads the store again. */
  reload(): void {
    this.#store.forgetCounts()
    this.#tables = new Map()
    for (const row of this.#store.all()) {
      const facts = parseJson(row.facts) as TableFacts
      const indexes = facts.definition.indexes.map(definition => ({
        definition,
        rows: this.#store.openRows(indexRows(row.id, indexFacts(facts, definition.name).number)),
      }))
      const vectors = (facts.definition.vectors ?? []).map(definition => ({
        definition,
        rows: this.#store.openVectorRows(vectorRows(row.id, indexFacts(facts, definition.name).number), definition),
      }))
      const rows = this.#store.openRows(tableRows(row.id))
      const state = { id: row.id, facts, rows, indexes, vectors, expiry: this.#openExpiry(row.id, facts) }
      this.#tables.set(facts.definition.name, state)
    }
  }
}

function rowsOf(table: TableState): readonly (Rows | VectorRows)[] {
  return [table.rows, ...[...table.indexes, ...table.vectors].map(index => index.rows)]
}
