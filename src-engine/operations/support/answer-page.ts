import {
  type BoundCondition,
  type BoundProjection,
  type CapacityMeter,
  compileCondition,
  conditionPaths,
  type Item,
  projectItem,
  type QueryInput,
  readUnits,
  type ScanInput,
} from '#dynamo'
import type { EngineContext } from '../../engine-context.ts'
import { AttributePicker } from '../../storage/attribute-picker.ts'
import type { RowKey, RowRange } from '../../storage/key-encoding.ts'
import type { Reply, Unfinished } from '../operation.ts'
import { admitPage, payForPage } from './admission.ts'
import { AnswerText } from './answer-text.ts'
import { readPageInTurns } from './page-in-turns.ts'
import type { Page, PageContent } from './read-page.ts'
import { baseItemFetcher, needsBaseItems, pageKeyAfter, type ReadSource } from './read-source.ts'

/** The rows a Query or Scan walks. */
export interface Walk {
  readonly source: ReadSource
  readonly rows: RowRange
  readonly forward: boolean
  /** Items to evaluate at most; undefined for as many as a page holds. */
  readonly limit: number | undefined
  readonly after: RowKey | undefined
}

/** What is done with the items. */
export interface Treatment {
  readonly filter: BoundCondition | undefined
  readonly projection: BoundProjection | undefined
}

/** Reads a page and writes the answer of Query and Scan; a long one takes several turns. */
export function answerPage(
  engine: EngineContext,
  input: QueryInput | ScanInput,
  walk: Walk,
  treatment: Treatment,
  meter: CapacityMeter,
): Reply | Unfinished {
  const { source } = walk
  const fetchBase = needsBaseItems(source, input.Select, treatment.projection)
    ? baseItemFetcher(source, meter)
    : undefined
  const metered = meter.total
  admitPage(engine, source, walk.after ?? walk.rows.from)
  const request = {
    rows: source.rows,
    range: walk.rows,
    forward: walk.forward,
    limit: walk.limit,
    after: walk.after,
    keyOf: source.rowKeyOf,
    readKey: source.readKey,
  }
  const content = contentOf(treatment, fetchBase, input.Select === 'COUNT')
  return readPageInTurns(engine, source, request, content, page => {
    meterPage(engine, walk, page, meter, metered)
    return replyWith(input, source, page, meter)
  })
}

/** @param metered what the meter had counted before the page: base items were counted on the way */
function meterPage(
  engine: EngineContext,
  { source, rows, after }: Walk,
  page: Page,
  meter: CapacityMeter,
  metered: number,
): void {
  const units = readUnits(page.bytes, { consistent: source.consistent })
  const index = source.index?.definition
  if (index === undefined) meter.addTable(units)
  else meter.addIndex(index.name, index.kind, units)
  const to = page.last === undefined ? rows.to : source.rowKeyOf(page.last)
  payForPage(engine, source, meter.total - metered, { from: after ?? rows.from, to })
}

function replyWith(input: QueryInput | ScanInput, source: ReadSource, page: Page, meter: CapacityMeter): Reply {
  return {
    body: new AnswerText()
      .list('Items', input.Select === 'COUNT' ? undefined : page.texts)
      .value('Count', page.count)
      .value('ScannedCount', page.scanned)
      .value('LastEvaluatedKey', page.last && pageKeyAfter(source, page.last))
      .value('ConsumedCapacity', meter.report(input.ReturnConsumedCapacity))
      .toString(),
    metered: {
      table: source.table.facts.definition.name,
      index: source.index?.definition.name,
      readUnits: meter.total,
      scanned: page.scanned,
      returned: page.count,
    },
  }
}

function contentOf(
  { filter, projection }: Treatment,
  fetchBase: ((entry: Item) => Item) | undefined,
  countOnly: boolean,
): PageContent {
  const predicate = filter && compileCondition(filter)
  if (fetchBase === undefined) {
    const picker = new AttributePicker([
      ...(filter === undefined ? [] : conditionPaths(filter)),
      ...(projection?.paths ?? []),
    ])
    return {
      read: text => picker.itemOf(text),
      filter: predicate,
      shape: projection && (item => projectItem(item, projection)),
      countOnly,
    }
  }
  // The filter looks at the whole item, so that is fetched once and kept for the answer.
  let whole: Item | undefined
  return {
    filter: entry => {
      const item = fetchBase(entry)
      whole = item
      return predicate === undefined || predicate(item)
    },
    shape: entry => {
      const item = whole ?? entry
      return projection === undefined ? item : projectItem(item, projection)
    },
    countOnly,
  }
}
