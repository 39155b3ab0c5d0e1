import type { ModelDocument, ModelRecord } from '../document/model-document.ts'
import {
  entitiesOf,
  facetsOf,
  patternsOf,
  placementsOf,
  relationsOf,
  tablesOf,
  vectorIndexesOf,
} from '../document/queries.ts'
import type { ExchangeNote } from './exchange-note.ts'

/** What a design has beside its tables and their indexes, in words for one and for several. */
const PARTS = {
  entities: ['entity', 'entities', entitiesOf],
  relations: ['relation', 'relations', relationsOf],
  patterns: ['access pattern', 'access patterns', patternsOf],
  placements: [
    'placement of an entity',
    'placements of entities',
    (document: ModelDocument) => tablesOf(document).flatMap(table => placementsOf(document, table.id)),
  ],
  facets: [
    'facet',
    'facets',
    (document: ModelDocument) => tablesOf(document).flatMap(table => facetsOf(document, table.id)),
  ],
} as const satisfies Record<string, readonly [string, string, (document: ModelDocument) => readonly ModelRecord[]]>

/** Says which parts of a design a format has no place for; the Facet file keeps them. */
export function leftOutNotes(
  document: ModelDocument,
  parts: readonly (keyof typeof PARTS)[],
): readonly ExchangeNote[] {
  return parts.flatMap(part => {
    const [one, several, listOf] = PARTS[part]
    const { length } = listOf(document)
    if (length === 0) return []
    const [what, them] = length === 1 ? [one, 'it'] : [several, 'them']
    const message = `${length} ${what} left out: the format has no place for ${them}; the Facet file keeps ${them}`
    return { severity: 'info' as const, message }
  })
}

/** Vector indexes, one by one: what is made from the file lacks them. */
export function vectorIndexNotes(document: ModelDocument, format: string): readonly ExchangeNote[] {
  return tablesOf(document).flatMap(table =>
    vectorIndexesOf(document, table.id).map(({ id, name }) => ({
      severity: 'warning' as const,
      message: `${name} of ${table.name} left out: ${format} is not known to have vector indexes`,
      fix: 'Add the index with the API after the table was made.',
      recordId: id,
    })),
  )
}
