import { diagnoseStructure } from '../diagnostics/structure.ts'
import type { ModelDocument } from '../document/model-document.ts'
import { indexesOf, tablesOf } from '../document/queries.ts'
import type { ExchangeNote } from './exchange-note.ts'

/** Errors of tables and indexes: the export says what the model says, AWS will refuse it. */
export function designNotes(document: ModelDocument): readonly ExchangeNote[] {
  return tablesOf(document)
    .flatMap(table => [table, ...indexesOf(document, table.id)])
    .flatMap(record => diagnoseStructure(document, record))
    .filter(({ severity }) => severity === 'error')
    .map(({ severity, message, fix, recordId }) => ({ severity, message, fix, recordId }))
}

/** What infrastructure code does not carry. */
export function designOnlyNote(): ExchangeNote {
  const message =
    'Entities, relations, key templates, access patterns, facets and sample items are not part of the template'
  return { severity: 'info', message }
}
