/** Where a token stands in a statement, as messages print it: line and column count characters from 1. */
export interface SourceSpan {
  readonly line: number
  readonly column: number
  /** Characters of the token, quotes included. */
  readonly length: number
}

/** `1:8:5`, the way the service points at a token. */
export function printSpan({ line, column, length }: SourceSpan): string {
  return `${line}:${column}:${length}`
}
