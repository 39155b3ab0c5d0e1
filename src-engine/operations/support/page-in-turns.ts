import { PAGE_MAX_BYTES } from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import type { Reply, Unfinished } from '../operation.ts'
import { type Page, type PageContent, type PageRequest, readPage } from './read-page.ts'
import type { ReadSource } from './read-source.ts'
import { noSuchIndex, noSuchTable, resolveTable } from './resolve-table.ts'

/**
 * Items evaluated in a turn, at most. A page of 1 MB holds a thousand items of 1 KB, but tens of thousands of tiny ones:
 * so many that others would wait noticeably.
 */
const ITEMS_PER_TURN = 2048

/**
 * Whether a page may take several turns. Of a table every page: an item stays where it is, so a page that is read bit by
 * bit has every write that was answered before it began, which is what a consistent read promises (the service promises
 * no more: a Query or Scan is not isolated as a whole). In an index an entry moves when its key changes, and could pass from the part
 * that is still to be read to the part that was: a consistent read of a local index takes one turn, whatever it costs the others.
 */
function mayPause({ consistent, index }: ReadSource): boolean {
  return !consistent || index === undefined
}

/**
 * Reads a page and answers it; a long one takes several turns (docs/adr/0008-a-long-read-hands-back-the-rest.md).
 *
 * @param answer is called once, with the whole page; what it returns may be unfinished, too
 */
export function readPageInTurns(
  engine: EngineContext,
  source: ReadSource,
  request: PageRequest,
  content: PageContent,
  answer: (page: Page) => Reply | Unfinished,
): Reply | Unfinished {
  if (!mayPause(source)) return answer(readPage(request, content))
  const goOn = (rest: PageRequest, before: Page | undefined): Reply | Unfinished => {
    const limit = rest.limit ?? Number.POSITIVE_INFINITY
    const maxBytes = rest.maxBytes ?? PAGE_MAX_BYTES
    const part = readPage({ ...rest, limit: Math.min(limit, ITEMS_PER_TURN) }, content)
    const page = before === undefined ? part : joined(before, part)
    const { last, scanned, bytes } = part
    if (last === undefined || scanned === limit || bytes >= maxBytes) return answer(page)
    return {
      goOn: () => {
        checkStillThere(engine, source)
        const next = { ...rest, limit: limit - scanned, maxBytes: maxBytes - bytes, after: rest.keyOf(last) }
        return goOn(next, page)
      },
    }
  }
  return goOn(request, undefined)
}

function joined(before: Page, part: Page): Page {
  return {
    texts: before.texts.concat(part.texts),
    count: before.count + part.count,
    scanned: before.scanned + part.scanned,
    bytes: before.bytes + part.bytes,
    last: part.last,
  }
}

/** Between two turns the table or the index may be gone, and another one have its name, and even that of its rows. */
function checkStillThere(engine: EngineContext, { table, index }: ReadSource): void {
  const now = resolveTable(engine, table.facts.definition.name)
  if (now.facts.tableId !== table.facts.tableId) throw noSuchTable()
  if (index !== undefined && !now.indexes.some(({ rows }) => rows.name === index.rows.name)) {
    throw noSuchIndex(index.definition.name)
  }
}
