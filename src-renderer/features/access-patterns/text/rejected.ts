import { countOf } from '../../../ui/index.ts'
import type { CellEntry } from './pattern-cells.ts'

/** A typed text that could not be taken into the model: it stays in its cell until it is mended. */
export interface Rejected {
  readonly text: string
  readonly reason: string
  /** Entities that would have to be there. */
  readonly unknown: readonly string[]
}

/** What a cell keeps of an entry that is no change. */
export function rejectedOf(text: string, entry: Exclude<CellEntry, { change: unknown }>): Rejected {
  if ('fault' in entry) return { text, reason: entry.fault, unknown: [] }
  const [first = '', ...more] = entry.unknown
  const names = more.length === 0 ? first : `${first} and ${countOf(more.length, 'other')}`
  return { text, reason: `The model has no entity ${names}`, unknown: entry.unknown }
}
