import { implement } from '@orpc/server'
import { type EnginePulse, hostContract } from '#contract'
import { hostError, withEngineErrors } from '../host-error.ts'
import { mergingStream } from '../merging-stream.ts'
import type { HostPorts, RequestBatch } from '../ports.ts'
import { applyModel } from './apply/apply-model.ts'
import { listTables } from './list-tables.ts'

/** What a window shows of requests at most; more than that between two readings is only counted. */
const MOST_ENTRIES = 1_000

/** `engine`: the local engine, its endpoint and the requests it served. */
export function engineCalls(ports: HostPorts) {
  const host = implement(hostContract.engine)
  const { engine } = ports
  return {
    status: host.status.handler(() => engine.status()),
    watchStatus: host.watchStatus.handler(({ signal }) =>
      mergingStream(
        push => {
          push(engine.status())
          return engine.onStatus(push)
        },
        (_waiting, next) => next,
        signal,
      ),
    ),
    pulse: host.pulse.handler(({ signal }) => mergingStream(engine.onPulse.bind(engine), mergePulses, signal)),
    tables: host.tables.handler(() => withEngineErrors(() => listTables(engine))),
    apply: host.apply.handler(({ input, signal }) => applyModel(ports, input.text, input.replace ?? false, signal)),
    watchRequests: host.watchRequests.handler(({ signal }) =>
      mergingStream(
        push => engine.watchRequests(({ entries, dropped }) => push({ entries: [...entries], dropped })),
        mergeBatches,
        signal,
      ),
    ),
    request: host.request.handler(async ({ input }) => {
      const detail = await withEngineErrors(() => engine.request(input.id))
      if (!detail) throw hostError('NOT_FOUND', 'This request is no longer kept.', { what: input.id })
      return detail
    }),
    clearRequests: host.clearRequests.handler(async () => {
      await withEngineErrors(() => engine.clearRequests())
      return {}
    }),
  }
}

function mergePulses(waiting: EnginePulse, next: EnginePulse): EnginePulse {
  return { ...next, tablesChanged: waiting.tablesChanged || next.tablesChanged }
}

function mergeBatches(waiting: RequestBatch, next: RequestBatch) {
  const entries = [...waiting.entries, ...next.entries]
  const excess = Math.max(entries.length - MOST_ENTRIES, 0)
  return { entries: entries.slice(excess), dropped: waiting.dropped + next.dropped + excess }
}
