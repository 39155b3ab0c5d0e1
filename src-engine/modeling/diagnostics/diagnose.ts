import type { ModelDocument } from '../document/model-document.ts'
import { facetsOf, indexesOf, itemsOfTable, modelInfoOf, tablesOf } from '../document/queries.ts'
import { diagnoseDesign } from './design/diagnose-design.ts'
import type { Diagnostic } from './diagnostic.ts'
import { itemFindings } from './item-findings.ts'
import { tableContentRules } from './rules.ts'
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
    for (const rule of tableContentRules) for (const finding of rule(table, document)) found.push(finding)
    for (const item of itemsOfTable(document, table.id)) found.push(...itemFindings(document, table, item))
  }
  return found
}
