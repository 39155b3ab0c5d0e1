import { type PriceFile, readPrices } from '../cost/read-prices.ts'
import type { ModelDocument } from '../document/model-document.ts'
import type { Candidate } from '../planner/candidate.ts'
import { planModel } from '../planner/plan-model.ts'

/** For tests: the planner's best candidate, at the prices of a file. */
export function bestBy(file: PriceFile): (document: ModelDocument) => Candidate {
  const prices = readPrices(file)
  return document => {
    const [best] = planModel(document, prices)
    if (best === undefined) throw new Error('The planner has no candidate')
    return best
  }
}

/** For tests: what a candidate says by a rule. */
export function reasonsBy(rule: string, { reasons }: Candidate): readonly string[] {
  return reasons.filter(reason => reason.rule === rule).map(({ text }) => text)
}

/** For tests: verdicts by pattern, those that are not exact. */
export function inexact({ paths }: Candidate): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(paths).flatMap(([id, { verdict }]) => (verdict === 'exact' ? [] : [[id, verdict]])),
  )
}

/** For tests: the key templates of a candidate, by entity and, where it has several, the placement's name. */
export function templatesIn({ design }: Candidate): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    design.placements.map(({ entityId, name, templates }) => [
      name === undefined ? entityId : `${entityId} ${name}`,
      templates,
    ]),
  )
}

/** For tests: keys of tables and indexes as text, such as `Orders: customerId / placedAt`. */
export function keysIn({ design: { tables, indexes } }: Candidate): readonly string[] {
  const text = (parts: readonly { readonly name: string }[]): string => parts.map(({ name }) => name).join(' + ')
  return [...tables, ...indexes].map(record => {
    const { partition, sort } = record.key
    const kind = record.kind === 'index' ? `${record.indexKind} ` : ''
    return `${kind}${record.name}: ${text(partition)} / ${text(sort)}`
  })
}
