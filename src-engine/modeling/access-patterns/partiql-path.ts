import type { ModelDocument, PartiqlOperation, PatternRecord } from '../document/model-document.ts'
import type { AccessPath } from './access-path.ts'

/** How a PartiQL statement is answered. */
export function partiqlPath(
  _document: ModelDocument,
  _pattern: PatternRecord,
  _operation: PartiqlOperation,
): AccessPath | undefined {
  return undefined
}
