import type { ModelDocument, ModelRecord, RecordKind, RecordOf } from '../document/model-document.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Rule } from './rule.ts'
import { facetRules, indexRules, modelRules, tableRules } from './rules.ts'

/**
 * What is wrong with a record of the design itself: model, table, index or facet. Commands refuse an edit that brings
 * a new error here; sample items are free to be unfinished.
 */
export function diagnoseStructure(document: ModelDocument, record: ModelRecord): readonly Diagnostic[] {
  switch (record.kind) {
    case 'model':
      return applyRules(modelRules, record, document)
    case 'table':
      return applyRules(tableRules, record, document)
    case 'index':
      return applyRules(indexRules, record, document)
    case 'facet':
      return applyRules(facetRules, record, document)
    case 'item':
    case 'vectorIndex':
    case 'entity':
    case 'relation':
    case 'placement':
    case 'pattern':
      return []
  }
}

function applyRules<K extends RecordKind>(
  rules: readonly Rule<K>[],
  record: RecordOf<K>,
  document: ModelDocument,
): readonly Diagnostic[] {
  return rules.flatMap(rule => rule(record, document))
}
