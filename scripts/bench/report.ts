import { cpus, totalmem } from 'node:os'
import { isReached, type Judgement } from './bars.ts'
import type { Comparison } from './comparison.ts'

/** What figures depend on, in general terms. */
export function machine(): { readonly processors: number; readonly memoryGB: number; readonly node: string } {
  return { processors: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), node: process.version }
}

/** Operations per second of every workload and endpoint, a table for each concurrency. */
export function comparisonText({ limits, measurements, leftOut }: Comparison): string {
  const lines: string[] = []
  for (const [concurrency, limit] of Object.entries(limits)) {
    const at = measurements.filter(each => each.concurrency === Number(concurrency))
    const endpoints = [...new Set(at.map(each => each.endpoint))]
    const rows = [...new Set(at.map(each => each.workload))].map(workload => [
      workload,
      ...endpoints.map(endpoint => {
        const found = at.find(each => each.workload === workload && each.endpoint === endpoint)
        if (found === undefined) return '—'
        const { rate, p50, p99, processorMicros } = found
        return `${rateText(rate)} (${p50.toFixed(2)}, ${p99.toFixed(2)}${microsText('; ', processorMicros)})`
      }),
    ])
    lines.push(
      `Concurrency ${concurrency}: the limit ${rateText(limit.rate)}/s${microsText(' at ', limit.processorMicros)}. ` +
        'Operations/s (p50, p99 in ms; processor time of an operation in µs)',
      '',
      ...markdownTable(['Workload', ...endpoints], rows),
      '',
    )
  }
  for (const { workload, endpoint, reason } of leftOut) lines.push(`Left out: ${endpoint}, ${workload}: ${reason}`)
  return lines.join('\n')
}

export function judgementText(judgements: readonly Judgement[]): string {
  const rows = judgements.map(judgement => {
    const { bar, wanted, measured, isCeiling, unit } = judgement
    const sign = isCeiling === true ? '≤' : '≥'
    const verdict = isReached(judgement) ? 'reached' : 'missed'
    return [bar, `${sign} ${wanted} ${unit}`, `${shortNumber(measured)} ${unit}`, verdict]
  })
  return markdownTable(['Bar', 'Wanted', 'Measured', ''], rows).join('\n')
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)]
}

function rateText(rate: number): string {
  return rate < 100 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')
}

function shortNumber(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : String(Math.round(value))
}

function microsText(before: string, micros: number | undefined): string {
  return micros === undefined ? '' : `${before}${Math.round(micros).toLocaleString('en')} µs`
}
