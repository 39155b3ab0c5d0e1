import { numberText } from '../../access-patterns/number-text.ts'
import type { ModelDocument, TableRecord } from '../../document/model-document.ts'
import { patternsOf, placementsOf, recordOfKind, tablesOf, vectorIndexesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic } from '../diagnostic.ts'
import type { Design, DesignRule } from './design.ts'

const NEW_TABLE_READS = 12_000
const NEW_TABLE_WRITES = 4_000

/** What the patterns need at their peak, against what the table has (rules H10, I13). */
export const peakThroughput: DesignRule = design =>
  tablesOf(design.document).flatMap((table): readonly Diagnostic[] => {
    const { read, write } = peakOf(design, table)
    const numbers = `${numberText(Math.ceil(read))} read and ${numberText(Math.ceil(write))} write units a second`
    const about = { recordId: table.id, message: `${table.name} needs ${numbers} at the peak` }
    if (table.billing?.mode === 'PROVISIONED') {
      const { throughput, readScaling, writeScaling } = table.billing
      const isLow = read > (readScaling?.max ?? throughput.read) || write > (writeScaling?.max ?? throughput.write)
      return isLow ? [diagnostic('provisioned-too-low', { ...about, path: 'billing' })] : []
    }
    return read > NEW_TABLE_READS || write > NEW_TABLE_WRITES ? [diagnostic('prewarm', about)] : []
  })

function peakOf({ document, plan }: Design, { id }: TableRecord): { readonly read: number; readonly write: number } {
  let read = 0
  let write = 0
  for (const pattern of patternsOf(document)) {
    const peak = pattern.rate?.peak ?? pattern.rate?.average ?? 0
    for (const target of plan.get(pattern.id)?.units.byTarget ?? []) {
      if (target.tableId !== id || target.indexId !== undefined) continue
      read += target.read * peak
      write += target.write * peak
    }
  }
  return { read, write }
}

/** Time to live reads a number of seconds; what has expired may still be there (rule W7, anti-pattern 10). */
export const expiringItems: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table => {
    const name = table.timeToLive
    if (name === undefined) return []
    return placementsOf(document, table.id).flatMap(placement => {
      const entity = recordOfKind(document, 'entity', placement.entityId)
      const attribute = entity?.attributes.find(candidate => candidate.name === name)
      if (entity === undefined || attribute === undefined) return []
      if (attribute.type !== 'N') {
        const message = `${table.name} expires items by "${name}", which ${entity.name} has as ${attribute.type}`
        return [diagnostic('time-to-live-type', { recordId: entity.id, message, attribute: name })]
      }
      return expiredReads(document, entity.id, name)
    })
  })

function expiredReads(document: ModelDocument, entityId: string, attribute: string): readonly Diagnostic[] {
  return patternsOf(document).flatMap(({ id, name, operation }) => {
    if (operation.type !== 'query' || !operation.entityIds.includes(entityId)) return []
    const isFiltered = [...operation.by, ...(operation.where ?? [])].some(given => given.attribute === attribute)
    if (isFiltered) return []
    return [
      diagnostic('expired-items-read', {
        recordId: id,
        message: `"${name}" may answer items that have expired`,
        attribute,
      }),
    ]
  })
}

/** Limits of vector indexes; vectors that nothing keeps up to date (anti-pattern 16). */
export const vectorIndexes: DesignRule = ({ document }) =>
  tablesOf(document).flatMap(table => {
    const indexes = vectorIndexesOf(document, table.id)
    return indexes.flatMap((index, at): readonly Diagnostic[] => {
      const fault = vectorFault(table, index.dimensions, index.filters.length, at, index.name)
      if (fault !== undefined) {
        return [diagnostic('invalid-vector-index', { recordId: index.id, message: `${index.name} ${fault}` })]
      }
      return staleVector(document, table, index.attribute, index.id)
    })
  })

function vectorFault(
  table: TableRecord,
  dimensions: number,
  filters: number,
  at: number,
  name: string,
): string | undefined {
  if (!/^[A-Za-z0-9_.-]{3,255}$/.test(name)) return 'is not a name of an index'
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 4096) return `has ${dimensions} dimensions`
  if (filters > 18) return `has ${filters} filters`
  if (at >= 5) return `is number ${at + 1} of its table`
  return table.billing?.mode === 'PROVISIONED' ? 'needs an on-demand table' : undefined
}

function staleVector(
  document: ModelDocument,
  table: TableRecord,
  attribute: string,
  recordId: string,
): readonly Diagnostic[] {
  const updates = patternsOf(document).flatMap(({ operation }) => (operation.type === 'update' ? operation : []))
  return placementsOf(document, table.id).flatMap(({ entityId }) => {
    const entity = recordOfKind(document, 'entity', entityId)
    if (entity?.attributes.some(({ name }) => name === attribute) !== true) return []
    const own = updates.filter(update => update.entityId === entityId)
    const isStale = own.length > 0 && own.every(({ sets }) => !sets.includes(attribute))
    if (!isStale) return []
    return [
      diagnostic('stale-vector', {
        recordId,
        message: `No update of ${entity.name} sets "${attribute}" anew`,
        attribute,
      }),
    ]
  })
}
