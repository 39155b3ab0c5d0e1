import type { ClassPrices, PriceTable } from './price-table.ts'

/** The file of prices (resources/prices/dynamodb.json) as far as it is read here; `null` is a price nobody knows. */
export interface PriceFile {
  readonly seen: string
  readonly regions: Readonly<Record<string, PriceFileRegion>>
  readonly features_us_east_1_or_as_named: Readonly<Record<string, unknown>>
}

interface Figure {
  readonly value: number | null
}

type Figures = Readonly<Record<string, Figure | undefined>>

interface PriceFileRegion {
  readonly on_demand_usd_per_million?: Figures
  readonly provisioned_usd_per_unit_hour?: Figures
  readonly usd_per_gb_month?: Figures
}

export const DEFAULT_REGION = 'us-east-1'

/** The prices of a Region. A Region that the file does not have has no known price at all. */
export function readPrices(file: PriceFile, region: string = DEFAULT_REGION): PriceTable {
  const found = Object.hasOwn(file.regions, region) ? file.regions[region] : undefined
  const requests = found?.on_demand_usd_per_million
  const hours = found?.provisioned_usd_per_unit_hour
  const storage = found?.usd_per_gb_month
  return {
    region,
    seen: file.seen,
    standard: classPrices(requests, hours, storage, '', 'storage_standard'),
    infrequentAccess: classPrices(requests, hours, storage, 'ia_', 'storage_ia'),
    pointInTimeRecovery: value(storage, 'pitr'),
    backup: value(storage, 'on_demand_backup'),
    streamReads: millions(featureOf(file, 'streams_read_request_unit_usd')),
    vectorWrite: featureOf(file, 'vector_write_usd_per_gb'),
    vectorSearch: featureOf(file, 'vector_search_usd_per_gb'),
    vectorStorage: featureOf(file, 'vector_index_storage_usd_per_gb_month'),
  }
}

/** The Regions that the file has prices of, by name. */
export function pricedRegions(file: PriceFile): readonly string[] {
  return Object.keys(file.regions).sort()
}

function classPrices(
  requests: Figures | undefined,
  hours: Figures | undefined,
  storage: Figures | undefined,
  prefix: '' | 'ia_',
  storageName: string,
): ClassPrices {
  return {
    onDemandRead: value(requests, `${prefix}read_request_unit`),
    onDemandWrite: value(requests, `${prefix}write_request_unit`),
    provisionedRead: value(hours, `${prefix}rcu`),
    provisionedWrite: value(hours, `${prefix}wcu`),
    storage: value(storage, storageName),
  }
}

function value(figures: Figures | undefined, name: string): number | undefined {
  const figure = figures !== undefined && Object.hasOwn(figures, name) ? figures[name] : undefined
  return figure?.value ?? undefined
}

/** Features have one price for all Regions, seen in us-east-1 or nearby. */
function featureOf({ features_us_east_1_or_as_named: features }: PriceFile, name: string): number | undefined {
  const figure = Object.hasOwn(features, name) ? features[name] : undefined
  return typeof figure === 'object' && figure !== null && 'value' in figure && typeof figure.value === 'number'
    ? figure.value
    : undefined
}

function millions(price: number | undefined): number | undefined {
  // Prices have few digits: the product is rounded to those it can have.
  return price === undefined ? undefined : Math.round(price * 1e12) / 1e6
}
