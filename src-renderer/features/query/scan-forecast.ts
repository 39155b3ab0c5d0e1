import { PAGE_MAX_BYTES, readUnits } from '#dynamo'
import { bytesText, countOf, unitsText } from '../../ui/index.ts'
import { indexNamed, type QueryTable } from './query-table.ts'
import type { RequestForm } from './request-form.ts'

/** Below this a Scan is one page and nothing to warn of. */
const LARGE_BYTES = PAGE_MAX_BYTES

/** What a Scan will read, in the sizes that the table reports (on AWS these are up to six hours old). */
export interface ScanForecast {
  readonly items: number
  readonly bytes: number
  readonly pages: number
  /** Of reading it all. */
  readonly units: number
  /** Of one full page of 1 MB. */
  readonly pageUnits: number
}

/** The forecast of a Scan that is worth a warning, undefined for small tables and everything else. */
export function scanForecast(form: RequestForm, table: QueryTable): ScanForecast | undefined {
  if (form.operation !== 'Scan') return undefined
  const source = indexNamed(table, form.index)
  const { itemCount, sizeBytes } = source ?? table
  if (sizeBytes <= LARGE_BYTES) return undefined
  const kind = { consistent: form.consistent && source?.kind !== 'GSI' }
  return {
    items: itemCount,
    bytes: sizeBytes,
    pages: Math.ceil(sizeBytes / PAGE_MAX_BYTES),
    units: readUnits(sizeBytes, kind),
    pageUnits: readUnits(PAGE_MAX_BYTES, kind),
  }
}

/** The forecast in one sentence for the warning. */
export function forecastText(forecast: ScanForecast, form: RequestForm): string {
  const whole = `Reading all ${countOf(forecast.items, 'item')} (${bytesText(forecast.bytes)}) takes ${countOf(forecast.pages, 'page')} and about ${unitsText(Math.round(forecast.units))} read units`
  const page = form.limit.trim() === '' ? `; a page of 1 MB takes ${unitsText(forecast.pageUnits)}` : ''
  const filter = form.filters.length > 0 ? '. A filter does not make it cheaper' : ''
  return `${whole}${page}${filter}.`
}
