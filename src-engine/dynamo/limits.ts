/**
 * DynamoDB's limits, each with its unit in its name. 1 KB is 1024 bytes.
 * Sources: Developer Guide "Quotas in Amazon DynamoDB" and "DynamoDB item sizes and formats"; API reference, member
 * constraints; where a comment says so, observation of the service.
 */

// Numbers (guide, "Naming rules and data types")

/** Significant decimal digits of a number. */
export const NUMBER_MAX_DIGITS = 38
/** Exponent of the scientific form of the largest magnitude, 9.99…E+125. */
export const NUMBER_MAX_EXPONENT = 125
/** Exponent of the scientific form of the smallest magnitude, 1E-130. */
export const NUMBER_MIN_EXPONENT = -130

// Items and attributes

/** A whole item, names included. Inclusive on every write path. */
export const ITEM_MAX_BYTES = 400 * 1024
/** UTF-8 bytes of an attribute name that is no key. */
export const ATTRIBUTE_NAME_MAX_BYTES = 65_535
/** UTF-8 bytes of the name of a key attribute, of an INCLUDE-projected one and of the TTL attribute. */
export const KEY_ATTRIBUTE_NAME_MAX_BYTES = 255
/** Bytes of a partition key value; each part of a multi-attribute key by itself. */
export const PARTITION_KEY_MAX_BYTES = 2048
/** Bytes of a sort key value; each index's sort key separately. */
export const SORT_KEY_MAX_BYTES = 1024
/** Levels of lists and maps; the attribute itself is level 1. */
export const NESTING_MAX_LEVELS = 32
/** Elements of a document path in an expression. */
export const DOCUMENT_PATH_MAX_ELEMENTS = 32
/** Base items and LSI entries of one partition key value, in a table with LSIs. */
export const ITEM_COLLECTION_MAX_BYTES = 10 * 1024 ** 3

// Expressions

/** UTF-8 bytes of one expression string, as sent. */
export const EXPRESSION_MAX_BYTES = 4096
/** Comparators, AND, OR, NOT, + and - in one expression. */
export const EXPRESSION_MAX_OPERATORS = 300
/** Operands of IN. */
export const EXPRESSION_MAX_IN_OPERANDS = 100
/** UTF-8 bytes of a `#name` or `:value` token. */
export const EXPRESSION_PLACEHOLDER_MAX_BYTES = 255
/** Names and values of a request together. */
export const EXPRESSION_ATTRIBUTES_MAX_BYTES = 2 * 1024 ** 2

// Names and requests

/** Characters of a table or index name, `A-Za-z0-9_.-`. */
export const NAME_MIN_CHARACTERS = 3
export const NAME_MAX_CHARACTERS = 255
/** Request body; above it the service answers HTTP 413. */
export const REQUEST_MAX_BYTES = 16 * 1024 ** 2
/** Items evaluated by one Query or Scan page; the item that crosses is still in. */
export const PAGE_MAX_BYTES = 1024 ** 2
export const BATCH_GET_MAX_KEYS = 100
export const BATCH_GET_MAX_BYTES = 16 * 1024 ** 2
export const BATCH_WRITE_MAX_ITEMS = 25
export const BATCH_WRITE_MAX_BYTES = 16 * 1024 ** 2
export const TRANSACTION_MAX_ITEMS = 100
export const TRANSACTION_MAX_BYTES = 4 * 1024 ** 2
export const BATCH_STATEMENT_MAX_STATEMENTS = 25
/** UTF-16 units of a PartiQL statement. */
export const STATEMENT_MAX_CHARACTERS = 8192
export const CLIENT_REQUEST_TOKEN_MAX_CHARACTERS = 36
/** How long a transaction's token is remembered after completion (API reference, TransactWriteItems). */
export const CLIENT_REQUEST_TOKEN_SECONDS = 600
export const SCAN_MAX_TOTAL_SEGMENTS = 1_000_000
export const LIST_TABLES_MAX_NAMES = 100

// Streams

export const GET_RECORDS_MAX_RECORDS = 1000
export const GET_RECORDS_MAX_BYTES = 1024 ** 2
export const STREAM_RETENTION_SECONDS = 24 * 3600
export const SHARD_ITERATOR_SECONDS = 15 * 60
export const DESCRIBE_STREAM_MAX_SHARDS = 100

// Tables and indexes

export const TABLES_PER_REGION = 2500
/** Tables of an account that may be CREATING, UPDATING or DELETING at a time. */
export const SIMULTANEOUS_TABLE_OPERATIONS = 500
export const GSIS_PER_TABLE = 20
export const LSIS_PER_TABLE = 5
/** Key elements of a table or an LSI. */
export const KEY_MAX_ELEMENTS = 2
/** Partition parts of a GSI key (multi-attribute keys, since November 2025). */
export const GSI_PARTITION_MAX_PARTS = 4
/** Sort parts of a GSI key. */
export const GSI_SORT_MAX_PARTS = 4
/** NonKeyAttributes of one index. */
export const PROJECTED_ATTRIBUTES_PER_INDEX = 20
/** NonKeyAttributes over all indexes of a table; a name in two indexes counts twice. */
export const PROJECTED_ATTRIBUTES_PER_TABLE = 100
export const VECTOR_INDEXES_PER_TABLE = 5
export const VECTOR_MAX_DIMENSIONS = 4096
/** HASH elements of a vector index's search schema. */
export const SEARCH_SCHEMA_MAX_HASHES = 1
/** INLINE_FILTER elements of a vector index's search schema. */
export const SEARCH_SCHEMA_MAX_FILTERS = 18
/** Results of one SearchVectors request. */
export const SEARCH_MAX_RESULTS = 100
/** Answer of one SearchVectors request. */
export const SEARCH_MAX_BYTES = 16 * 1024 ** 2
export const TAGS_PER_RESOURCE = 50
export const TAG_KEY_MAX_CHARACTERS = 128
export const TAG_VALUE_MAX_CHARACTERS = 256
/** Provisioned or on-demand units per second of a table, default quota of large Regions. */
export const TABLE_MAX_UNITS_PER_SECOND = 40_000
/** Provisioned units per second of an account and Region, default quota of large Regions. */
export const ACCOUNT_MAX_UNITS_PER_SECOND = 80_000
/** Above this a requested throughput is "out of bounds" whatever the quotas (observed). */
export const THROUGHPUT_SANITY_MAX_UNITS = 1_000_000_000_000
/** An expiry time further back than this is taken for a mistake and ignored (five years of 365 days). */
export const TTL_MAX_AGE_SECONDS = 5 * 365 * 86_400
/** Days of point-in-time history, the most and the default. */
export const PITR_MAX_DAYS = 35

// Changes of tables

/** Switches of a table to on-demand, in the trailing window. */
export const ON_DEMAND_SWITCHES = 4
export const ON_DEMAND_SWITCHES_WINDOW_SECONDS = 86_400
/** Changes of the class of a table, in the trailing window. */
export const TABLE_CLASS_CHANGES = 2
export const TABLE_CLASS_CHANGES_WINDOW_DAYS = 30
/** Changes of the encryption of a table that may follow each other, in a window that begins with the first of them. */
export const ENCRYPTION_FREE_CHANGES = 4
export const ENCRYPTION_CHANGES_WINDOW_SECONDS = 86_400
/** Between later changes of the same window. */
export const ENCRYPTION_LATER_CHANGE_SECONDS = 21_600

// Capacity

/** One read unit: a strongly consistent read of up to this size. */
export const READ_UNIT_BYTES = 4096
/** One write unit. */
export const WRITE_UNIT_BYTES = 1024
/** What a search, or a write's part on a vector index, is metered at least (observed). */
export const VECTOR_REQUEST_MIN_BYTES = 1024
/** One dimension of an indexed vector, stored as a 32-bit float. */
export const VECTOR_DIMENSION_BYTES = 4
/** Read units per second of one partition. */
export const PARTITION_MAX_READ_UNITS_PER_SECOND = 3000
/** Write units per second of one partition. */
export const PARTITION_MAX_WRITE_UNITS_PER_SECOND = 1000
/** About what one partition holds. */
export const PARTITION_MAX_BYTES = 10 * 1024 ** 3
/** Seconds for which a provisioned table keeps unused units. */
export const BURST_SECONDS = 300
/** What a new on-demand table or index serves at once, in units per second. */
export const ON_DEMAND_INITIAL_READ_UNITS_PER_SECOND = 12_000
export const ON_DEMAND_INITIAL_WRITE_UNITS_PER_SECOND = 4000
/** Storage billed for each item and each index entry beside its size. */
export const STORAGE_OVERHEAD_BYTES = 100
