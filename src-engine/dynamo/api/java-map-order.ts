/**
 * Names in the order in which a Java HashMap holds them, which is the order the older validation layer reports the
 * members of a structure in: by the low bits of each name's hash, with as many buckets as so many names need.
 * Source: captures of October 2026, whose orders of several faults at once (UpdateItem, PutItem, TransactWriteItems,
 * CreateTable) are all of this kind and of no simpler one.
 */
export function javaMapOrder(names: readonly string[]): readonly string[] {
  let buckets = FEWEST_BUCKETS
  while (names.length > buckets * MOST_LOAD) buckets *= 2
  const bucketed = names.map(name => ({ name, bucket: spread(hashCode(name)) & (buckets - 1) }))
  return bucketed.sort((a, b) => a.bucket - b.bucket).map(({ name }) => name)
}

const FEWEST_BUCKETS = 16
const MOST_LOAD = 0.75

/** `String.hashCode()` */
function hashCode(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16)
}
