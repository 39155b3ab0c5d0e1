import {
  type Candidate,
  documentOf,
  type ModelDocument,
  type PatternOption,
  type PriceTable,
  planModel,
  planPattern,
  type RecordId,
  recordOfKind,
} from '#modeling'

/** What the planner is asked: whole designs, or ways to serve one more pattern on the design as it is. */
export type PlanQuestion =
  | { readonly kind: 'designs'; readonly document: ModelDocument; readonly prices: PriceTable }
  | {
      readonly kind: 'pattern'
      readonly document: ModelDocument
      readonly patternId: RecordId
      readonly prices: PriceTable
    }

/** The planner's answer, by the kind of the question. */
export type PlanAnswer =
  | { readonly kind: 'designs'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'pattern'; readonly options: readonly PatternOption[] }

/** Answers a question: pure, and as long as a big model takes. */
export function answerOf(question: PlanQuestion): PlanAnswer {
  const { document, prices } = question
  if (question.kind === 'designs') return { kind: 'designs', candidates: planModel(document, prices) }
  const pattern = recordOfKind(document, 'pattern', question.patternId)
  return { kind: 'pattern', options: pattern === undefined ? [] : planPattern(document, pattern, prices) }
}

/** The model without what no plan depends on: sample items and facets, which may be most of it. */
export function plannedPart(document: ModelDocument): ModelDocument {
  return documentOf(Object.values(document.records).filter(({ kind }) => kind !== 'item' && kind !== 'facet'))
}
