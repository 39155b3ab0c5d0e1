import type { TableRecord } from '../document/model-document.ts'

/**
 * Prices of one AWS Region in US dollars. Figures come from outside (resources/prices); `undefined` means that nobody
 * here knows the price, which is said and never counted as zero.
 */
export interface PriceTable {
  readonly region: string
  /** The day on which the figures were read, ISO. */
  readonly seen: string
  readonly standard: ClassPrices
  readonly infrequentAccess: ClassPrices
  /** Per GB and month of data, for point-in-time recovery and on-demand backups. */
  readonly pointInTimeRecovery: number | undefined
  readonly backup: number | undefined
  /** Per million GetRecords. */
  readonly streamReads: number | undefined
  /** Vector indexes: per GB written, per GB searched, per GB and month stored. */
  readonly vectorWrite: number | undefined
  readonly vectorSearch: number | undefined
  readonly vectorStorage: number | undefined
}

/** Prices of a table class. */
export interface ClassPrices {
  /** Per million request units. */
  readonly onDemandRead: number | undefined
  readonly onDemandWrite: number | undefined
  /** Per unit and hour. */
  readonly provisionedRead: number | undefined
  readonly provisionedWrite: number | undefined
  /** Per GB (10^9 bytes) and month. */
  readonly storage: number | undefined
}

/** The prices of the table's class. */
export function classPricesOf(table: TableRecord, prices: PriceTable): ClassPrices {
  return table.tableClass === 'STANDARD_INFREQUENT_ACCESS' ? prices.infrequentAccess : prices.standard
}
