import type { Verdict } from '../access-patterns/access-path.ts'
import { planOf } from '../access-patterns/plan.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { MonthlyCost } from '../cost/monthly-cost.ts'
import type { PriceTable } from '../cost/price-table.ts'
import type { ModelDocument, RecordId } from '../document/model-document.ts'
import { indexesOf, patternsOf, tablesOf, vectorIndexesOf } from '../document/queries.ts'

/** What a model's design comes to. */
export interface DesignFigures {
  /** How many patterns are served how. */
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly cost: MonthlyCost
  readonly tables: number
  /** Vector indexes included. */
  readonly indexes: number
}

/** A pattern that an edit serves otherwise than it was. */
export interface ChangedPattern {
  readonly patternId: RecordId
  readonly from: Verdict
  readonly to: Verdict
}

/** What an edit of the design would come to, against the design as it is. */
export interface DesignOutcome {
  readonly before: DesignFigures
  readonly after: DesignFigures
  /** The worst first. */
  readonly changed: readonly ChangedPattern[]
}

const ORDER: readonly Verdict[] = ['exact', 'filters', 'scan', 'not-served']

/** Compares a model before and after an edit of its design. */
export function outcomeOf(before: ModelDocument, after: ModelDocument, prices: PriceTable): DesignOutcome {
  const was = planOf(before)
  const changed = [...planOf(after)].flatMap(([patternId, { verdict: to }]): readonly ChangedPattern[] => {
    const from = was.get(patternId)?.verdict ?? 'not-served'
    return from === to ? [] : [{ patternId, from, to }]
  })
  const loss = ({ from, to }: ChangedPattern): number => ORDER.indexOf(to) - ORDER.indexOf(from)
  return {
    before: figuresOf(before, prices),
    after: figuresOf(after, prices),
    changed: changed.sort((left, right) => loss(right) - loss(left)),
  }
}

/** What a model's design comes to as it is. */
export function figuresOf(document: ModelDocument, prices: PriceTable): DesignFigures {
  const known = figuresOfDocument.get(document)
  if (known?.prices === prices) return known.figures
  const figures = countFigures(document, prices)
  figuresOfDocument.set(document, { prices, figures })
  return figures
}

/** One document is compared with many that could come of it. */
const figuresOfDocument = new WeakMap<
  ModelDocument,
  { readonly prices: PriceTable; readonly figures: DesignFigures }
>()

function countFigures(document: ModelDocument, prices: PriceTable): DesignFigures {
  const plan = planOf(document)
  const verdicts = { exact: 0, filters: 0, scan: 0, 'not-served': 0 }
  for (const { id } of patternsOf(document)) verdicts[plan.get(id)?.verdict ?? 'not-served'] += 1
  const tables = tablesOf(document)
  const indexes = tables.flatMap(({ id }) => [...indexesOf(document, id), ...vectorIndexesOf(document, id)])
  return { verdicts, cost: estimateCost(document, plan, prices), tables: tables.length, indexes: indexes.length }
}
