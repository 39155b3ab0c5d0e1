/**
 * Streams with their shards and records. They stand beside the catalogue, not in it: a stream can be read for a day
 * after it was disabled or its table deleted. Times are milliseconds since 1970.
 */
export const streams = `
CREATE TABLE streams (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  -- The time of its making, which ends its ARN.
  label TEXT NOT NULL,
  view TEXT NOT NULL,
  -- KeySchema of the table as JSON.
  key_schema TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- When it was disabled; NULL while it takes records.
  closed_at INTEGER,
  UNIQUE (table_name, label)
) STRICT;
CREATE TABLE shards (
  -- Part of the sequence number of each of its records, so never given twice.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream INTEGER NOT NULL,
  -- The ShardId.
  name TEXT NOT NULL,
  -- ShardId of the shard it follows, which may be gone.
  parent TEXT,
  -- The hashes of partition keys it takes, both included.
  first_hash INTEGER NOT NULL,
  last_hash INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  -- Position of the oldest record that is still there; records count from 1.
  oldest INTEGER NOT NULL DEFAULT 1,
  -- Position after the last record, known for good when the shard is closed.
  ended INTEGER
) STRICT;
CREATE INDEX shards_by_stream ON shards (stream, id);
CREATE TABLE stream_records (
  -- Shard and position in one number (streams/sequence-number.ts): the records of a shard lie together, in order.
  id INTEGER PRIMARY KEY,
  -- Never falls within a shard.
  at INTEGER NOT NULL,
  -- INSERT, MODIFY, REMOVE, or EXPIRE for a removal by the service.
  event TEXT NOT NULL,
  -- Keys and images as DynamoDB counts them, in bytes.
  size INTEGER NOT NULL,
  -- Keys and images as members of a JSON object, ready to be spliced into an answer.
  images TEXT NOT NULL
) STRICT;
`
