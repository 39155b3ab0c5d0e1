/**
 * The catalogue. Items are not in here: every DynamoDB table and every index has an SQLite table of its own
 * (rows.ts), so that deleting a table is one DROP and a table's rows lie together.
 */
export const catalog = `
CREATE TABLE catalog (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The table's definition and settings as JSON (tables/table-state.ts: TableFacts).
  facts TEXT NOT NULL
) STRICT;
CREATE TABLE counts (
  -- Name of the SQLite table that is counted.
  rows TEXT PRIMARY KEY NOT NULL,
  item_count INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
