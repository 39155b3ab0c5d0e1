import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** The local engine and its endpoint. */
export const EngineStatus = z.object({
  state: z.enum(['starting', 'running', 'failed', 'stopped']),
  /** `http://127.0.0.1:8000`; absent while it does not listen. */
  url: z.string().optional(),
  /** Where items are kept. */
  storage: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('memory') }),
    z.object({ kind: z.literal('directory'), path: z.string() }),
  ]),
  /** What went wrong and the way out, when `failed` or when the engine runs but the endpoint does not. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
})
export type EngineStatus = z.infer<typeof EngineStatus>

/** Load of the endpoint, sent about once a second while it changes. */
export const EnginePulse = z.object({
  at: z.number(),
  requestsPerSecond: z.number(),
  totalRequests: z.number(),
  /** Tables were created, changed or deleted since the last pulse, or items of them expired: lists of tables are stale. */
  tablesChanged: z.boolean(),
})
export type EnginePulse = z.infer<typeof EnginePulse>

/** One served request as the live list shows it. Full request and answer: `engine.request`. */
export const RequestEntry = z.object({
  id: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** `endpoint`: came over HTTP; `window`: made by this window. */
  source: z.enum(['endpoint', 'window']),
  operation: z.string(),
  table: z.string().optional(),
  index: z.string().optional(),
  /** HTTP status. */
  status: z.number(),
  error: z.string().optional(),
  durationMs: z.number(),
  requestBytes: z.number(),
  responseBytes: z.number(),
  /** Capacity units the request consumed, metered whether or not it asked for them. */
  readUnits: z.number().optional(),
  writeUnits: z.number().optional(),
  /** Query and Scan: items evaluated and returned. */
  scanned: z.number().optional(),
  returned: z.number().optional(),
})
export type RequestEntry = z.infer<typeof RequestEntry>

/** Request and answer bodies as JSON text, cut at 256 KB (`truncated`). */
export const RequestDetail = z.object({
  id: z.string(),
  request: z.string(),
  response: z.string(),
  truncated: z.boolean(),
})
export type RequestDetail = z.infer<typeof RequestDetail>

/** A table of the engine as lists show it. */
export const EngineTable = z.object({
  name: z.string(),
  status: z.string(),
  itemCount: z.number(),
  sizeBytes: z.number(),
  indexCount: z.number(),
})
export type EngineTable = z.infer<typeof EngineTable>

/**
 * Progress of `apply`. `skipped`: an item, or a whole table (then `recordId` is not an item's), that DynamoDB refuses,
 * with the reason. `changed`: an item that is written without an attribute DynamoDB refuses.
 */
export const ApplyEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), tables: z.number(), items: z.number() }),
  z.object({ kind: z.literal('table'), table: z.string(), action: z.enum(['created', 'kept', 'replaced']) }),
  z.object({
    kind: z.literal('items'),
    table: z.string(),
    written: z.number(),
    total: z.number(),
    writtenOverall: z.number(),
  }),
  z.object({ kind: z.literal('skipped'), table: z.string(), recordId: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('changed'), table: z.string(), recordId: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal('done'),
    tables: z.number(),
    items: z.number(),
    /** How many items and tables were left out. */
    skipped: z.number(),
    durationMs: z.number(),
  }),
])
export type ApplyEvent = z.infer<typeof ApplyEvent>

export const engineCalls = {
  status: oc.output(EngineStatus),
  /** Status now and after every change. */
  watchStatus: oc.output(eventIterator(EngineStatus)),
  pulse: oc.output(eventIterator(EnginePulse)),
  tables: oc.output(z.array(EngineTable)),
  /**
   * Creates the model's tables and writes its sample items through the engine. `text` is the model file's text.
   * A table that exists with the same keys and indexes is kept and its items are overwritten by key; one that differs
   * stops the run with TABLE_DIFFERS before anything is written, unless `replace` (deletes and creates it anew).
   */
  apply: oc.input(z.object({ text: z.string(), replace: z.boolean().optional() })).output(eventIterator(ApplyEvent)),
  /** The newest requests (up to 1,000 kept), then batches of new ones as they are served. */
  watchRequests: oc.output(eventIterator(z.object({ entries: z.array(RequestEntry), dropped: z.number() }))),
  /** NOT_FOUND when it is no longer kept. */
  request: oc.input(z.object({ id: z.string() })).output(RequestDetail),
  clearRequests: oc.output(z.object({})),
}
