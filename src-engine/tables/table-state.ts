import type {
  AttributeDefinitionInput,
  BillingMode,
  IndexDefinition,
  OnDemandThroughputInput,
  SSESpecificationInput,
  StreamViewType,
  TableClass,
  TableDefinition,
  Throughput,
  VectorIndexDefinition,
  WarmThroughputInput,
} from '#dynamo'
import type { ExpiryRows } from '../storage/expiry-rows.ts'
import type { Rows } from '../storage/rows.ts'
import type { VectorRows } from '../storage/vector-rows.ts'

/** Provisioned throughput with what DescribeTable tells of its past; times in ms. */
export interface ThroughputFacts extends Throughput {
  readonly increasedAt?: number
  readonly decreasedAt?: number
  readonly decreasesToday: number
}

/** More warm throughput that is still being made ready, from when on it counts. */
export interface WarmingFacts {
  readonly warm: WarmThroughputInput
  readonly until: number
}

/** What keeps a table UPDATING. What does not keeps only its own status, or none. */
export type TableChange = 'throughput' | 'stream' | 'table class' | 'indexes'

/** What an index has beside its definition. */
export interface IndexFacts {
  /** Number of the index within the table, for the name of its rows. Never used twice. */
  readonly number: number
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING'
  /** When the status ends, in ms; only where states last for a time (timed-states.ts). */
  readonly until?: number
  /** Present while an index that was added to an existing table is filled. */
  readonly backfilling?: boolean
  readonly throughput: ThroughputFacts
  readonly onDemand?: OnDemandThroughputInput
  readonly warm?: WarmThroughputInput
  readonly warming?: WarmingFacts
}

/** An enabled stream; the label is the time of its making and ends its ARN. */
export interface StreamFacts {
  readonly view: StreamViewType
  readonly label: string
}

/** The class of a table that was ever given one, with the times of its changes that the quota counts. */
export interface TableClassFacts {
  readonly name: TableClass
  readonly changedAt?: number
  readonly changes?: readonly number[]
}

/** Changes of encryption that the quota counts: those of a day that began with the first. */
export interface EncryptionChanges {
  readonly since: number
  readonly count: number
  readonly lastAt: number
}

/** By which attribute items expire. */
export interface TimeToLiveFacts {
  readonly attribute: string
  /** Absent while the times of the items that were there before are still being collected (expiry/expiry.ts). */
  readonly collected?: boolean
}

/** Everything the store knows about a table but its items; one JSON value in the catalogue. Times in ms. */
export interface TableFacts {
  readonly definition: TableDefinition
  /** As the caller declared them, in that order. */
  readonly attributeDefinitions: readonly AttributeDefinitionInput[]
  readonly tableId: string
  readonly createdAt: number
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING'
  /** When the status ends, in ms; only where states last for a time (timed-states.ts). */
  readonly until?: number
  /** What is being changed until then. */
  readonly changing?: TableChange
  readonly billing: BillingMode
  /** Since when the table is on demand, if it ever was. */
  readonly onDemandSince?: number
  /** When it was last put on demand by an update; as far back as the quota looks. */
  readonly onDemandSwitches?: readonly number[]
  readonly throughput: ThroughputFacts
  readonly onDemand?: OnDemandThroughputInput
  readonly warm?: WarmThroughputInput
  readonly warming?: WarmingFacts
  readonly stream?: StreamFacts
  /** Label of a stream that was disabled; the table goes on naming it until it has another. */
  readonly disabledStream?: string
  /** Enabled with a key of KMS; otherwise the key is the service's own. */
  readonly encryption?: SSESpecificationInput
  /** Until when the encryption is being changed. */
  readonly encryptingUntil?: number
  readonly encryptionChanges?: EncryptionChanges
  readonly tableClass?: TableClassFacts
  readonly deletionProtection: boolean
  readonly timeToLive?: TimeToLiveFacts
  readonly tags: Readonly<Record<string, string>>
  /** By index name, vector indexes too. */
  readonly indexes: Readonly<Record<string, IndexFacts>>
  /** The number the next index gets. */
  readonly nextIndexNumber: number
}

/** An open index: its definition and its rows. */
export interface IndexState {
  readonly definition: IndexDefinition
  readonly rows: Rows
}

/** An open vector index. */
export interface VectorIndexState {
  readonly definition: VectorIndexDefinition
  readonly rows: VectorRows
}

/** An open table. `facts` is replaced whole by every change (table-catalog.ts), never edited. */
export interface TableState {
  readonly id: number
  readonly facts: TableFacts
  readonly rows: Rows
  readonly indexes: readonly IndexState[]
  /** Empty for nearly every table. */
  readonly vectors: readonly VectorIndexState[]
  /** When its items expire; with time to live only. */
  readonly expiry: ExpiryRows | undefined
}

/** Whether a write needs the old item itself, not only its size: for indexes, and for those who follow the table. */
export function needsImages({ indexes, vectors, facts }: TableState): boolean {
  return indexes.length > 0 || vectors.length > 0 || facts.stream !== undefined || facts.timeToLive !== undefined
}

/** The state of an index, which exists when its definition does. */
export function indexFacts(facts: TableFacts, name: string): IndexFacts {
  const found = Object.hasOwn(facts.indexes, name) ? facts.indexes[name] : undefined
  if (found === undefined) throw new Error(`Index ${name} has no facts`)
  return found
}
