import type { Ports } from '../ports.ts'
import type { ShardRow, StreamRow } from '../storage/stream-store.ts'
import { BackgroundWork, ownTransaction } from '../tables/background-work.ts'
import type { TableStore } from '../tables/table-store.ts'
import { endOf, firstKept, RETENTION_MS } from './kept-records.ts'
import { recordId } from './sequence-number.ts'
import { SHARD_OPEN_MS } from './shard.ts'
import type { StreamWriter } from './stream-writer.ts'

/** Records removed per turn, and about their bytes: so few that no request waits noticeably behind them. */
const RECORDS_PER_TURN = 1000
const BYTES_PER_TURN = 4_194_304

/** Milliseconds between two looks at least. What is over counts as gone before it is removed. */
const LOOK_EVERY_MS = 60_000

/**
 * What happens to streams in time: shards that have been open for four hours are followed by new ones, and records,
 * shards and streams go when their day is over.
 */
export class StreamRetention {
  readonly #store: TableStore
  readonly #writer: StreamWriter
  readonly #ports: Pick<Ports, 'clock' | 'timers'>
  readonly #work: BackgroundWork

  constructor(store: TableStore, writer: StreamWriter, ports: Pick<Ports, 'clock' | 'timers'>) {
    this.#store = store
    this.#writer = writer
    this.#ports = ports
    this.#work = new BackgroundWork(store, ports, {
      steps: () => this.#steps(),
      restsFor: () => {
        const left = this.#dueIn()
        return left === undefined ? undefined : Math.max(left, LOOK_EVERY_MS)
      },
    })
  }

  /** Streams were opened or closed, or the engine has just been opened: sees to it that they are looked after. */
  wake(): void {
    const left = this.#dueIn()
    if (left !== undefined) this.#work.beginWithin(left)
  }

  close(): void {
    this.#work.close()
  }

  *#steps(): Generator<undefined, void> {
    const { streams } = this.#store
    for (const stream of streams.streams()) {
      const now = this.#ports.clock.now()
      if (stream.closedAt === null) yield* this.#followOld(stream, now)
      for (const shard of streams.shards(stream.id)) yield* this.#trim(shard, now)
      if (isOver(stream, now) && streams.shards(stream.id).length === 0) {
        ownTransaction(this.#store, () => streams.dropStream(stream.id))
        yield
      }
    }
  }

  *#followOld({ id }: StreamRow, now: number): Generator<undefined, void> {
    const shards = this.#store.streams.shards(id)
    if (!shards.some(shard => shard.closedAt === null && now - shard.openedAt >= SHARD_OPEN_MS)) return
    ownTransaction(this.#store, () => this.#writer.followOld(id, now))
    yield
  }

  /** Removes the records of a shard whose day is over, and then the shard itself. */
  *#trim(shard: ShardRow, now: number): Generator<undefined, void> {
    const { streams } = this.#store
    const { id } = shard
    const end = endOf(streams, shard)
    const kept = firstKept(streams, shard, end, now)
    let oldest = shard.oldest
    while (oldest < kept) {
      const from = recordId({ shard: id, position: oldest })
      oldest += this.#countWithin(from, recordId({ shard: id, position: kept }))
      const to = recordId({ shard: id, position: oldest })
      ownTransaction(this.#store, () => streams.trim(id, from, to, oldest))
      yield
    }
    if (oldest < end || !isOver(shard, now)) return
    ownTransaction(this.#store, () => streams.dropShard(id))
    yield
  }

  /** How many of these records, at least one, may go in one turn. */
  #countWithin(from: number, to: number): number {
    let bytes = 0
    let count = 0
    for (const size of this.#store.streams.sizes(from, to, RECORDS_PER_TURN)) {
      bytes += size
      if (bytes > BYTES_PER_TURN && count > 0) break
      count++
    }
    return Math.max(count, 1)
  }

  /** Milliseconds until there is something to do; undefined when there is no stream. */
  #dueIn(): number | undefined {
    const { streams } = this.#store
    if (streams.isEmpty) return undefined
    let due = Number.POSITIVE_INFINITY
    for (const stream of streams.streams()) {
      if (stream.closedAt !== null) due = Math.min(due, stream.closedAt + RETENTION_MS)
      for (const shard of streams.shards(stream.id)) {
        const oldestAt = streams.timeOf(recordId({ shard: shard.id, position: shard.oldest }))
        if (oldestAt !== undefined) due = Math.min(due, oldestAt + RETENTION_MS)
        due = Math.min(due, shard.closedAt === null ? shard.openedAt + SHARD_OPEN_MS : shard.closedAt + RETENTION_MS)
      }
    }
    return Math.max(due - this.#ports.clock.now(), 0)
  }
}

function isOver({ closedAt }: { readonly closedAt: number | null }, now: number): boolean {
  return closedAt !== null && now - closedAt >= RETENTION_MS
}
