import type { RequestEntry } from '#contract'

/** What of the live list is shown. */
export interface RequestFilter {
  /** Found in operation, table, index or error name, in any case; several words must all be found. */
  readonly text: string
  /** '' is every operation. */
  readonly operation: string
  readonly errorsOnly: boolean
  /** Requests of this window are left out. */
  readonly endpointOnly: boolean
}

export const NO_FILTER: RequestFilter = { text: '', operation: '', errorsOnly: false, endpointOnly: false }

export function isFiltering(filter: RequestFilter): boolean {
  return filter.text.trim() !== '' || filter.operation !== '' || filter.errorsOnly || filter.endpointOnly
}

export function isError(entry: RequestEntry): boolean {
  return entry.status >= 400 || entry.error !== undefined
}

/** The entries that fit, newest first. */
export function shownRequests(entries: readonly RequestEntry[], filter: RequestFilter): readonly RequestEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown: RequestEntry[] = []
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]
    if (entry && fits(entry, filter, words)) shown.push(entry)
  }
  return shown
}

function fits(entry: RequestEntry, filter: RequestFilter, words: readonly string[]): boolean {
  if (filter.operation !== '' && entry.operation !== filter.operation) return false
  if (filter.errorsOnly && !isError(entry)) return false
  if (filter.endpointOnly && entry.source !== 'endpoint') return false
  if (words.length === 0) return true
  const text = `${entry.operation} ${entry.table ?? ''} ${entry.index ?? ''} ${entry.error ?? ''}`.toLowerCase()
  return words.every(word => text.includes(word))
}

/** The operations in the list with how often each is there, the most frequent first. */
export function operationsIn(
  entries: readonly RequestEntry[],
): readonly { readonly operation: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { operation } of entries) counts.set(operation, (counts.get(operation) ?? 0) + 1)
  return Array.from(counts, ([operation, count]) => ({ operation, count })).sort(
    (a, b) => b.count - a.count || (a.operation < b.operation ? -1 : 1),
  )
}
