import { DynamoError } from '#dynamo'
import type { EngineHandle } from '../../ports.ts'

/** A sample item and the record of the model it comes from. */
export interface ItemToWrite {
  readonly recordId: string
  readonly item: object
}

/** What became of one batch. */
export interface BatchOutcome {
  readonly written: number
  /** Items that DynamoDB refuses, each with its own words. */
  readonly skipped: readonly { readonly recordId: string; readonly reason: string }[]
}

/** What BatchWriteItem takes at once. */
const BATCH_SIZE = 25
/** Batches on their way at the same time: the engine puts what arrives together into one transaction. */
const IN_FLIGHT = 4

/**
 * Writes items over what has the same key, in order, and tells after each batch. Stops between two batches when
 * `signal` aborts; what was written stays.
 */
export async function* writeItems(
  engine: EngineHandle,
  table: string,
  items: readonly ItemToWrite[],
  signal?: AbortSignal,
): AsyncGenerator<BatchOutcome, void, undefined> {
  const onTheirWay: Promise<BatchOutcome>[] = []
  try {
    for (let start = 0; start < items.length && !signal?.aborted; start += BATCH_SIZE) {
      const batch = writeBatch(engine, table, items.slice(start, start + BATCH_SIZE))
      // Its failure is met when it is awaited below; until then it is not an unhandled one.
      batch.catch(() => undefined)
      onTheirWay.push(batch)
      if (onTheirWay.length === IN_FLIGHT) yield await (onTheirWay.shift() as Promise<BatchOutcome>)
    }
    for (let next = onTheirWay.shift(); next; next = onTheirWay.shift()) yield await next
  } finally {
    await Promise.allSettled(onTheirWay)
  }
}

async function writeBatch(engine: EngineHandle, table: string, items: readonly ItemToWrite[]): Promise<BatchOutcome> {
  try {
    let requests: readonly unknown[] = items.map(({ item }) => ({ PutRequest: { Item: item } }))
    while (requests.length > 0) {
      const body = await engine.execute('BatchWriteItem', { RequestItems: { [table]: requests } })
      const { UnprocessedItems: left } = JSON.parse(body) as { UnprocessedItems?: Record<string, readonly unknown[]> }
      requests = left?.[table] ?? []
    }
    return { written: items.length, skipped: [] }
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    // One bad item refuses the whole batch, and the error does not say which: each is tried alone.
    return writeOneByOne(engine, table, items)
  }
}

async function writeOneByOne(
  engine: EngineHandle,
  table: string,
  items: readonly ItemToWrite[],
): Promise<BatchOutcome> {
  const skipped: { recordId: string; reason: string }[] = []
  for (const { recordId, item } of items) {
    try {
      await engine.execute('PutItem', { TableName: table, Item: item })
    } catch (error) {
      if (!(error instanceof DynamoError)) throw error
      skipped.push({ recordId, reason: error.message })
    }
  }
  return { written: items.length - skipped.length, skipped }
}
