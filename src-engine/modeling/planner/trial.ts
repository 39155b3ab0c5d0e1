import type { AccessPath, Verdict } from '../access-patterns/access-path.ts'
import { pathOfPattern } from '../access-patterns/path-of-pattern.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type {
  ModelDocument,
  ModelRecord,
  PatternOperation,
  PatternRecord,
  RecordId,
} from '../document/model-document.ts'
import { documentOf } from '../document/new-model.ts'
import { patternsOf } from '../document/queries.ts'
import { type CandidateDesign, recordsOfDesign } from './candidate.ts'

/** A design tried on (part of) a model. */
export interface Trial {
  readonly paths: ReadonlyMap<RecordId, AccessPath>
  /** What decides between designs: dollars a month, with what is not served far behind what is. */
  readonly score: number
  /** Dollars a month. */
  readonly dollars: number
}

/** What a verdict weighs, in dollars: no bill makes up for a pattern that is not served. */
const PENALTY: Readonly<Record<Verdict, number>> = { exact: 0, filters: 1e4, scan: 1e8, 'not-served': 1e10 }
/** Each request of a pattern that takes more than one: latency has its price. */
const EXTRA_CALL = 0.02
/** An index that nothing else tells apart is one too many. */
const INDEX = 0.01

/** The model with a design in place of its own. */
export function withDesign(document: ModelDocument, design: CandidateDesign): ModelDocument {
  const meaning = Object.values(document.records).filter(({ kind }) =>
    ['model', 'entity', 'relation', 'pattern'].includes(kind),
  )
  return documentOf([...meaning, ...recordsOfDesign(design)])
}

/** Answers the patterns with a design and scores it. */
export function tryDesign(document: ModelDocument, design: CandidateDesign, prices: PriceTable): Trial {
  const designed = withDesign(document, design)
  const patterns = patternsOf(designed)
  const paths = new Map(patterns.map(pattern => [pattern.id, pathOfPattern(designed, pattern)]))
  const dollars = estimateCost(designed, paths, prices).total.value
  let score = dollars + design.indexes.length * INDEX
  for (const { id, operation } of patterns) {
    const path = paths.get(id)
    if (path === undefined) continue
    const isWanted = operation.type === 'scan' && path.verdict === 'scan'
    score += isWanted ? 0 : PENALTY[path.verdict]
    score += Math.max(0, path.calls.reduce((sum, { times }) => sum + times, 0) - 1) * EXTRA_CALL
  }
  return { paths, score, dollars }
}

/** The part of a model that is about some entities: their patterns, and of batches and transactions their members. */
export function partOf(document: ModelDocument, entityIds: ReadonlySet<RecordId>): ModelDocument {
  const records = Object.values(document.records).flatMap((record): readonly ModelRecord[] => {
    // What is the design's is left out.
    switch (record.kind) {
      case 'model':
        return [record]
      case 'entity':
      case 'relation':
        // Parents are needed for their names and numbers, even when they lie elsewhere.
        return [record]
      case 'pattern': {
        const operation = operationOn(record, entityIds)
        return operation === undefined ? [] : [{ ...record, operation, rate: record.rate ?? { average: 0.1 } }]
      }
      default:
        return []
    }
  })
  return documentOf(records)
}

function operationOn({ operation }: PatternRecord, entityIds: ReadonlySet<RecordId>): PatternOperation | undefined {
  switch (operation.type) {
    case 'query':
    case 'scan':
      return operation.entityIds.every(id => entityIds.has(id)) ? operation : undefined
    case 'get':
    case 'put':
    case 'update':
    case 'delete':
      return entityIds.has(operation.entityId) ? operation : undefined
    case 'batch-get':
    case 'transact-get': {
      const reads = operation.reads.filter(({ operation: read }) => entityIds.has(read.entityId))
      return reads.length === 0 ? undefined : { ...operation, reads }
    }
    case 'batch-write': {
      const writes = operation.writes.filter(({ operation: write }) => entityIds.has(write.entityId))
      return writes.length === 0 ? undefined : { ...operation, writes }
    }
    case 'transact-write': {
      const writes = operation.writes.filter(({ operation: write }) => entityIds.has(write.entityId))
      return writes.length === 0 ? undefined : { ...operation, writes }
    }
    case 'vector-search':
    case 'partiql':
    case 'steps':
      return undefined
  }
}
