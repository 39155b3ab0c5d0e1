import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ProofEvent } from '#contract'
import { itemsOfTable, type ModelDocument, patternsOf, type RecordId, serializeModel, tablesOf } from '#modeling'
import { faultOf, type HostFault } from '../../../stores/host-fault.ts'
import { useModelDocument } from '../../../stores/model-document.ts'
import { usePorts } from '../../../stores/ports.ts'
import { type Coverage, coverageOf, type PatternResult, type ProofData, type ProofRun } from './proof-results.ts'

/** A run under way. */
export interface ProofProgress {
  readonly done: number
  readonly total: number
  /** The patterns that are still to come. */
  readonly waiting: ReadonlySet<RecordId>
}

const NO_COVERAGE: Coverage = {
  proved: 0,
  mismatch: 0,
  failed: 0,
  'not-provable': 0,
  stale: 0,
  unproved: 0,
  total: 0,
}

/** Proving the patterns of the open model. A run goes on when its tab is left; results are kept while the model is open. */
export const useProof = defineStore('proof', () => {
  const { host, onNextFrame } = usePorts()
  const model = useModelDocument()

  const results = shallowRef<ReadonlyMap<RecordId, PatternResult>>(new Map())
  const progress = shallowRef<ProofProgress | undefined>()
  const fault = shallowRef<HostFault | undefined>()
  /** Generated data, as it is set; taken when chosen, or where the model has no sample items. */
  const generated = shallowRef({ seed: 1, size: 5 })
  const chosen = shallowRef<ProofData['kind'] | undefined>()
  let stopRun = new AbortController()

  const hasItems = computed(() => {
    const { document } = model
    return document !== undefined && tablesOf(document).some(table => itemsOfTable(document, table.id).length > 0)
  })
  const data = computed<ProofData>(() =>
    (chosen.value ?? (hasItems.value ? 'sample' : 'generated')) === 'sample'
      ? { kind: 'sample' }
      : { kind: 'generated', ...generated.value },
  )
  const coverage = computed(() => (model.document ? coverageOf(model.document, results.value) : NO_COVERAGE))

  watch(
    () => model.path,
    () => {
      stop()
      results.value = new Map()
      fault.value = undefined
    },
  )

  /** Proves some patterns, or all. One run at a time. */
  async function start(patternIds?: readonly RecordId[]): Promise<void> {
    const { document } = model
    if (!document || progress.value) return
    const ids = patternIds ?? patternsOf(document).map(({ id }) => id)
    if (ids.length === 0) return
    const run: ProofRun = { document, data: data.value }
    stopRun = new AbortController()
    const { signal } = stopRun
    fault.value = undefined
    progress.value = { done: 0, total: ids.length, waiting: new Set(ids) }
    try {
      await follow(await host.proof.run(requestOf(run, patternIds), { signal }), run, signal)
    } catch (error) {
      if (!signal.aborted) fault.value = faultOf(error)
    } finally {
      progress.value = undefined
    }
  }

  function stop(): void {
    if (progress.value) stopRun.abort()
  }

  async function follow(events: AsyncIterable<ProofEvent>, run: ProofRun, signal: AbortSignal): Promise<void> {
    let waiting: PatternResult[] = []
    const takeIn = () => {
      if (waiting.length === 0) return
      takeResults(waiting)
      waiting = []
    }
    for await (const event of events) {
      if (signal.aborted) break
      if (event.kind !== 'pattern') continue
      if (waiting.length === 0) onNextFrame(takeIn)
      waiting.push({ proof: event.pattern, run })
    }
    takeIn()
  }

  function takeResults(found: readonly PatternResult[]): void {
    const next = new Map(results.value)
    const left = new Set(progress.value?.waiting)
    for (const result of found) {
      next.set(result.proof.patternId, result)
      left.delete(result.proof.patternId)
    }
    results.value = next
    if (progress.value) progress.value = { ...progress.value, done: progress.value.total - left.size, waiting: left }
  }

  return { results, progress, fault, data, generated, chosen, hasItems, coverage, start, stop }
})

function requestOf({ document, data }: { document: ModelDocument; data: ProofData }, ids?: readonly RecordId[]) {
  return {
    text: serializeModel(document),
    ...(ids === undefined ? {} : { patternIds: [...ids] }),
    ...(data.kind === 'sample' ? {} : { generate: { seed: data.seed, size: data.size } }),
  }
}
