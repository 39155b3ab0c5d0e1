import { expect, test } from 'vitest'
import type { QueryTable } from './query-table.ts'
import { EMPTY_FORM } from './request-form.ts'
import { forecastText, scanForecast } from './scan-forecast.ts'

const MB = 1024 * 1024
const table: QueryTable = {
  name: 'T',
  status: 'ACTIVE',
  itemCount: 100_000,
  sizeBytes: 10 * MB,
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [] },
  indexes: [
    {
      name: 'G',
      kind: 'GSI',
      key: { partition: [{ name: 'g', type: 'S' }], sort: [] },
      projection: { type: 'KEYS_ONLY' },
      itemCount: 10,
      sizeBytes: 2 * MB,
    },
  ],
}
const scan = { ...EMPTY_FORM, operation: 'Scan' as const }

test('a Scan of more than one page, nothing else', () => {
  expect(scanForecast(EMPTY_FORM, table)).toBeUndefined()
  expect(scanForecast(scan, { ...table, sizeBytes: MB })).toBeUndefined()
  expect(scanForecast(scan, { ...table, sizeBytes: MB + 1 })).toMatchObject({
    pages: 2,
    units: 128.5,
    pageUnits: 128,
  })
})

test('twice the units when consistent, which an index is not', () => {
  expect(scanForecast({ ...scan, consistent: true }, table)?.units).toBe(2560)
  expect(scanForecast({ ...scan, consistent: true, index: 'G' }, table)).toMatchObject({ units: 256, items: 10 })
})

test('in words', () => {
  const forecast = scanForecast(scan, table)
  const words = 'Reading all 100,000 items (10 MB) takes 10 pages and about 1,280 read units'
  expect(forecast && forecastText(forecast, scan)).toBe(`${words}; a page of 1 MB takes 128.`)
  expect(forecast && forecastText(forecast, { ...scan, limit: '5' })).toBe(`${words}.`)
})
