import { onScopeDispose, watch } from 'vue'
import { useEngine } from '../../stores/engine.ts'

/** The engine tells of tables that come and go, not of items; counting them costs a call for each table. */
const SHORTEST_REST_MS = 2000
const REST_FOR_EACH_TABLE_MS = 10

/** Keeps the counts and sizes of the tables current while requests come in and this scope lives. */
export function useFreshCounts(): void {
  const engine = useEngine()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => engine.pulse?.totalRequests,
    (total, before) => {
      if (timer !== undefined || before === undefined || total === before) return
      timer = setTimeout(
        () => {
          timer = undefined
          void engine.refreshTables()
        },
        Math.max(SHORTEST_REST_MS, engine.tables.length * REST_FOR_EACH_TABLE_MS),
      )
    },
  )
  onScopeDispose(() => clearTimeout(timer))
}
