import { PAGE_MAX_BYTES } from '#dynamo'
import type { AccessPath } from '../../access-patterns/access-path.ts'
import type { ModelDocument, PatternRecord } from '../../document/model-document.ts'
import { patternsOf, recordOfKind, tablesOf } from '../../document/queries.ts'
import { type Diagnostic, diagnostic, type QuickFix } from '../diagnostic.ts'
import type { DesignRule } from './design.ts'

/** Calls per second from which a Scan is no longer an errand. Source: design rules, Q1. */
const ERRAND_RATE = 0.01
/** Units of a read that is longer than a page: 1 MB, eventually consistent. */
const PAGE_UNITS = PAGE_MAX_BYTES / 4096 / 2

/** How patterns are answered, where that is not well. */
export const patternPaths: DesignRule = ({ document, plan }) =>
  patternsOf(document).flatMap(pattern => {
    const path = plan.get(pattern.id)
    return path === undefined ? [] : findingsOf(document, pattern, path)
  })

function findingsOf(document: ModelDocument, pattern: PatternRecord, path: AccessPath): readonly Diagnostic[] {
  const { id, name, operation, rate } = pattern
  const about = { recordId: id }
  const found: Diagnostic[] = []
  const [reason] = path.reasons
  const why = reason === undefined ? '' : `: ${reason.text}`
  const isErrand = operation.type === 'scan' && (rate?.average ?? 0) <= ERRAND_RATE
  if (path.verdict === 'not-served' && tablesOf(document).length > 0) {
    found.push(diagnostic('pattern-not-served', { ...about, message: `"${name}" is not served${why}` }))
  }
  if (path.verdict === 'scan' && !isErrand) {
    found.push(diagnostic('pattern-scans', { ...about, message: `"${name}" is answered by a Scan${why}` }))
  }
  if (path.verdict === 'filters') {
    found.push(diagnostic('pattern-filters', { ...about, message: `"${name}" reads more than it answers${why}` }))
  }
  if (rate === undefined)
    found.push(diagnostic('no-rate', { ...about, message: `"${name}" has no rate`, path: 'rate' }))
  const isOpen = operation.type === 'query' && operation.limit === undefined
  if (isOpen && path.units.read.value > PAGE_UNITS && path.verdict !== 'scan') {
    found.push(
      diagnostic('unbounded-query', { ...about, message: `"${name}" reads more than 1 MB and has no limit` }),
    )
  }
  found.push(...secondLookup(document, pattern, path))
  return found
}

/** A list whose items are read again one by one, because the index does not hold them. */
function secondLookup(
  document: ModelDocument,
  { id, name }: PatternRecord,
  { calls }: AccessPath,
): readonly Diagnostic[] {
  const [first, second] = calls
  const indexId = first?.targets[0]?.indexId
  if (second?.call !== 'BatchGetItem' || first?.call !== 'Query' || indexId === undefined) return []
  const index = recordOfKind(document, 'index', indexId)
  if (index === undefined) return []
  const fixes: readonly QuickFix[] = [
    {
      title: `Project all attributes to ${index.name}`,
      command: 'change-index',
      args: { indexId, projection: { type: 'ALL' } },
    },
  ]
  const message = `"${name}" reads each item again, as ${index.name} does not hold what it shows`
  return [diagnostic('second-lookup', { recordId: id, message, fixes })]
}
