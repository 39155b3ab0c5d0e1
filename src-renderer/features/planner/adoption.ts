import {
  type CandidateDesign,
  facetsOf,
  indexesOf,
  itemsOfTable,
  type ModelDocument,
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
  const count = (listOf: (document: ModelDocument, tableId: RecordId) => readonly unknown[]): number =>
    tables.reduce((sum, { id }) => sum + listOf(document, id).length, 0)
  const lost = [
    counted(count(indexesOf), 'index', 'indexes'),
    counted(count(vectorIndexesOf), 'vector index', 'vector indexes'),
    counted(count(facetsOf), 'facet'),
    counted(count(itemsOfTable), 'sample item'),
  ].flat()
  const names = tables.slice(0, MOST_NAMES).map(({ name }) => name)
  const more = tables.length > MOST_NAMES ? ` and ${tables.length - MOST_NAMES} more` : ''
  const withThem = lost.length === 0 ? '' : `, with ${listed(lost)}`
  const comes = `${countOf(design.tables.length, 'table')} and ${countOf(design.indexes.length, 'index', 'indexes')}`
  return {
    replaces: tables.map(({ id }) => id),
    text: `${names.join(', ')}${more} ${tables.length === 1 ? 'goes' : 'go'}${withThem}. ${comes} come in their place. Entities and access patterns stay. One step of undo brings everything back.`,
    action: `Replace ${countOf(tables.length, 'table')}`,
  }
}

function counted(count: number, one: string, many?: string): readonly string[] {
  return count === 0 ? [] : [countOf(count, one, many)]
}

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`
}
