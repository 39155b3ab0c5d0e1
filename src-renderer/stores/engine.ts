import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef } from 'vue'
import type { EnginePulse, EngineStatus, EngineTable } from '#contract'
import { followStream } from './follow-stream.ts'
import { faultOf } from './host-fault.ts'
import { useHost } from './ports.ts'

/** The local engine as the window knows it: where it listens, how busy it is, its tables. */
export const useEngine = defineStore('engine', () => {
  const host = useHost()
  const status = shallowRef<EngineStatus>({ state: 'starting', storage: { kind: 'memory' } })
  const pulse = shallowRef<EnginePulse | undefined>()
  const tables = shallowRef<readonly EngineTable[]>([])
  const tablesFault = shallowRef<string | undefined>()
  const ended = new AbortController()
  let started = false
  let loading: Promise<void> | undefined

  /** Begins to follow the engine; once. */
  function start(): void {
    if (started) return
    started = true
    const { signal } = ended
    void followStream(
      abort => host.engine.watchStatus(undefined, { signal: abort }),
      next => {
        const isUp = next.state === 'running' && status.value.state !== 'running'
        status.value = next
        if (isUp) void refreshTables()
      },
      signal,
    )
    void followStream(
      abort => host.engine.pulse(undefined, { signal: abort }),
      next => {
        pulse.value = next
        if (next.tablesChanged) void refreshTables()
      },
      signal,
    )
  }

  /** Reads the list of tables anew; calls while it is being read share that reading. */
  function refreshTables(): Promise<void> {
    loading ??= readTables().finally(() => {
      loading = undefined
    })
    return loading
  }

  async function readTables(): Promise<void> {
    try {
      tables.value = await host.engine.tables()
      tablesFault.value = undefined
    } catch (error) {
      tablesFault.value = faultOf(error).message
    }
  }

  onScopeDispose(() => ended.abort())
  return { status, pulse, tables, tablesFault, start, refreshTables }
})
