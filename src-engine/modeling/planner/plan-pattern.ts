import { GSIS_PER_TABLE, type KeyPart, type ScalarType } from '#dynamo'
import type { AccessPath, Reason } from '../access-patterns/access-path.ts'
import { pathOfPattern } from '../access-patterns/path-of-pattern.ts'
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type {
  EntityRecord,
  IndexRecord,
  ModelDocument,
  ModelRecord,
  PatternRecord,
  PlacementRecord,
  RecordId,
  TableRecord,
} from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { indexesOf, placementsOfEntity, recordOfKind, tablesOf } from '../document/queries.ts'
import { nextId, positionAfter } from '../document/record-id.ts'
import { keyTemplateOf } from '../templates/stored-item.ts'
import { type CandidateDesign, recordsOfDesign } from './candidate.ts'
import { type Layout, type Requirement, requirementsOf } from './layout.ts'
import { layoutsFor } from './layouts-for.ts'
import { partitionTemplate, sortTemplate } from './templates-of-layout.ts'

/**
 * A way to serve one more pattern on the design as it is:
 * - `reuse`: nothing changes
 * - `overload`: the entity gets keys in an index that is there
 * - `index`: one more index
 * - `table`: a copy of the entity's items in a table of their own
 */
export interface PatternOption {
  readonly kind: 'reuse' | 'overload' | 'index' | 'table'
  readonly title: string
  /** What adopting it brings or changes (command adopt-design); empty for `reuse`. */
  readonly design: CandidateDesign
  readonly path: AccessPath
  /** Dollars a month that the whole model costs more, the pattern itself included. */
  readonly addedCost: number
  readonly reasons: readonly Reason[]
}

const NO_DESIGN: CandidateDesign = { tables: [], indexes: [], placements: [] }

/** Ways to serve a pattern, exact ones before those that filter, the cheapest first. Writes have nothing to choose. */
export function planPattern(
  document: ModelDocument,
  pattern: PatternRecord,
  prices: PriceTable,
): readonly PatternOption[] {
  const before = costWithout(document, pattern, prices)
  const present = pathOfPattern(document, pattern)
  const options: PatternOption[] = []
  const consider = (
    kind: PatternOption['kind'],
    title: string,
    design: CandidateDesign,
    reasons: readonly Reason[],
  ): void => {
    const tried = withRecords(document, recordsOfDesign(design))
    const path = pathOfPattern(tried, pattern)
    if (kind !== 'reuse' && (path.verdict !== 'exact' || !usesDesign(path, design))) return
    const addedCost = estimateCost(tried, planOf(tried), prices).total.value - before
    options.push({ kind, title, design, path, addedCost, reasons })
  }
  if (present.verdict === 'exact' || present.verdict === 'filters') {
    consider('reuse', 'Use what is there', NO_DESIGN, [
      { text: 'No index and no copy is added: what is there answers it', rule: 'I4' },
      ...present.reasons,
    ])
  }
  for (const requirement of requirementsOf(document, pattern)) addOptions(document, requirement, consider)
  return options
    .filter((option, at) => options.findIndex(({ title }) => title === option.title) === at)
    .sort((left, right) => rank(left) - rank(right) || left.addedCost - right.addedCost)
}

const rank = ({ path }: PatternOption): number => (path.verdict === 'exact' ? 0 : 1)

type Consider = (
  kind: PatternOption['kind'],
  title: string,
  design: CandidateDesign,
  reasons: readonly Reason[],
) => void

/** Options for a read of one entity; several entities in one answer need keys that are made for it: see planModel. */
function addOptions(document: ModelDocument, requirement: Requirement, consider: Consider): void {
  const [entityId, ...others] = requirement.entityIds
  const entity = entityId === undefined ? undefined : recordOfKind(document, 'entity', entityId)
  if (entity === undefined || others.length > 0) return
  const main = placementsOfEntity(document, entity.id).find(({ role }) => (role ?? 'main') === 'main')
  const table = main && recordOfKind(document, 'table', main.tableId)
  const [layout] = layoutsFor(document, entity, requirement)
  if (main === undefined || table === undefined || layout === undefined) return
  if (!requirement.consistent) {
    for (const index of indexesOf(document, table.id)) overload(document, entity, main, index, layout, consider)
    addIndex(document, entity, main, table, layout, consider)
  }
  addCopy(document, entity, layout, consider)
}

/** Keys for the entity in a global index that holds other entities only (rule I4). */
function overload(
  document: ModelDocument,
  entity: EntityRecord,
  main: PlacementRecord,
  index: IndexRecord,
  layout: Layout,
  consider: Consider,
): void {
  const { partition, sort } = index.key
  const [hash] = partition
  const isFree = [...partition, ...sort].some(({ name }) => keyTemplateOf(entity, main, name) === undefined)
  const isText = [...partition, ...sort].every(({ type }) => type === 'S')
  if (
    index.indexKind !== 'GSI' ||
    hash === undefined ||
    partition.length > 1 ||
    sort.length > 1 ||
    !isFree ||
    !isText
  )
    return
  const [range] = sort
  const templates = {
    ...main.templates,
    [hash.name]: partitionTemplate(document, entity, layout),
    ...(range === undefined ? {} : { [range.name]: sortTemplate(entity, layout) }),
  }
  consider('overload', `Overload ${index.name}`, { ...NO_DESIGN, placements: [{ ...main, templates }] }, [
    { text: `${index.name} has no ${entity.name} items yet: they get keys there`, rule: 'I4' },
  ])
}

function addIndex(
  document: ModelDocument,
  entity: EntityRecord,
  main: PlacementRecord,
  table: TableRecord,
  layout: Layout,
  consider: Consider,
): void {
  const siblings = indexesOf(document, table.id)
  if (siblings.filter(({ indexKind }) => indexKind === 'GSI').length >= GSIS_PER_TABLE) return
  const base = { kind: 'index', id: nextId(document, 'index'), tableId: table.id, indexKind: 'GSI' } as const
  const position = positionAfter(siblings)
  const projection = { type: 'ALL' } as const
  const native = nativeKey(entity, layout)
  if (native !== undefined) {
    const name = freeName(siblings, `${entity.name.replace(/[^A-Za-z0-9]/g, '')}By${layout.partition.join('And')}`)
    const index: IndexRecord = { ...base, position, name, key: native, projection }
    consider('index', `Add index ${name}`, { ...NO_DESIGN, indexes: [index] }, [
      { text: 'The attributes themselves are the key: nothing is added to the items', rule: 'I2' },
    ])
    return
  }
  const name = freeName(siblings, `GSI${siblings.length + 1}`)
  const key = {
    partition: [{ name: `${name}PK`, type: 'S' as const }],
    sort: [{ name: `${name}SK`, type: 'S' as const }],
  }
  const templates = {
    ...main.templates,
    [`${name}PK`]: partitionTemplate(document, entity, layout),
    [`${name}SK`]: sortTemplate(entity, layout),
  }
  const index: IndexRecord = { ...base, position, name, key, projection }
  consider('index', `Add index ${name}`, { ...NO_DESIGN, indexes: [index], placements: [{ ...main, templates }] }, [
    { text: 'Its key holds templates: items have to be written anew to be found there', rule: 'I4' },
  ])
}

/** A second table that holds a copy, written in the same transaction: for reads that must be consistent (rule I8). */
function addCopy(document: ModelDocument, entity: EntityRecord, layout: Layout, consider: Consider): void {
  const key = nativeKey(entity, { partition: layout.partition.slice(0, 1), sort: layout.sort.slice(0, 1) })
  if (key === undefined || layout.partition.length > 1 || layout.sort.length > 1) return
  const tables = tablesOf(document)
  const base = `${entity.name.replace(/[^A-Za-z0-9]/g, '')}By${layout.partition.join('And')}`
  const name = freeName(tables, base)
  const table: TableRecord = {
    kind: 'table',
    id: nextId(document, 'table'),
    position: positionAfter(tables),
    name,
    key,
    attributes: [],
  }
  const placement: PlacementRecord = {
    kind: 'placement',
    id: nextId(document, 'placement'),
    tableId: table.id,
    entityId: entity.id,
    position: 1,
    role: 'copy',
    name: `by ${layout.partition.join(', ')}`,
    templates: {},
  }
  consider('table', `Copy into table ${name}`, { tables: [table], indexes: [], placements: [placement] }, [
    { text: 'Reads of it can be consistent, which no global index can', rule: 'I8' },
    { text: `Every write of ${entity.name} becomes a transaction with its copy`, rule: 'T10' },
  ])
}

/** The entity's own attributes as a key, where all are of a key's type. */
function nativeKey(
  entity: EntityRecord,
  { partition, sort }: Pick<Layout, 'partition' | 'sort'>,
): IndexRecord['key'] | undefined {
  if (partition.length === 0) return undefined
  const parts = (names: readonly string[]): readonly KeyPart[] =>
    names.flatMap(name => {
      const type = entity.attributes.find(attribute => attribute.name === name)?.type
      return type === 'S' || type === 'N' || type === 'B' ? { name, type: type satisfies ScalarType } : []
    })
  const key = { partition: parts(partition), sort: parts(sort.slice(0, 4)) }
  const isWhole = key.partition.length === partition.length && key.sort.length === Math.min(4, sort.length)
  return isWhole && partition.length <= 4 ? key : undefined
}

function freeName(siblings: readonly { readonly name: string }[], wished: string): string {
  const start = wished.length >= 3 ? wished : `${wished}Index`
  for (let at = 1; ; at++) {
    const name = at === 1 ? start : `${start}${at}`
    if (!siblings.some(sibling => sibling.name === name)) return name
  }
}

function usesDesign({ calls }: AccessPath, { tables, indexes, placements }: CandidateDesign): boolean {
  const ids = new Set<RecordId | undefined>([...tables, ...indexes].map(({ id }) => id))
  const isNew = calls.some(({ targets }) =>
    targets.some(({ tableId, indexId }) => ids.has(tableId) || ids.has(indexId)),
  )
  return isNew || placements.length > 0
}

function withRecords(document: ModelDocument, records: readonly ModelRecord[]): ModelDocument {
  return documentOf([...Object.values(document.records), ...records])
}

/** The bill of the model without the pattern. */
function costWithout(document: ModelDocument, { id }: PatternRecord, prices: PriceTable): number {
  const others = documentOf(Object.values(document.records).filter(record => record.id !== id))
  return estimateCost(others, planOf(others), prices).total.value
}
