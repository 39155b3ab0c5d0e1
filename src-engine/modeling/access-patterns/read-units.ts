import { PAGE_MAX_BYTES, readUnits } from '#dynamo'
import type { Explained } from './explained.ts'
import { numberText } from './number-text.ts'

/** A group of items that are read together. */
export interface ReadItems {
  readonly label: string
  readonly count: number
  /** Bytes of one. */
  readonly bytes: number
}

/** Units of a page read: sizes are summed, then rounded once. */
export function pageUnits(items: readonly ReadItems[], consistent: boolean): Explained {
  const parts = items.map(({ label, count, bytes }) => ({
    value: count * bytes,
    text: `${numberText(count)} × ${label} of ${numberText(bytes)} B = ${numberText(count * bytes)} B`,
  }))
  const bytes = parts.reduce((sum, part) => sum + part.value, 0)
  const value = readUnits(bytes, { consistent })
  const how = consistent ? 'strongly consistent' : 'eventually consistent: half'
  return { value, text: `${numberText(bytes)} B in units of 4 KB, ${how} = ${numberText(value)}`, parts }
}

/** Units of items that are read one by one: each is rounded by itself. */
export function singleUnits(label: string, count: number, bytes: number, kind: ReadKind): Explained {
  const each = readUnits(bytes, { consistent: kind === 'consistent', transactional: kind === 'transaction' })
  const text = `${numberText(count)} × ${label} of ${numberText(bytes)} B, each by itself ${numberText(each)} = ${numberText(count * each)}`
  return { value: count * each, text }
}

export type ReadKind = 'eventual' | 'consistent' | 'transaction'

/** Pages that so many bytes take. */
export function pagesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PAGE_MAX_BYTES))
}

/** A sum that opens to its parts. */
export function sumOf(parts: readonly Explained[]): Explained {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  return {
    value,
    text:
      parts.length === 0 ? 'none' : `${parts.map(part => numberText(part.value)).join(' + ')} = ${numberText(value)}`,
    parts,
  }
}

/** So many times the same. */
export function timesOf(count: number, part: Explained): Explained {
  if (count === 1) return part
  const value = part.value * count
  return { value, text: `${numberText(count)} × ${numberText(part.value)} = ${numberText(value)}`, parts: [part] }
}

export const NOTHING: Explained = { value: 0, text: 'none' }
