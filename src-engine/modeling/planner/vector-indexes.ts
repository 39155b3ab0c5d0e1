import type {
  EntityRecord,
  ModelDocument,
  PlacementRecord,
  RecordId,
  TableRecord,
  VectorIndexRecord,
  VectorSearchOperation,
} from '../document/model-document.ts'
import { patternsOf, recordOfKind } from '../document/queries.ts'
import { nextId } from '../document/record-id.ts'

/** Dimensions of an embedding that nobody said anything of: what small text models make. */
const DIMENSIONS_UNKNOWN = 1_024

/**
 * Vector indexes for the searches of a model (rule I14): one for each attribute that is searched. What every search of it
 * gives, and has the fewest values of, scopes them; whatever else is given filters.
 */
export function vectorIndexesFor(
  document: ModelDocument,
  tables: readonly TableRecord[],
  placements: readonly PlacementRecord[],
): readonly VectorIndexRecord[] {
  const made: VectorIndexRecord[] = []
  const taken = new Set<RecordId>()
  for (const searches of searchesByAttribute(document)) {
    const [{ entityId = '', attribute = '' } = {}] = searches
    const entity = recordOfKind(document, 'entity', entityId)
    const main = placements.find(place => place.entityId === entityId && (place.role ?? 'main') === 'main')
    const table = tables.find(({ id }) => id === main?.tableId)
    if (entity === undefined || table === undefined) continue
    const siblings = made.filter(({ tableId }) => tableId === table.id)
    const id = nextId(document, 'vectorIndex', taken)
    taken.add(id)
    const name = freeName(siblings, `By${attribute.charAt(0).toUpperCase()}${attribute.slice(1)}`)
    made.push({
      kind: 'vectorIndex',
      id,
      tableId: table.id,
      position: siblings.length + 1,
      name,
      attribute,
      dimensions: dimensionsOf(entity, attribute),
      distance: 'COSINE',
      ...scopeOf(entity, searches),
      projection: projectionOf(searches, attribute),
    })
  }
  return made
}

/** Searches of one attribute of one entity, in the order of the patterns. */
function searchesByAttribute(document: ModelDocument): readonly (readonly VectorSearchOperation[])[] {
  const groups = new Map<string, VectorSearchOperation[]>()
  for (const { operation } of patternsOf(document)) {
    if (operation.type !== 'vector-search') continue
    const look = JSON.stringify([operation.entityId, operation.attribute])
    const group = groups.get(look)
    if (group === undefined) groups.set(look, [operation])
    else group.push(operation)
  }
  return [...groups.values()]
}

function scopeOf(
  entity: EntityRecord,
  searches: readonly VectorSearchOperation[],
): Pick<VectorIndexRecord, 'partition' | 'filters'> {
  const given = searches.map(({ by }) => by.map(({ attribute }) => attribute))
  const all = [...new Set(given.flat())].sort()
  const distinct = (name: string): number =>
    entity.attributes.find(attribute => attribute.name === name)?.distinct ?? Number.POSITIVE_INFINITY
  const [partition] = all
    .filter(name => given.every(names => names.includes(name)))
    .sort((left, right) => distinct(left) - distinct(right) || (left < right ? -1 : 1))
  const filters = all.filter(name => name !== partition)
  return partition === undefined ? { filters } : { partition, filters }
}

function projectionOf(searches: readonly VectorSearchOperation[], searched: string): VectorIndexRecord['projection'] {
  const wanted = new Set<string>()
  for (const { attributes } of searches) {
    if (attributes === undefined) return { type: 'ALL' }
    for (const name of attributes) if (name !== searched) wanted.add(name)
  }
  const attributes = [...wanted].sort()
  return attributes.length === 0 || attributes.length > 20 ? { type: 'ALL' } : { type: 'INCLUDE', attributes }
}

function dimensionsOf(entity: EntityRecord, name: string): number {
  const generator = entity.attributes.find(attribute => attribute.name === name)?.generator
  const stated = Number(generator?.dimensions)
  return Number.isInteger(stated) && stated > 0 ? stated : DIMENSIONS_UNKNOWN
}

function freeName(siblings: readonly VectorIndexRecord[], wished: string): string {
  for (let at = 1; ; at++) {
    const name = at === 1 ? wished : `${wished}${at}`
    if (!siblings.some(sibling => sibling.name === name)) return name
  }
}
