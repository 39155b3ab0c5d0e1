import type { RecordId } from '../document/model-document.ts'
import { catalogue, type DiagnosticCode, type Severity } from './catalogue.ts'

/** An edit that takes a finding away: an ordinary command, which can be undone. */
export interface QuickFix {
  readonly title: string
  /** A command of the registry with its arguments. */
  readonly command: string
  readonly args: Readonly<Record<string, unknown>>
}

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
  /** The design rule behind it, such as `I5`. */
  readonly rule?: string
  /** The record to open; `model` for the model itself. */
  readonly recordId: RecordId
  /** The attribute it is about. */
  readonly attribute?: string
  /** Edits that take it away, the best first. */
  readonly fixes?: readonly QuickFix[]
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
    readonly fixes?: readonly QuickFix[]
  },
): Diagnostic {
  return { code, ...catalogue[code], ...about }
}
