import type { RecordId } from '../document/model-document.ts'
import { catalogue, type DiagnosticCode, type Severity } from './catalogue.ts'

/** A finding about a record, ready to be shown. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** What is wrong, with names. */
  readonly message: string
  /** Why it matters. */
  readonly why: string
  /** What to do next. */
  readonly fix: string
  /** The record to open; `model` for the model itself. */
  readonly recordId: RecordId
  /** The attribute it is about. */
  readonly attribute?: string
  /** The member of the record: `name`, `key.partition[0].name`, `billing.throughput.read`, `attributes[2]`. */
  readonly path?: string
}

/** A finding with the fixed words of its code. */
export function diagnostic(
  code: DiagnosticCode,
  about: {
    readonly recordId: RecordId
    readonly message: string
    readonly attribute?: string
    readonly path?: string
  },
): Diagnostic {
  return { code, ...catalogue[code], ...about }
}
