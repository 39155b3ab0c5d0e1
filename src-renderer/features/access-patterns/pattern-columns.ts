import type { ModelDocument } from '#modeling'
import { chipOf, pathUnitsText } from '../../stores/path-text.ts'
import { type GridCell, type GridColumn, moneyText, type RowLook } from '../../ui/index.ts'
import type { PatternRow } from './pattern-rows.ts'
import { NEW_ROW } from './patterns-store.ts'
import { PROOF_WORDS } from './proof/proof-words.ts'
import { CELLS, type CellName, isTyped, readCell } from './text/pattern-cells.ts'

type Column = GridColumn<PatternRow>

/** Cells that hold names of attributes. */
const MONO: ReadonlySet<CellName> = new Set(['by', 'where', 'order', 'attributes'])
const TITLES: Readonly<Record<CellName, Pick<Column, 'title' | 'hint' | 'width' | 'align'>>> = {
  name: { title: 'Access pattern', width: 212, hint: 'What the application asks, in its own words' },
  actor: { title: 'Actor', width: 80, hint: 'Who asks: a role, a service' },
  operation: {
    title: 'Operation',
    width: 108,
    hint: 'get, query, scan, put, update, delete, a batch, a transaction, PartiQL, vector search, steps',
  },
  entities: { title: 'Entities', width: 112, hint: 'Customer, Order' },
  by: { title: 'By', width: 190, hint: 'What the caller knows: customerId, placedAt between' },
  where: {
    title: 'Where',
    width: 132,

    hint: 'Reads: conditions that need no key. Writes: exists, absent, version unchanged, stock at least',
  },
  order: { title: 'Order', width: 124, hint: 'placedAt desc' },
  limit: { title: 'Limit', width: 52, align: 'end', hint: 'Items of a page' },
  attributes: {
    title: 'Attributes',
    width: 128,

    hint: 'Reads: those wanted; empty means all. Updates: status to set, +visits to count up, -note to remove',
  },
  consistency: { title: 'Consistency', width: 92, hint: 'eventual or strong' },
  average: {
    title: 'Average /s',
    width: 82,
    align: 'end',
    hint: 'Calls per second over a month; 30/min and 5000/day are taken too',
  },
  peak: { title: 'Peak /s', width: 70, align: 'end', hint: 'Calls per second at the peak' },
}

/** The columns of the grid: those typed into, then what follows from them. `document` answers for the model as it is now. */
export function patternColumns(document: () => ModelDocument): readonly Column[] {
  return [
    ...CELLS.map(cell => typedColumn(cell, document)),
    {
      id: 'verdict',
      title: 'Verdict',
      width: 140,
      cell: ({ path }) => path && { text: chipOf(path), tip: path.reasons[0]?.text ?? '' },
    },
    { id: 'key', title: 'Key condition', width: 340, cell: ({ path, key }) => path && { text: key, mono: true } },
    {
      id: 'proof',
      title: 'Proof',
      width: 116,
      cell: ({ id, proof, result }) =>
        id === NEW_ROW
          ? undefined
          : { text: PROOF_WORDS[proof].word, ...(result?.proof.message ? { tip: result.proof.message } : {}) },
    },
    {
      id: 'servedBy',
      title: 'Served by',
      width: 118,
      stickyEnd: true,
      cell: ({ path, servedBy }) => path && { text: servedBy, mono: true },
    },
    {
      id: 'units',
      title: 'Units per call',
      width: 104,
      stickyEnd: true,
      align: 'end',
      cell: ({ path }) =>
        path && (path.verdict === 'not-served' ? { text: '–', tone: 'dim' } : { text: pathUnitsText(path) }),
    },
    {
      id: 'cost',
      title: 'Per month',
      width: 84,
      stickyEnd: true,
      align: 'end',
      cell: ({ path, cost, pattern }) => path && costCell(cost?.value, pattern.rate === undefined),
    },
  ]
}

/** Columns that few models need: they stand in the grid once a pattern says something in them, or a person asks. */
const SHOWN_WHEN_USED: ReadonlySet<string> = new Set(['actor', 'where', 'attributes', 'consistency', 'peak'])

/** The columns of the grid for these rows; `chosen` is what a person has shown (true) or hidden. */
export function visibleColumns(
  columns: readonly Column[],
  rows: readonly PatternRow[],
  chosen: Readonly<Record<string, boolean>>,
): readonly Column[] {
  const isUsed = (id: string) =>
    rows.some(row => {
      const text = row.rejected?.get(id as CellName)?.text ?? row.texts[id as CellName]
      return text !== undefined && text !== '' && text !== 'eventual'
    })
  return columns.filter(({ id }) => chosen[id] ?? (!SHOWN_WHEN_USED.has(id) || isUsed(id)))
}

function costCell(dollars: number | undefined, isRateUnknown: boolean): GridCell {
  if (isRateUnknown) return { text: 'no rate', tone: 'dim', tip: 'Type how often it is called' }
  return dollars === undefined ? { text: '–', tone: 'dim' } : { text: moneyText(dollars) }
}

function typedColumn(cell: CellName, document: () => ModelDocument): Column {
  return {
    id: cell,
    ...TITLES[cell],
    sticky: cell === 'name',
    cell: row => typedCell(row, cell),
    source: ({ rejected, texts }) => rejected?.get(cell)?.text ?? texts[cell] ?? '',
    editable: ({ pattern }) => isTyped(document(), pattern, cell),
    validate: ({ pattern }, text) => {
      const entry = readCell(document(), pattern, cell, text)
      return 'fault' in entry ? entry.fault : undefined
    },
  }
}

function typedCell({ id, rejected, texts }: PatternRow, cell: CellName): GridCell | undefined {
  const refused = rejected?.get(cell)
  const mono = MONO.has(cell)
  if (refused) return { text: refused.text, invalid: true, tip: refused.reason, mono }
  const text = texts[cell]
  if (text === undefined) return undefined
  if (id === NEW_ROW) return cell === 'name' ? { text: 'New access pattern', tone: 'dim' } : { text: '' }
  return cell === 'consistency' && text === 'eventual' ? { text, tone: 'dim' } : { text, mono }
}

const LOOKS = {
  exact: { colour: 'var(--green)', letter: '✓' },
  filter: { colour: 'var(--amber)', letter: 'F' },
  scan: { colour: 'var(--red)', letter: 'S' },
  'not-served': { colour: 'var(--red)', letter: '✕' },
} as const

/** A row's edge: its verdict, in sight however far the grid is scrolled. */
export function rowLook({ id, path }: PatternRow): RowLook | undefined {
  if (id === NEW_ROW || path === undefined) return { dim: true }
  return { ...LOOKS[chipOf(path)], tip: path.reasons[0]?.text }
}
