import type { Severity } from '../diagnostics/catalogue.ts'
import type { RecordId } from '../document/model-document.ts'

/** What an import changed or could not use, or an export could not express. Shown before the user goes on. */
export interface ExchangeNote {
  readonly severity: Severity
  /** What happened, with names. */
  readonly message: string
  /** What the user can do, where there is something. */
  readonly fix?: string
  /** Where in the foreign file, in its words: `table "Orders", facet "order", item 3, attribute "note"`. */
  readonly place?: string
  /** The record it is about. */
  readonly recordId?: RecordId
}

/** A file made by an export. */
export interface ExportedFile {
  readonly name: string
  readonly text: string
}

export interface ExportResult {
  readonly files: readonly ExportedFile[]
  readonly notes: readonly ExchangeNote[]
}
