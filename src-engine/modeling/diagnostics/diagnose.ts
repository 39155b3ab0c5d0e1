import type { ModelDocument } from '../document/model-document.ts'
import { facetsOf, indexesOf, modelInfoOf, tablesOf } from '../document/queries.ts'
import { diagnoseDesign } from './design/diagnose-design.ts'
import type { Diagnostic } from './diagnostic.ts'
import { itemFindings } from './item-findings.ts'
import { noSampleItems } from './rules/no-sample-items.ts'
import { diagnoseStructure } from './structure.ts'

/**
 * Everything there is to say about a model, in the order in which it is displayed: the model, its design, then each table
 * with its indexes, facets and items. For the Problems panel.
 */
export function diagnose(document: ModelDocument): readonly Diagnostic[] {
  const found: Diagnostic[] = [...diagnoseStructure(document, modelInfoOf(document)), ...diagnoseDesign(document)]
  for (const table of tablesOf(document)) {
    found.push(...diagnoseStructure(document, table))
    for (const index of indexesOf(document, table.id)) found.push(...diagnoseStructure(document, index))
    for (const facet of facetsOf(document, table.id)) found.push(...diagnoseStructure(document, facet))
    found.push(...noSampleItems(table, document))
    // One by one: there may be more of them than a call takes arguments.
    for (const finding of itemFindings(document, table)) found.push(finding)
  }
  return found
}
