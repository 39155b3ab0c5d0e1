import type { CommandArguments, ModelDocument, PatternRecord } from '#modeling'
import { BLANK_OPERATION, CELLS, type CellName, type PatternChange, readCell } from './pattern-cells.ts'
import { type Rejected, rejectedOf } from './rejected.ts'

type NewPattern = CommandArguments<'add-patterns'>['patterns'][number]

/** New patterns out of lines of cells; what could not be read stands beside, by the pattern's place and the cell. */
export interface PastedPatterns {
  readonly patterns: readonly NewPattern[]
  readonly rejected: readonly { readonly at: number; readonly cell: CellName; readonly entry: Rejected }[]
}

/** How a spreadsheet may call the columns, in small letters. */
const TITLES: Readonly<Record<string, CellName>> = {
  name: 'name',
  pattern: 'name',
  'access pattern': 'name',
  description: 'name',
  actor: 'actor',
  who: 'actor',
  operation: 'operation',
  op: 'operation',
  type: 'operation',
  entity: 'entities',
  entities: 'entities',
  by: 'by',
  key: 'by',
  where: 'where',
  filter: 'where',
  condition: 'where',
  order: 'order',
  sort: 'order',
  limit: 'limit',
  page: 'limit',
  attributes: 'attributes',
  sets: 'attributes',
  consistency: 'consistency',
  average: 'average',
  rate: 'average',
  rps: 'average',
  'average rate': 'average',
  peak: 'peak',
  'peak rate': 'peak',
}

/** The columns of a pasted block that starts with its titles; undefined when its first line is none. */
export function columnsOfTitles(line: readonly string[]): readonly (CellName | undefined)[] | undefined {
  const columns = line.map(title => {
    const plain = title.trim().toLowerCase()
    return Object.hasOwn(TITLES, plain) ? TITLES[plain] : undefined
  })
  const known = columns.filter(column => column !== undefined)
  return known.length >= 2 && new Set(known).size === known.length && known.includes('name') ? columns : undefined
}

/** Cells are read in this order, since what the later ones mean hangs on the earlier ones. */
const READ_ORDER: readonly CellName[] = [
  'name',
  'actor',
  'operation',
  'entities',
  ...CELLS.filter(cell => !['name', 'actor', 'operation', 'entities'].includes(cell)),
]

/** Makes a pattern of each line that has any text. `columns` says what stands where. */
export function pastedPatterns(
  document: ModelDocument,
  columns: readonly (CellName | undefined)[],
  lines: readonly (readonly string[])[],
  nameOf: (at: number) => string,
): PastedPatterns {
  const patterns: NewPattern[] = []
  const rejected: { at: number; cell: CellName; entry: Rejected }[] = []
  for (const line of lines) {
    if (line.every(text => text.trim() === '')) continue
    const at = patterns.length
    let pattern: PatternRecord = {
      kind: 'pattern',
      id: '',
      position: 0,
      name: nameOf(at),
      operation: BLANK_OPERATION,
    }
    for (const cell of READ_ORDER) {
      const text = line[columns.indexOf(cell)]
      if (text === undefined || text.trim() === '') continue
      const entry = readCell(document, pattern, cell, text)
      if ('change' in entry) pattern = changed(pattern, entry.change)
      else rejected.push({ at, cell, entry: rejectedOf(text, entry) })
    }
    const { name, actor, operation, rate } = pattern
    patterns.push({
      name,
      operation,
      ...(actor === undefined ? {} : { actor }),
      ...(rate === undefined ? {} : { rate }),
    })
  }
  return { patterns, rejected }
}

/**
 * Of several ways to read a block without titles, the one that leaves the fewest cells unread: people paste what they see,
 * but columns may be hidden here that their block has.
 */
export function likeliestColumns(
  document: ModelDocument,
  candidates: readonly (readonly (CellName | undefined)[])[],
  lines: readonly (readonly string[])[],
): readonly (CellName | undefined)[] {
  const widest = Math.max(...lines.map(line => line.length))
  const faults = candidates.map(columns => {
    const lost = columns.length < widest ? widest - columns.length : 0
    return lost + pastedPatterns(document, columns, lines, () => '').rejected.length
  })
  return candidates[faults.indexOf(Math.min(...faults))] ?? []
}

/** The pattern as a change of one cell leaves it. */
function changed(pattern: PatternRecord, { name, actor, operation, rate }: PatternChange): PatternRecord {
  return {
    ...pattern,
    ...(name === undefined ? {} : { name }),
    ...(typeof actor === 'string' ? { actor } : {}),
    ...(operation === undefined ? {} : { operation }),
    ...(rate === undefined || rate === null ? {} : { rate }),
  }
}
