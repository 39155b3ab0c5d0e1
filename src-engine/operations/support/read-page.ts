import { type Item, PAGE_MAX_BYTES, parseJson } from '#dynamo'
import { justAfter, type RowKey, type RowRange } from '../../storage/key-encoding.ts'
import type { ReadableRows, StoredRow } from '../../storage/rows.ts'

/** Which rows to walk and when to stop. */
export interface PageRequest {
  readonly rows: ReadableRows
  readonly range: RowRange
  readonly forward: boolean
  /** Items to evaluate at most. */
  readonly limit: number | undefined
  /** Bytes to evaluate at most, where a page has begun elsewhere; a whole page when absent. */
  readonly maxBytes?: number
  /** Row key of ExclusiveStartKey: the page begins behind it. */
  readonly after: RowKey | undefined
  /** The row key of a stored item: where to go on after it. */
  readonly keyOf: (item: Item) => RowKey
  /** Reads of a stored item what `keyOf` needs. */
  readonly readKey: (text: string) => Item
}

/** What is done with each evaluated item. */
export interface PageContent {
  /** Reads of a stored item what filter and shape look at; all of it unless given. */
  readonly read?: (text: string) => Item
  readonly filter: ((item: Item) => boolean) | undefined
  /** The item as it is answered; undefined answers the stored text as it lies. */
  readonly shape: ((item: Item) => Item) | undefined
  /** Select COUNT: nothing is answered. */
  readonly countOnly: boolean
}

export interface Page {
  /** Wire JSON of the answered items, in order. */
  readonly texts: readonly string[]
  readonly count: number
  readonly scanned: number
  /** Sizes of the evaluated items, in bytes. */
  readonly bytes: number
  /** Key of the last evaluated item, when the page ended before the range did. */
  readonly last: Item | undefined
}

/**
 * Rows fetched at once, at most: few for the first chunk of an unlimited page, because most item collections are small.
 * Of large items fewer, so that a page reads about as much as it answers.
 */
const FIRST_CHUNK = 64
const NEXT_CHUNK = 512

/** The part of the range behind ExclusiveStartKey, in the direction of the walk. */
function remaining({ range, after, forward }: PageRequest): RowRange {
  if (after === undefined) return range
  if (forward) {
    const from = justAfter(after)
    return { from: from.compare(range.from) > 0 ? from : range.from, to: range.to }
  }
  return { from: range.from, to: range.to === undefined || after.compare(range.to) < 0 ? after : range.to }
}

/**
 * One page of a Query or Scan: ends with the range, with Limit, or when 1 MB (or `maxBytes`) has been evaluated (the item that crosses
 * is still in). A stored item is read only when a filter or a projection has to look inside.
 */
export function readPage(request: PageRequest, content: PageContent): Page {
  const texts: string[] = []
  let count = 0
  let scanned = 0
  let bytes = 0
  let row: StoredRow | undefined
  let range = remaining(request)
  const read = content.read ?? parseItem
  const limit = request.limit ?? Number.POSITIVE_INFINITY
  const maxBytes = request.maxBytes ?? PAGE_MAX_BYTES
  for (let chunk = Math.min(FIRST_CHUNK, request.rows.rowsWithin(maxBytes)); ; ) {
    const wanted = Math.min(chunk, limit - scanned)
    const rows = request.rows.slice(range, request.forward, wanted)
    for (row of rows) {
      scanned++
      bytes += row[0]
      if (content.filter === undefined && content.shape === undefined) {
        count++
        if (!content.countOnly) texts.push(row[1])
      } else {
        const item = read(row[1])
        if (content.filter === undefined || content.filter(item)) {
          count++
          if (!content.countOnly) {
            texts.push(content.shape === undefined ? row[1] : JSON.stringify(content.shape(item)))
          }
        }
      }
      if (scanned === limit || bytes >= maxBytes) {
        return { texts, count, scanned, bytes, last: request.readKey(row[1]) }
      }
    }
    if (rows.length < wanted || row === undefined) return { texts, count, scanned, bytes, last: undefined }
    const after = request.keyOf(request.readKey(row[1]))
    range = remaining({ ...request, range, after })
    // What this page has met so far tells more than the average of all rows.
    chunk = Math.min(NEXT_CHUNK, Math.ceil(((maxBytes - bytes) * scanned) / bytes) + 1)
  }
}

function parseItem(text: string): Item {
  return parseJson(text) as Item
}
