import type { EngineContext } from '../engine-context.ts'

/** What a request cost and touched, metered whether or not it asked: the live list of requests shows it. */
export interface Metered {
  readonly table?: string | undefined
  readonly index?: string | undefined
  readonly readUnits?: number | undefined
  readonly writeUnits?: number | undefined
  /** Query and Scan: items evaluated and returned. */
  readonly scanned?: number | undefined
  readonly returned?: number | undefined
}

export interface Reply {
  /** The answer as complete JSON text. */
  readonly body: string
  readonly metered?: Metered | undefined
}

/** More to do than one turn should take: whoever runs the operation goes on in a turn of its own. */
export interface Unfinished {
  readonly goOn: () => Reply | Unfinished
}

/**
 * One API call: shape-checked input in, reply out, in one turn. It throws a DynamoError to refuse, and then has written
 * nothing: every check comes before the first write. Writes are durable when the store has settled, which the caller
 * waits for before it answers.
 *
 * An operation that only reads may hand back that it is unfinished. Between its turns everything may change, tables too.
 */
export type Operation = (engine: EngineContext, input: never) => Reply | Unfinished
