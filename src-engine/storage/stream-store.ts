import type { SqliteDatabase, Statement } from './sqlite.ts'

/** A stream as stored; times in milliseconds since 1970. */
export interface StreamRow {
  readonly id: number
  readonly tableName: string
  readonly label: string
  readonly view: string
  /** JSON. */
  readonly keySchema: string
  readonly createdAt: number
  readonly closedAt: number | null
}

/** A shard as stored; see migrations/0003-streams.ts. */
export interface ShardRow {
  readonly id: number
  readonly stream: number
  readonly name: string
  readonly parent: string | null
  readonly firstHash: number
  readonly lastHash: number
  readonly openedAt: number
  readonly closedAt: number | null
  readonly oldest: number
  readonly ended: number | null
}

/** A record as stored. */
export type RecordRow = readonly [id: number, at: number, event: string, size: number, images: string]

const STREAM = `SELECT id, table_name AS tableName, label, view, key_schema AS keySchema, created_at AS createdAt,
  closed_at AS closedAt FROM streams`
const SHARD = `SELECT id, stream, name, parent, first_hash AS firstHash, last_hash AS lastHash, opened_at AS openedAt,
  closed_at AS closedAt, oldest, ended FROM shards`

type Prepared = Readonly<
  Record<
    | 'streams'
    | 'stream'
    | 'addStream'
    | 'closeStream'
    | 'dropStream'
    | 'shards'
    | 'addShard'
    | 'nameShard'
    | 'closeShard'
    | 'trimShard'
    | 'dropShard'
    | 'append'
    | 'last'
    | 'timeOf'
    | 'sizes'
    | 'read'
    | 'drop',
    Statement
  >
>

function prepare(db: SqliteDatabase): Prepared {
  return {
    streams: db.prepare(`${STREAM} ORDER BY id`),
    stream: db.prepare(`${STREAM} WHERE table_name = ? AND label = ?`),
    addStream: db.prepare(
      'INSERT INTO streams (table_name, label, view, key_schema, created_at) VALUES (?, ?, ?, ?, ?)',
    ),
    closeStream: db.prepare('UPDATE streams SET closed_at = ? WHERE id = ?'),
    dropStream: db.prepare('DELETE FROM streams WHERE id = ?'),
    shards: db.prepare(`${SHARD} WHERE stream = ? ORDER BY id`),
    addShard: db.prepare(
      'INSERT INTO shards (stream, name, parent, first_hash, last_hash, opened_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    nameShard: db.prepare('UPDATE shards SET name = ? WHERE id = ?'),
    closeShard: db.prepare('UPDATE shards SET closed_at = ?, ended = ? WHERE id = ?'),
    trimShard: db.prepare('UPDATE shards SET oldest = ? WHERE id = ?'),
    dropShard: db.prepare('DELETE FROM shards WHERE id = ?'),
    append: db.prepare('INSERT INTO stream_records (id, at, event, size, images) VALUES (?, ?, ?, ?, ?)'),
    last: db.prepare('SELECT id, at FROM stream_records WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1'),
    timeOf: db.prepare('SELECT at FROM stream_records WHERE id = ?').pluck(),
    sizes: db.prepare('SELECT size FROM stream_records WHERE id >= ? AND id < ? ORDER BY id LIMIT ?').pluck(),
    read: db
      .prepare('SELECT id, at, event, size, images FROM stream_records WHERE id >= ? AND id < ? ORDER BY id LIMIT ?')
      .raw(),
    drop: db.prepare('DELETE FROM stream_records WHERE id >= ? AND id < ?'),
  }
}

/** All SQL about streams. What it writes belongs into a transaction that the caller has begun. */
export class StreamStore {
  readonly #db: SqliteDatabase
  #prepared: Prepared | undefined

  constructor(db: SqliteDatabase) {
    this.#db = db
  }

  /** Prepared at first use: most stores have no stream. */
  get #statements(): Prepared {
    this.#prepared ??= prepare(this.#db)
    return this.#prepared
  }

  /** Whether there is anything to look after. */
  get isEmpty(): boolean {
    return this.#db.prepare('SELECT 1 FROM streams LIMIT 1').get() === undefined
  }

  streams(): readonly StreamRow[] {
    return this.#statements.streams.all() as StreamRow[]
  }

  stream(tableName: string, label: string): StreamRow | undefined {
    return this.#statements.stream.get(tableName, label) as StreamRow | undefined
  }

  addStream(stream: Omit<StreamRow, 'id' | 'closedAt'>): number {
    const { tableName, label, view, keySchema, createdAt } = stream
    const { lastInsertRowid } = this.#statements.addStream.run(tableName, label, view, keySchema, createdAt)
    return Number(lastInsertRowid)
  }

  closeStream(id: number, at: number): void {
    this.#statements.closeStream.run(at, id)
  }

  dropStream(id: number): void {
    this.#statements.dropStream.run(id)
  }

  /** The shards of a stream, in the order of their making. */
  shards(stream: number): readonly ShardRow[] {
    return this.#statements.shards.all(stream) as ShardRow[]
  }

  /** Adds an open shard under a name that its number goes into. Returns the number. */
  addShard(
    shard: Omit<ShardRow, 'id' | 'name' | 'closedAt' | 'oldest' | 'ended'>,
    nameOf: (id: number) => string,
  ): number {
    const { stream, parent, firstHash, lastHash, openedAt } = shard
    const id = Number(
      this.#statements.addShard.run(stream, '', parent, firstHash, lastHash, openedAt).lastInsertRowid,
    )
    this.#statements.nameShard.run(nameOf(id), id)
    return id
  }

  /** @param ended position after the last record */
  closeShard(id: number, at: number, ended: number): void {
    this.#statements.closeShard.run(at, ended, id)
  }

  dropShard(id: number): void {
    this.#statements.dropShard.run(id)
  }

  append(id: number, at: number, event: string, size: number, images: string): void {
    this.#statements.append.run(id, at, event, size, images)
  }

  /** Id and time of the last record of a range of ids, its end excluded. */
  last(from: number, to: number): { readonly id: number; readonly at: number } | undefined {
    return this.#statements.last.get(from, to) as { id: number; at: number } | undefined
  }

  /** When a record was written; undefined when it is not there. */
  timeOf(id: number): number | undefined {
    return this.#statements.timeOf.get(id) as number | undefined
  }

  /** Sizes of the first records of a range of ids, its end excluded. */
  sizes(from: number, to: number, limit: number): readonly number[] {
    return this.#statements.sizes.all(from, to, limit) as number[]
  }

  /** The first records of a range of ids, its end excluded, read one by one: stop when there are enough. */
  read(from: number, to: number, limit: number): IterableIterator<RecordRow> {
    return this.#statements.read.iterate(from, to, limit) as IterableIterator<RecordRow>
  }

  /** Drops the records of a range of ids, its end excluded, of a shard whose oldest record then is at `oldest`. */
  trim(shard: number, from: number, to: number, oldest: number): void {
    this.#statements.drop.run(from, to)
    this.#statements.trimShard.run(oldest, shard)
  }
}
