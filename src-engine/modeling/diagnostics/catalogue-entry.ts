/** How much a finding matters: AWS or the engine refuses it, it will probably surprise, or it is worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** What is always the same about a finding; the message with names and values comes from the rule. */
export interface CatalogueEntry {
  readonly severity: Severity
  /** Why DynamoDB, or this tool, minds. */
  readonly why: string
  /** What to do next. */
  readonly fix: string
  /** The design rule behind it, if there is one: `I5`. */
  readonly rule?: string
}
