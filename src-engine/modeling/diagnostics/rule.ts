import type { ModelDocument, RecordKind, RecordOf } from '../document/model-document.ts'
import type { Diagnostic } from './diagnostic.ts'

/** Looks at one record in its document and says what is wrong with it. */
export type Rule<K extends RecordKind> = (record: RecordOf<K>, document: ModelDocument) => readonly Diagnostic[]
