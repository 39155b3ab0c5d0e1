/** Units of one table or index; transactions repeat the number by its direction. */
export interface CapacityOfResource {
  readonly CapacityUnits: number
  readonly ReadCapacityUnits?: number
  readonly WriteCapacityUnits?: number
}

/** ConsumedCapacity of one table as answers carry it. Source: API reference, ConsumedCapacity. */
export interface ConsumedCapacity extends CapacityOfResource {
  /** The name (or ARN) the caller used. */
  readonly TableName: string
  readonly Table?: CapacityOfResource
  readonly LocalSecondaryIndexes?: Readonly<Record<string, CapacityOfResource>>
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, CapacityOfResource>>
  /** Bytes, which are no units and in no total. */
  readonly VectorIndexes?: Readonly<Record<string, { readonly VectorWriteRequestBytes: number }>>
}

/**
 * Counts what a request consumes on one table and its indexes. A batch or transaction has one for each table, and
 * reports the list of them.
 */
export class CapacityMeter {
  readonly #tableName: string
  #table = 0
  #total = 0
  #local: Map<string, number> | undefined
  #global: Map<string, number> | undefined
  #vectors: Map<string, number> | undefined

  constructor(tableName: string) {
    this.#tableName = tableName
  }

  /** All units so far, of the table and its indexes. */
  get total(): number {
    return this.#total
  }

  addTable(units: number): void {
    this.#table += units
    this.#total += units
  }

  /** Units of a statement of a batch that failed: they count, and the reports place them nowhere. */
  addFailed(units: number): void {
    this.#total += units
  }

  /** An index that was not touched is not to be added, not even with 0 units: reports name touched indexes only. */
  addIndex(name: string, kind: 'GSI' | 'LSI', units: number): void {
    if (kind === 'GSI') this.#global = counted(this.#global, name, units)
    else this.#local = counted(this.#local, name, units)
    this.#total += units
  }

  /** Bytes written to a vector index that the write changes. */
  addVectorIndex(name: string, bytes: number): void {
    this.#vectors = counted(this.#vectors, name, bytes)
  }

  /**
   * The report that ReturnConsumedCapacity asks for; undefined for NONE.
   *
   * @param direction of a transaction, whose reports say it; absent for everything else
   */
  report(mode: 'INDEXES' | 'TOTAL' | 'NONE' | undefined, direction?: 'read' | 'write'): ConsumedCapacity | undefined {
    if (mode === undefined || mode === 'NONE') return undefined
    const total = { TableName: this.#tableName, ...capacityOf(this.#total, direction) }
    if (mode === 'TOTAL') return total
    return {
      ...total,
      Table: capacityOf(this.#table, direction),
      ...(this.#local && { LocalSecondaryIndexes: capacityOfEach(this.#local, direction) }),
      ...(this.#global && { GlobalSecondaryIndexes: capacityOfEach(this.#global, direction) }),
      ...(this.#vectors && { VectorIndexes: bytesOfEach(this.#vectors) }),
    }
  }
}

function counted(counts: Map<string, number> | undefined, name: string, units: number): Map<string, number> {
  return (counts ?? new Map<string, number>()).set(name, (counts?.get(name) ?? 0) + units)
}

function capacityOf(units: number, direction: 'read' | 'write' | undefined): CapacityOfResource {
  if (direction === undefined) return { CapacityUnits: units }
  return direction === 'read'
    ? { CapacityUnits: units, ReadCapacityUnits: units }
    : { CapacityUnits: units, WriteCapacityUnits: units }
}

function capacityOfEach(
  units: ReadonlyMap<string, number>,
  direction: 'read' | 'write' | undefined,
): Record<string, CapacityOfResource> {
  return Object.fromEntries(Array.from(units, ([name, count]) => [name, capacityOf(count, direction)]))
}

function bytesOfEach(
  bytes: ReadonlyMap<string, number>,
): Record<string, { readonly VectorWriteRequestBytes: number }> {
  return Object.fromEntries(Array.from(bytes, ([name, count]) => [name, { VectorWriteRequestBytes: count }]))
}
