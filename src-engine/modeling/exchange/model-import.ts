import type { FileProblem } from '../document/file-problem.ts'
import type { ModelDocument } from '../document/model-document.ts'
import type { ExchangeNote } from './exchange-note.ts'

/** What an importer gives: a model and what was noticed, or why there is none, with places. */
export type ModelImport =
  | { readonly document: ModelDocument; readonly report: readonly ExchangeNote[] }
  | { readonly problems: readonly FileProblem[] }
