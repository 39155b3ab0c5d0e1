import {
  entitiesOf,
  type ModelDocument,
  type MonthlyCost,
  type Plan,
  patternsOf,
  recordOfKind,
  relationsOf,
} from '#modeling'
import { chipOf } from '../../stores/path-text.ts'
import { moneyText, type Verdict } from '../../ui/index.ts'
import { counted } from './amounts.ts'

/** A part of a bar: its share of the whole, from 0 to 1. */
export interface BarPart {
  readonly id: string
  readonly share: number
  readonly words: string
}

/** The design of a model in three figures. */
export interface DesignSummary {
  readonly patterns: number
  /** How the patterns are answered, the best first; empty without patterns. */
  readonly verdicts: readonly (BarPart & { readonly verdict: Verdict })[]
  readonly entities: number
  readonly relations: number
  /** Dollars a month; undefined as long as nobody said how often a pattern is called. */
  readonly cost: number | undefined
  /** What the month's bill is made of, the dearest first: three patterns, all others, and what costs without a request. */
  readonly costs: readonly BarPart[]
}

const WORDS: Readonly<Record<Verdict, string>> = {
  exact: 'exact',
  filter: 'filtered',
  scan: 'scan',
  'not-served': 'not served',
}
const NAMED_COSTS = 3

/** Sums a design up, for the model's first page. */
export function designSummary(document: ModelDocument, plan: Plan, cost: MonthlyCost | undefined): DesignSummary {
  const patterns = patternsOf(document)
  const counts = new Map<Verdict, number>()
  for (const { id } of patterns) {
    const path = plan.get(id)
    if (path !== undefined) counts.set(chipOf(path), (counts.get(chipOf(path)) ?? 0) + 1)
  }
  const isRated = patterns.some(({ rate }) => rate !== undefined)
  return {
    patterns: patterns.length,
    verdicts: (Object.keys(WORDS) as Verdict[]).flatMap(verdict => {
      const count = counts.get(verdict) ?? 0
      if (count === 0) return []
      return { id: verdict, verdict, share: count / patterns.length, words: `${count} ${WORDS[verdict]}` }
    }),
    entities: entitiesOf(document).length,
    relations: relationsOf(document).length,
    cost: isRated ? cost?.total.value : undefined,
    costs: isRated && cost !== undefined ? costParts(document, cost) : [],
  }
}

function costParts(document: ModelDocument, { total, byPattern, standing }: MonthlyCost): readonly BarPart[] {
  if (total.value <= 0) return []
  const dearest = Object.entries(byPattern)
    .map(([id, { value }]) => ({ id, value, name: recordOfKind(document, 'pattern', id)?.name ?? '' }))
    .sort((left, right) => right.value - left.value)
  const others = dearest.slice(NAMED_COSTS)
  const rest = others.reduce((sum, { value }) => sum + value, 0)
  return [
    ...dearest.slice(0, NAMED_COSTS),
    { id: 'others', value: rest, name: counted(others.length, 'other pattern') },
    { id: 'standing', value: standing.value, name: 'Storage and upkeep' },
  ]
    .filter(({ value }) => value > 0)
    .map(({ id, value, name }) => ({ id, share: value / total.value, words: `${name} ${moneyText(value)}` }))
}
