import type { ModelDocument, ModelRecord, RecordId, RecordKind } from './model-document.ts'

/**
 * The next free id of a kind, beside those that an edit is about to take: `table-4` after `table-3`. Ids have no meaning; counting keeps the pure core free of
 * chance and files easy to read.
 */
export function nextId(
  document: ModelDocument,
  kind: Exclude<RecordKind, 'model'>,
  alsoTaken: Iterable<RecordId> = [],
): RecordId {
  const prefix = `${kind}-`
  let highest = 0
  for (const id of [...Object.keys(document.records), ...alsoTaken]) {
    if (!id.startsWith(prefix)) continue
    const number = Number(id.slice(prefix.length))
    if (Number.isSafeInteger(number) && number > highest) highest = number
  }
  return prefix + (highest + 1)
}

/** A position behind all of these siblings. */
export function positionAfter(siblings: readonly ModelRecord[]): number {
  return Math.floor(siblings.reduce((highest, sibling) => Math.max(highest, sibling.position), 0)) + 1
}
