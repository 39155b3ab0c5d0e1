import { keySchemaOf } from '#dynamo'
import type { Ports } from '../ports.ts'
import type { ShardRow, StreamRow, StreamStore } from '../storage/stream-store.ts'
import type { ItemChange, ItemFollower } from '../tables/item-change.ts'
import type { TableState } from '../tables/table-state.ts'
import type { TableStore } from '../tables/table-store.ts'
import { endOf, firstKept } from './kept-records.ts'
import { type RecordPage, type RecordSource, readRecords } from './read-records.ts'
import { StreamRetention } from './retention.ts'
import { type StreamName, streamLabel } from './stream-arn.ts'
import { StreamWriter } from './stream-writer.ts'

/** A shard with where its readable records begin and end. */
export interface Shard extends ShardRow {
  /** Position of the oldest record that is less than a day old. */
  readonly firstKept: number
  /** Position after the last record. */
  readonly end: number
}

/**
 * The streams of an engine: records every change of an item of a table with a stream, and finds and reads what was
 * recorded within a day.
 */
export class Streams implements ItemFollower {
  readonly #store: StreamStore
  readonly #ports: Pick<Ports, 'clock' | 'timers'>
  readonly #writer: StreamWriter
  readonly #retention: StreamRetention

  /** @param shardRecords records after which a shard splits */
  constructor(store: TableStore, ports: Pick<Ports, 'clock' | 'timers'>, shardRecords: number) {
    this.#store = store.streams
    this.#ports = ports
    this.#writer = new StreamWriter(store.streams, shardRecords)
    this.#retention = new StreamRetention(store, this.#writer, ports)
    store.onRollback(() => this.#writer.forget())
    this.#adopt(store)
    this.#retention.wake()
  }

  /** Of a table that is being deleted the stream is closed. */
  follows({ facts }: TableState): boolean {
    return facts.stream !== undefined && facts.status !== 'DELETING'
  }

  itemChanged(change: ItemChange): void {
    const facts = change.table.facts.stream
    if (facts !== undefined) this.#writer.record(change, facts, this.#ports.clock.now())
  }

  /** A label for a new stream of this table. Two of the same millisecond get different ones. */
  newLabel(tableName: string): string {
    let at = this.#ports.clock.now()
    while (this.#store.stream(tableName, streamLabel(at)) !== undefined) at++
    return streamLabel(at)
  }

  /** The stream in the facts of a table was enabled. Inside the transaction that changed the facts. */
  enabled(table: TableState): void {
    const { stream, definition } = table.facts
    if (stream === undefined) return
    this.#writer.add(table, stream, JSON.stringify(keySchemaOf(definition.key)), this.#ports.clock.now())
    this.#retention.wake()
  }

  /** The stream in these facts of a table was disabled, or the table is deleted. Inside the transaction that did it. */
  disabled(table: TableState): void {
    const { stream, definition } = table.facts
    const row = stream && this.#store.stream(definition.name, stream.label)
    if (row === undefined) return
    this.#writer.close(row.id, this.#ports.clock.now())
    this.#retention.wake()
  }

  /** All streams, those that were disabled within a day included. */
  all(): readonly StreamRow[] {
    return this.#store.streams()
  }

  find({ tableName, label }: StreamName): StreamRow | undefined {
    return this.#store.stream(tableName, label)
  }

  /** The shards of a stream, in the order of their making, which is that of their names. */
  shards(stream: StreamRow): readonly ShardRow[] {
    return this.#store.shards(stream.id)
  }

  /** The shard of a stream that has this number or name. */
  shard(stream: StreamRow, wanted: number | string): Shard | undefined {
    const row = this.#store.shards(stream.id).find(({ id, name }) => id === wanted || name === wanted)
    if (row === undefined) return undefined
    const end = this.endOf(row)
    return { ...row, end, firstKept: firstKept(this.#store, row, end, this.#ports.clock.now()) }
  }

  /** Position after the last record of a shard. */
  endOf(shard: ShardRow): number {
    return endOf(this.#store, shard)
  }

  /** Up to `limit` records and 1 MB of a shard, from a position on. */
  read(source: RecordSource, shard: ShardRow, position: number, limit: number): RecordPage {
    return readRecords(this.#store, source, shard, position, limit)
  }

  close(): void {
    this.#retention.close()
  }

  /** Tables whose stream was enabled before streams had records. */
  #adopt(store: TableStore): void {
    for (const table of store.tables.all()) {
      const { stream, definition } = table.facts
      if (stream === undefined || this.#store.stream(definition.name, stream.label) !== undefined) continue
      store.beginWrite()
      this.enabled(table)
    }
    store.commitNow()
  }
}
