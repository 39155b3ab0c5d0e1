import {
  type Candidate,
  type CandidateDesign,
  type EntityRecord,
  heatOfPlan,
  indexesOf,
  keyTemplateOf,
  type ModelDocument,
  type MonthlyCost,
  type PlacementRecord,
  type Plan,
  patternsOf,
  placementsOf,
  printTemplate,
  type RecordId,
  recordOfKind,
  recordsOfDesign,
  type TableRecord,
  tablesOf,
  type Verdict,
  type View,
  vectorIndexesOf,
  viewsOf,
  withDesign,
} from '#modeling'
import { keyText, servedByText } from '../../stores/path-text.ts'

/** A design as it stands in the comparison: its own figures, and the document that it makes of the model. */
export interface DesignColumn {
  /** A candidate, or the design that the model has now. */
  readonly candidate: Candidate
  readonly isPresent: boolean
  /** The model with this design. */
  readonly document: ModelDocument
  readonly tables: readonly TableChart[]
  readonly patterns: readonly ServedPattern[]
  readonly verdicts: Readonly<Record<Verdict, number>>
}

/** A table with its entity chart: where the items of each entity lie, in the table and in every index. */
export interface TableChart {
  readonly table: TableRecord
  readonly views: readonly View[]
  readonly rows: readonly ChartRow[]
}

export interface ChartRow {
  readonly placement: PlacementRecord
  readonly entity: EntityRecord
  /** In the views that have these items; sparse indexes are left out. */
  readonly keys: readonly ViewKey[]
}

export interface ViewKey {
  /** Undefined: the table itself. */
  readonly index: string | undefined
  /** Templates, each part of the key one. */
  readonly partition: readonly string[]
  readonly sort: readonly string[]
}

/** A pattern as a design serves it. */
export interface ServedPattern {
  readonly id: RecordId
  readonly name: string
  readonly verdict: Verdict
  /** Tables and indexes it goes to. */
  readonly place: string
  readonly key: string
  /** Dollars a month; undefined: its rate is not known. */
  readonly cost: number | undefined
  readonly reason: string
}

/** The design that the model has now, as a candidate among the others. Undefined: it has no table. */
export function presentDesign(document: ModelDocument, plan: Plan, cost: MonthlyCost): Candidate | undefined {
  const tables = tablesOf(document)
  if (tables.length === 0) return undefined
  const design: CandidateDesign = {
    tables,
    indexes: tables.flatMap(({ id }) => indexesOf(document, id)),
    vectorIndexes: tables.flatMap(({ id }) => vectorIndexesOf(document, id)),
    placements: tables.flatMap(({ id }) => placementsOf(document, id)),
  }
  return {
    id: 'present',
    title: 'Present design',
    design,
    paths: Object.fromEntries(plan),
    cost,
    heat: heatOfPlan(document, plan),
    indexCount: design.indexes.length,
    reasons: [],
    givesUp: [],
  }
}

/** A candidate as a column. Of the present design the document is the model itself. */
export function designColumn(model: ModelDocument, candidate: Candidate, isPresent = false): DesignColumn {
  const document = isPresent ? model : withDesign(model, candidate.design)
  const patterns = patternsOf(document).map(pattern => servedPattern(document, candidate, pattern.id, pattern.name))
  const verdicts = { exact: 0, filters: 0, scan: 0, 'not-served': 0 }
  for (const { verdict } of patterns) verdicts[verdict] += 1
  return {
    candidate,
    isPresent,
    document,
    tables: tableCharts(document),
    patterns,
    verdicts,
  }
}

function servedPattern(
  document: ModelDocument,
  { paths, cost }: Candidate,
  id: RecordId,
  name: string,
): ServedPattern {
  const path = Object.hasOwn(paths, id) ? paths[id] : undefined
  const rate = recordOfKind(document, 'pattern', id)?.rate
  return {
    id,
    name,
    verdict: path?.verdict ?? 'not-served',
    place: path === undefined ? '' : servedByText(document, path),
    key: path === undefined ? '' : keyText(path),
    cost: rate === undefined ? undefined : cost.byPattern[id]?.value,
    reason: (path?.reasons ?? [])
      .map(({ text, rule }) => (rule === undefined ? text : `${text} (${rule})`))
      .join('. '),
  }
}

/** The entity charts of every table. */
export function tableCharts(document: ModelDocument): readonly TableChart[] {
  return tablesOf(document).map(table => tableChart(document, table))
}

function tableChart(document: ModelDocument, table: TableRecord): TableChart {
  const views = viewsOf(document, table)
  const rows = placementsOf(document, table.id).flatMap((placement): readonly ChartRow[] => {
    const entity = recordOfKind(document, 'entity', placement.entityId)
    return entity === undefined ? [] : [{ placement, entity, keys: viewKeys(views, entity, placement) }]
  })
  return { table, views, rows }
}

function viewKeys(views: readonly View[], entity: EntityRecord, placement: PlacementRecord): readonly ViewKey[] {
  return views.flatMap(({ index, key }): readonly ViewKey[] => {
    const texts = (parts: readonly { readonly name: string }[]) =>
      parts.flatMap(({ name }) => {
        const template = keyTemplateOf(entity, placement, name)
        return template === undefined ? [] : [printTemplate(template)]
      })
    const [partition, sort] = [texts(key.partition), texts(key.sort)]
    const isIn = partition.length === key.partition.length && sort.length === key.sort.length
    return isIn ? [{ index: index?.name, partition, sort }] : []
  })
}

/** Whether a design is what the model has: the same tables, indexes and placements, and no more. */
export function isInModel(document: ModelDocument, design: CandidateDesign): boolean {
  const records = Object.values(document.records).filter(({ kind }) =>
    ['table', 'index', 'vectorIndex', 'placement'].includes(kind),
  )
  const proposed = recordsOfDesign(design)
  if (records.length !== proposed.length) return false
  const text = new Map(proposed.map(record => [record.id, canonicalText(record)]))
  return records.every(record => text.get(record.id) === canonicalText(record))
}

/** JSON with the members of every object in one order: of two equal records it is the same. */
function canonicalText(record: unknown): string {
  return JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  )
}
