import type { StreamStore } from '../storage/stream-store.ts'
import type { ItemChange } from '../tables/item-change.ts'
import type { StreamFacts, TableState } from '../tables/table-state.ts'
import { recordOf } from './new-record.ts'
import { recordId } from './sequence-number.ts'
import { type HashRange, MOST_OPEN_SHARDS, SHARD_OPEN_MS, shardName, splitRange, WHOLE_RANGE } from './shard.ts'

/** A shard that takes records, as the writer keeps it in memory. */
interface OpenShard extends HashRange {
  readonly id: number
  readonly name: string
  readonly openedAt: number
  /** Position of the next record. */
  next: number
  /** Time of the last one; the next is never earlier, whatever the clock does. */
  lastAt: number
}

interface OpenStream {
  readonly id: number
  /** Together they take every hash, each hash by one. */
  shards: readonly OpenShard[]
}

/**
 * Writes the records of the streams that are enabled, and opens and closes their shards. All of it happens inside the
 * transaction of the caller; `forget` after that one was undone.
 */
export class StreamWriter {
  readonly #store: StreamStore
  /** Records after which a shard is full. */
  readonly #shardRecords: number
  readonly #streams = new Map<number, OpenStream>()
  /** By the facts of the table's stream, which stay the same object while it is enabled: one look per write. */
  #byFacts = new WeakMap<StreamFacts, OpenStream>()

  constructor(store: StreamStore, shardRecords: number) {
    this.#store = store
    this.#shardRecords = shardRecords
  }

  /** Records a change of an item, if it is one. */
  record(change: ItemChange, facts: StreamFacts, now: number): void {
    const record = recordOf(change, facts.view)
    if (record === undefined) return
    const stream = this.#byFacts.get(facts) ?? this.#open(change.table, facts)
    const hash = change.key.readUInt32BE(0)
    let shard = shardOf(stream, hash)
    if (shard.next > this.#shardRecords) {
      const splits = stream.shards.length < MOST_OPEN_SHARDS && shard.firstHash < shard.lastHash
      this.#follow(stream, shard, splits ? splitRange(shard) : [shard], now)
      shard = shardOf(stream, hash)
    } else if (isOld(shard, now)) {
      this.#follow(stream, shard, [shard], now)
      shard = shardOf(stream, hash)
    }
    shard.lastAt = Math.max(shard.lastAt, now)
    const id = recordId({ shard: shard.id, position: shard.next++ })
    this.#store.append(id, shard.lastAt, record.event, record.size, record.images)
  }

  /** Adds a stream with its first shard. */
  add(table: TableState, facts: StreamFacts, keySchema: string, now: number): void {
    const { name } = table.facts.definition
    const { label, view } = facts
    const id = this.#store.addStream({ tableName: name, label, view, keySchema, createdAt: now })
    const stream: OpenStream = { id, shards: [] }
    stream.shards = [this.#addShard(stream, WHOLE_RANGE, null, now)]
  }

  /** Closes a stream: it takes no more records, and ends with the shards it has. */
  close(id: number, now: number): void {
    for (const shard of this.#load(id).shards) this.#store.closeShard(shard.id, now, shard.next)
    this.#store.closeStream(id, now)
    this.forget()
  }

  /** Lets a new shard follow each that has been open for its time. */
  followOld(id: number, now: number): void {
    const stream = this.#load(id)
    for (const shard of stream.shards) if (isOld(shard, now)) this.#follow(stream, shard, [shard], now)
  }

  /** Forgets what is held in memory: it may say what is no longer so. */
  forget(): void {
    this.#streams.clear()
    this.#byFacts = new WeakMap()
  }

  #open(table: TableState, facts: StreamFacts): OpenStream {
    const { name } = table.facts.definition
    const row = this.#store.stream(name, facts.label)
    if (row === undefined) throw new Error(`The stream ${facts.label} of ${name} is not in the store`)
    const stream = this.#load(row.id)
    this.#byFacts.set(facts, stream)
    return stream
  }

  #load(id: number): OpenStream {
    let stream = this.#streams.get(id)
    if (stream === undefined) {
      const shards = this.#store.shards(id).filter(shard => shard.closedAt === null)
      stream = {
        id,
        shards: shards.map(({ id: shard, name, firstHash, lastHash, openedAt, oldest }) => {
          const last = this.#store.last(recordId({ shard, position: 0 }), recordId({ shard: shard + 1, position: 0 }))
          const next = last === undefined ? oldest : last.id - recordId({ shard, position: 0 }) + 1
          return { id: shard, name, firstHash, lastHash, openedAt, next, lastAt: last?.at ?? openedAt }
        }),
      }
      this.#streams.set(id, stream)
    }
    return stream
  }

  /** Closes a shard and opens its children. */
  #follow(stream: OpenStream, shard: OpenShard, ranges: readonly HashRange[], now: number): void {
    this.#store.closeShard(shard.id, now, shard.next)
    const children = ranges.map(range => this.#addShard(stream, range, shard.name, now))
    stream.shards = [...stream.shards.filter(other => other !== shard), ...children]
  }

  #addShard(stream: OpenStream, { firstHash, lastHash }: HashRange, parent: string | null, now: number): OpenShard {
    // The newest shard is always open. No name may be smaller than its own, even when the clock went back.
    const openedAt = Math.max(now, ...stream.shards.map(shard => shard.openedAt))
    const id = this.#store.addShard({ stream: stream.id, parent, firstHash, lastHash, openedAt }, number =>
      shardName(openedAt, number),
    )
    return { id, name: shardName(openedAt, id), firstHash, lastHash, openedAt, next: 1, lastAt: openedAt }
  }
}

function isOld(shard: OpenShard, now: number): boolean {
  return now - shard.openedAt >= SHARD_OPEN_MS
}

function shardOf(stream: OpenStream, hash: number): OpenShard {
  const shard = stream.shards.find(({ firstHash, lastHash }) => firstHash <= hash && hash <= lastHash)
  if (shard === undefined) throw new Error(`No open shard of stream ${stream.id} takes ${hash}`)
  return shard
}
