import type { ModelDocument, PatternRecord, RecordId } from '../../document/model-document.ts'
import { patternsOf } from '../../document/queries.ts'

/** What the access patterns together do to entities. */
export interface PatternFacts {
  /** Entities of which patterns make new ones. */
  readonly created: ReadonlySet<RecordId>
  /** Attributes that updates set, add to or remove, by entity. */
  readonly changed: ReadonlyMap<RecordId, ReadonlySet<string>>
}

const known = new WeakMap<readonly PatternRecord[], PatternFacts>()

/** Gathered once for all rules and records that ask. */
export function patternFacts(document: ModelDocument): PatternFacts {
  const patterns = patternsOf(document)
  const before = known.get(patterns)
  if (before !== undefined) return before
  const created = new Set<RecordId>()
  const changed = new Map<RecordId, Set<string>>()
  for (const { operation } of patterns) {
    const isSeveral = operation.type === 'transact-write' || operation.type === 'batch-write'
    const writes = isSeveral ? operation.writes.map(({ operation: write }) => write) : [operation]
    for (const write of writes) {
      if (write.type === 'put') created.add(write.entityId)
      if (write.type !== 'update') continue
      const names = changed.get(write.entityId) ?? new Set()
      for (const name of [...write.sets, ...(write.adds ?? []), ...(write.removes ?? [])]) names.add(name)
      changed.set(write.entityId, names)
    }
  }
  const facts = { created, changed }
  known.set(patterns, facts)
  return facts
}
