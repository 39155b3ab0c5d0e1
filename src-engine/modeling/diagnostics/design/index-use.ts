import type { CallTarget } from '../../access-patterns/access-path.ts'
import { isIn } from '../../access-patterns/in-view.ts'
import { numberText } from '../../access-patterns/number-text.ts'
import { entryBytesOf } from '../../access-patterns/typical-size.ts'
import { viewsOf } from '../../access-patterns/view.ts'
import { contentsOf } from '../../access-patterns/view-contents.ts'
import type {
  IndexRecord,
  ModelDocument,
  PatternRecord,
  RecordId,
  TableRecord,
} from '../../document/model-document.ts'
import { indexesOf, patternsOf, placementsOf, recordOfKind, relationsOf, tablesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Design, DesignRule } from './design.ts'

/** Entries above this are wide. Source: anti-pattern 4. */
const WIDE_BYTES = 4096
/** Indexes that only find single items, from which on a table looks relational. Source: anti-pattern 2. */
const MANY_LOOKUPS = 5

/** Indexes that nothing reads, or that hold more than is read, as far as there are patterns to judge by. */
export const indexUse: DesignRule = design => {
  const { document } = design
  if (patternsOf(document).length === 0) return []
  const uses = usesOf(design)
  return tablesOf(document).flatMap(table => {
    if (placementsOf(document, table.id).length === 0) return []
    const indexes = indexesOf(document, table.id)
    return [...indexes.flatMap(index => findingsOf(document, table, index, uses)), ...lookups(table, indexes, uses)]
  })
}

interface Use {
  readonly pattern: PatternRecord
  readonly target: CallTarget
}

/** Where patterns read and write each index. */
interface Uses {
  readonly reads: ReadonlyMap<RecordId, readonly Use[]>
  /** Writes a second that touch it. */
  readonly writes: ReadonlyMap<RecordId, number>
}

function usesOf({ document, plan }: Design): Uses {
  const reads = new Map<RecordId, Use[]>()
  const writes = new Map<RecordId, number>()
  for (const pattern of patternsOf(document)) {
    const path = plan.get(pattern.id)
    for (const { targets } of path?.calls ?? []) {
      for (const target of targets) {
        const { indexId } = target
        if (indexId === undefined) continue
        const uses = reads.get(indexId)
        if (uses === undefined) reads.set(indexId, [{ pattern, target }])
        else uses.push({ pattern, target })
      }
    }
    const written = new Set(
      path?.units.byTarget.flatMap(({ indexId, write }) => (indexId !== undefined && write > 0 ? indexId : [])),
    )
    for (const indexId of written) writes.set(indexId, (writes.get(indexId) ?? 0) + rateOf(pattern))
  }
  return { reads, writes }
}

const rateOf = ({ rate }: PatternRecord): number => rate?.average ?? 0

function findingsOf(
  document: ModelDocument,
  table: TableRecord,
  index: IndexRecord,
  { reads, writes }: Uses,
): readonly Diagnostic[] {
  const uses = reads.get(index.id) ?? []
  const about = { recordId: index.id }
  if (uses.length === 0) {
    const fixes = [{ title: `Remove ${index.name}`, command: 'remove-index', args: { indexId: index.id } }]
    return [diagnostic('unused-index', { ...about, message: `No pattern reads ${index.name}`, fixes })]
  }
  const found: Diagnostic[] = []
  const [hash] = index.key.partition
  const [tableHash] = table.key.partition
  if (
    index.indexKind === 'GSI' &&
    index.key.partition.length === 1 &&
    hash !== undefined &&
    hash.name === tableHash?.name
  ) {
    const message = `${index.name} has the partition key "${hash.name}" of ${table.name}`
    found.push(diagnostic('index-repeats-partition', { ...about, message }))
  }
  const wanted = wantedOf(uses)
  if (wanted !== undefined && index.projection.type === 'ALL') {
    const fixes = [projectionFix(index, wanted)]
    const message = `Patterns read ${wanted.length === 0 ? 'only keys' : wanted.join(', ')} of ${index.name}, which holds everything`
    found.push(diagnostic('unused-projection', { ...about, message, path: 'projection', fixes }))
  }
  const bytes = widestEntry(document, table, index)
  if (
    index.projection.type === 'ALL' &&
    bytes > WIDE_BYTES &&
    (writes.get(index.id) ?? 0) > uses.reduce((sum, { pattern }) => sum + rateOf(pattern), 0)
  ) {
    const message = `${index.name} takes ${numberText(bytes)} B of each item, and is written more often than read`
    found.push(diagnostic('wide-projection', { ...about, message, path: 'projection' }))
  }
  return found
}

/** The attributes that patterns read, when all of them say; undefined when one reads all. */
function wantedOf(uses: readonly Use[]): readonly string[] | undefined {
  const wanted = new Set<string>()
  for (const { target } of uses) {
    if (target.attributes === undefined) return undefined
    for (const name of [...target.attributes, ...target.filter.map(({ attribute }) => attribute)]) wanted.add(name)
  }
  return [...wanted].sort()
}

function projectionFix({ id, name }: IndexRecord, attributes: readonly string[]) {
  const projection = attributes.length === 0 ? { type: 'KEYS_ONLY' } : { type: 'INCLUDE', attributes }
  return { title: `Project only these to ${name}`, command: 'change-index', args: { indexId: id, projection } }
}

function widestEntry(document: ModelDocument, table: TableRecord, { id }: IndexRecord): number {
  const view = viewsOf(document, table).find(({ index }) => index?.id === id)
  const items = view === undefined ? [] : contentsOf(document, view).items
  return Math.max(0, ...items.map(({ bytes }) => bytes))
}

/** Many indexes that each find one item. */
function lookups(table: TableRecord, indexes: readonly IndexRecord[], { reads }: Uses): readonly Diagnostic[] {
  const single = indexes.filter(index =>
    reads.get(index.id)?.every(({ pattern }) => pattern.operation.type === 'get'),
  )
  if (single.length <= MANY_LOOKUPS) return []
  const message = `${single.length} indexes of ${table.name} each find one item`
  return [diagnostic('index-per-lookup', { recordId: table.id, message })]
}

/** Collections that may outgrow 10 GB in a table with local indexes. */
export const collectionSizes: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table => {
    const locals = indexesOf(document, table.id).filter(({ indexKind }) => indexKind === 'LSI')
    if (locals.length === 0) return []
    return relationsOf(document).flatMap(relation => {
      if (relation.most === undefined) return []
      const child = recordOfKind(document, 'entity', relation.childId)
      const placement = placementsOf(document, table.id).find(({ entityId }) => entityId === relation.childId)
      if (child === undefined || placement === undefined) return []
      const views = [undefined, ...locals].map(index => ({ table, index, key: index?.key ?? table.key }))
      const bytes = views.reduce(
        (sum, view) => sum + (isIn(document, view, placement) ? entryBytesOf(document, placement, view) : 0),
        0,
      )
      if (bytes * relation.most <= 10 * 1024 ** 3) return []
      const message = `${numberText(relation.most, 3)} ${child.name} of one partition key outgrow 10 GB in ${table.name}`
      return [diagnostic('collection-outgrows-limit', { recordId: table.id, message })]
    })
  })
