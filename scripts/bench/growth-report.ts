import type { Judgement } from './bars.ts'
import type { Growth, Latency } from './growth.ts'
import { FEW_ITEMS, ITEMS_PER_PARTITION } from './growth-data.ts'
import { markdownTable } from './report.ts'

/** The bars of what size does. */
export function judgeGrowth(growth: Growth): readonly Judgement[] {
  const { endpoint, loadRates, loadMegabytes, getItem, query, duringScan, duringBackfill } = growth
  const bar = (text: string): string => `${endpoint}: ${text}`
  const judgements: Judgement[] = [
    {
      bar: bar('GetItem p50, large against small table'),
      wanted: 1.3,
      measured: getItem.many.p50 / getItem.few.p50,
      isCeiling: true,
      unit: '×',
    },
    {
      bar: bar('Query p50, large against small table'),
      wanted: 1.3,
      measured: query.many.p50 / query.few.p50,
      isCeiling: true,
      unit: '×',
    },
    {
      bar: bar('rate of the last tenth loaded, of the first'),
      wanted: 80,
      measured: (100 * (loadRates.at(-1) ?? Number.NaN)) / (loadRates[0] ?? Number.NaN),
      unit: '%',
    },
    {
      bar: bar('GetItem p99 during a full Scan'),
      wanted: 50,
      measured: duringScan.p99,
      isCeiling: true,
      unit: 'ms',
    },
    {
      bar: bar('GetItem p99 during a backfill'),
      wanted: 50,
      measured: duringBackfill.p99,
      isCeiling: true,
      unit: 'ms',
    },
  ]
  // In memory the items themselves are in there.
  if (loadMegabytes !== undefined && endpoint.includes('disk')) {
    judgements.push({
      bar: bar('memory while loading'),
      wanted: 400,
      measured: loadMegabytes,
      isCeiling: true,
      unit: 'MB',
    })
  }
  return judgements
}

export function growthText(all: readonly Growth[]): string {
  const latency = ({ p50, p99 }: Latency): string => `${p50.toFixed(3)}, ${p99.toFixed(3)}`
  const rows: (readonly [string, (growth: Growth) => string])[] = [
    ['Items loaded per second, by tenth', g => g.loadRates.map(rate => Math.round(rate / 1000)).join(' ')],
    ['Memory while loading, MB', g => (g.loadMegabytes === undefined ? '—' : g.loadMegabytes.toFixed(0))],
    [`GetItem, ${FEW_ITEMS} items`, g => latency(g.getItem.few)],
    ['GetItem, large table', g => latency(g.getItem.many)],
    [`Query of ${ITEMS_PER_PARTITION}, ${FEW_ITEMS} items`, g => latency(g.query.few)],
    [`Query of ${ITEMS_PER_PARTITION}, large table`, g => latency(g.query.many)],
    ['GetItem during a full Scan', g => latency(g.duringScan)],
    ['GetItem during the backfill of an index', g => latency(g.duringBackfill)],
    ['The Scan took, s', g => g.duringScan.seconds.toFixed(1)],
    ['The backfill took, s', g => g.duringBackfill.seconds.toFixed(1)],
  ]
  const head = [`${all[0]?.items} items; p50, p99 in ms; thousands of items/s`, ...all.map(growth => growth.endpoint)]
  return markdownTable(
    head,
    rows.map(([name, value]) => [name, ...all.map(value)]),
  ).join('\n')
}
