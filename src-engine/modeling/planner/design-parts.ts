import { keyParts } from '#dynamo'
import type {
  EntityRecord,
  IndexRecord,
  ModelDocument,
  PlacementRecord,
  RecordId,
  TableRecord,
  VectorIndexRecord,
} from '../document/model-document.ts'
import { placementsOf, recordOfKind } from '../document/queries.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import type { CandidateDesign } from './candidate.ts'
import { homesOf } from './homes-of-tables.ts'

/** What can be taken of one table of a design: the table, each of its indexes, the keys of each of its entities. */
export interface TableParts {
  readonly table: TableRecord
  /** The table of the model that it is the same as; parts go into it. */
  readonly home: TableRecord | undefined
  readonly indexes: readonly IndexPart[]
  readonly entities: readonly EntityPart[]
}

/** An index; its part has its id. */
export interface IndexPart {
  readonly index: IndexRecord | VectorIndexRecord
  /** Entities whose items are in it. */
  readonly filledBy: readonly RecordId[]
  /** Some of them lie in the table of the model already: taking the index alone is enough. */
  readonly isFilledAtHome: boolean
}

/** The keys of an entity: all its placements in the table. Its part has the entity's id, whatever tables it lies in. */
export interface EntityPart {
  readonly entity: EntityRecord
  readonly placements: readonly PlacementRecord[]
}

/** The parts of a design, by table. Placements of entities that are no longer there are no part. */
export function partsOfDesign(document: ModelDocument, design: CandidateDesign): readonly TableParts[] {
  const known = partsOf.get(design)
  if (known?.document === document) return known.tables
  const tables = findParts(document, design)
  partsOf.set(design, { document, tables })
  return tables
}

/** Asked many times while parts are chosen. */
const partsOf = new WeakMap<
  CandidateDesign,
  { readonly document: ModelDocument; readonly tables: readonly TableParts[] }
>()

function findParts(document: ModelDocument, design: CandidateDesign): readonly TableParts[] {
  const homes = homesOf(document, design)
  return design.tables.map(table => {
    const home = homes.get(table.id)
    const placements = design.placements.filter(({ tableId }) => tableId === table.id)
    const entities = [...new Set(placements.map(({ entityId }) => entityId))].flatMap((id): readonly EntityPart[] => {
      const entity = recordOfKind(document, 'entity', id)
      const own = placements.filter(({ entityId }) => entityId === id)
      return entity === undefined ? [] : [{ entity, placements: own }]
    })
    const lying = home === undefined ? [] : placementsOf(document, home.id)
    const atHome = new Set(lying.filter(({ role }) => (role ?? 'main') === 'main').map(({ entityId }) => entityId))
    const indexes = [...design.indexes, ...(design.vectorIndexes ?? [])]
      .filter(({ tableId }) => tableId === table.id)
      .map((index): IndexPart => {
        const filledBy = entities.filter(part => isFilledBy(index, part)).map(({ entity }) => entity.id)
        return { index, filledBy, isFilledAtHome: filledBy.some(id => atHome.has(id)) }
      })
    return { table, home, indexes, entities }
  })
}

/** The ids of all parts: a selection of these is the design as a whole. */
export function allParts(tables: readonly TableParts[]): ReadonlySet<RecordId> {
  return new Set(
    tables.flatMap(({ table, indexes, entities }) => [
      table.id,
      ...indexes.map(({ index }) => index.id),
      ...entities.map(({ entity }) => entity.id),
    ]),
  )
}

function isFilledBy(index: IndexRecord | VectorIndexRecord, { entity, placements }: EntityPart): boolean {
  const names = index.kind === 'index' ? keyParts(index.key).map(({ name }) => name) : [index.attribute]
  return placements.some(placement => names.every(name => keyTemplateOf(entity, placement, name) !== undefined))
}
