import {
  type CandidateDesign,
  facetsOf,
  indexesOf,
  itemsOfTable,
  type ModelDocument,
  type ModelRecord,
  placementsOfEntity,
  type RecordId,
  tablesOf,
  vectorIndexesOf,
} from '#modeling'
import { countOf } from '../../ui/index.ts'

/** What goes when a whole design is adopted: every table of the model with all that lies in it. */
export interface Adoption {
  /** The tables that are replaced. Empty: nothing goes, and nobody has to be asked. */
  readonly replaces: readonly RecordId[]
  /** Says what goes, with names and numbers. */
  readonly text: string
  /** The button: a verb and a count. */
  readonly action: string
}

/** Most names in a sentence; the rest is counted. */
const MOST_NAMES = 4

/** What adopting a design as the whole design of the model does to what is there. */
export function adoptionOf(document: ModelDocument, design: CandidateDesign): Adoption {
  const tables = tablesOf(document)
  const lost = tables.flatMap(({ id }) =>
    [indexesOf, vectorIndexesOf, facetsOf, itemsOfTable].flatMap((listOf): readonly ModelRecord[] =>
      listOf(document, id),
    ),
  )
  const indexes = design.indexes.length + (design.vectorIndexes ?? []).length
  const comes = `${countOf(design.tables.length, 'table')} and ${countOf(indexes, 'index', 'indexes')}`
  const text =
    tables.length === 0
      ? `${comes} come.`
      : `${goesText([...tables, ...lost])} ${comes} come in their place. Entities and access patterns stay. One step of undo brings everything back.`
  return {
    replaces: tables.map(({ id }) => id),
    text,
    action: tables.length === 0 ? 'Adopt design' : `Replace ${countOf(tables.length, 'table')}`,
  }
}

/** `Shop and Audit go, with 2 indexes and 40 sample items.`; empty when nothing goes that a person would miss. */
export function goesText(records: readonly ModelRecord[]): string {
  const count = (kind: ModelRecord['kind']): number => records.filter(record => record.kind === kind).length
  const tables = records.flatMap(record => (record.kind === 'table' ? [record.name] : []))
  const others = [
    ...counted(count('index'), 'index', 'indexes'),
    ...counted(count('vectorIndex'), 'vector index', 'vector indexes'),
    ...counted(count('facet'), 'facet'),
    ...counted(count('item'), 'sample item'),
  ]
  if (tables.length === 0 && others.length === 0) return ''
  if (tables.length === 0) return `${listed(others)} ${goes(records.filter(isCounted).length)}.`
  return `${named(tables)} ${goes(tables.length)}${others.length === 0 ? '' : `, with ${listed(others)}`}.`
}

/** Names in a sentence; of many the first. */
export function named(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return listed(names)
  return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`
}

/** Entities that lie somewhere now, among some. */
export function placedAmong(document: ModelDocument, entityIds: readonly RecordId[]): readonly RecordId[] {
  return entityIds.filter(id => placementsOfEntity(document, id).length > 0)
}

function isCounted({ kind }: ModelRecord): boolean {
  return kind !== 'placement'
}

function goes(count: number): string {
  return count === 1 ? 'goes' : 'go'
}

function counted(count: number, one: string, many?: string): readonly string[] {
  return count === 0 ? [] : [countOf(count, one, many)]
}

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`
}
