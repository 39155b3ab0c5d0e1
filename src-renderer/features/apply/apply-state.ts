import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ApplyEvent } from '#contract'
import { serializeModel } from '#modeling'
import { useEngine } from '../../stores/engine.ts'
import { faultOf, type HostFault } from '../../stores/host-fault.ts'
import { useModelDocument } from '../../stores/model-document.ts'
import { useOutput } from '../../stores/output.ts'
import { usePorts } from '../../stores/ports.ts'
import { useSession } from '../../stores/session.ts'
import { toast } from '../../ui/index.ts'
import { counted } from './amounts.ts'
import { type ApplyProgress, afterEvents, NOT_STARTED } from './apply-run.ts'

/** `differs`: tables of other keys or indexes are in the way, a person has to decide. */
export type ApplyPhase = 'ready' | 'running' | 'done' | 'stopped' | 'differs' | 'failed'

export interface DifferingTable {
  readonly name: string
  readonly differences: readonly string[]
}

const SOURCE = 'Apply'
/** More lines of one kind would bury the rest of the Output panel. */
const MOST_LINES = 20

/** Bringing the model into the local engine. A run goes on when its dialog is closed; the Output panel tells of it. */
export const useApply = defineStore('apply', () => {
  const { host, onNextFrame } = usePorts()
  const model = useModelDocument()
  const engine = useEngine()
  const output = useOutput()
  const session = useSession()

  const isOpen = shallowRef(false)
  const phase = shallowRef<ApplyPhase>('ready')
  const progress = shallowRef<ApplyProgress>(NOT_STARTED)
  const fault = shallowRef<HostFault | undefined>()
  const differing = computed<readonly DifferingTable[]>(() =>
    fault.value?.code === 'TABLE_DIFFERS' ? fault.value.data.tables : [],
  )
  let stopRun = new AbortController()

  /** Opens the dialog: at the run that is under way, or before a new one. */
  function open(): void {
    if (phase.value !== 'running') reset()
    isOpen.value = true
  }

  function reset(): void {
    phase.value = 'ready'
    progress.value = NOT_STARTED
    fault.value = undefined
  }

  /** Applies the model. With `replace`, tables that differ are deleted and created anew. */
  async function start(replace = false): Promise<void> {
    if (!model.document || phase.value === 'running') return
    reset()
    phase.value = 'running'
    stopRun = new AbortController()
    const { signal } = stopRun
    output.write(SOURCE, `Applying ${model.name}${replace ? ', replacing tables that differ' : ''}`)
    try {
      await follow(
        await host.engine.apply(
          { text: serializeModel(model.document), ...(replace ? { replace } : {}) },
          { signal },
        ),
        signal,
      )
      if (progress.value.done) finish(progress.value.done)
      else stopped()
    } catch (error) {
      if (signal.aborted) stopped()
      else failed(faultOf(error))
    }
    void engine.refreshTables()
  }

  function stop(): void {
    if (phase.value === 'running') stopRun.abort()
  }

  async function follow(events: AsyncIterable<ApplyEvent>, signal: AbortSignal): Promise<void> {
    let waiting: ApplyEvent[] = []
    const takeIn = () => {
      if (waiting.length === 0) return
      progress.value = afterEvents(progress.value, waiting)
      waiting = []
    }
    for await (const event of events) {
      if (signal.aborted) break
      if (event.kind === 'table') output.write(SOURCE, `${event.table}: ${event.action}`)
      if (waiting.length === 0) onNextFrame(takeIn)
      waiting.push(event)
    }
    takeIn()
  }

  function finish(done: NonNullable<ApplyProgress['done']>): void {
    phase.value = 'done'
    const { findings, tables } = progress.value
    for (const { kind, reason } of findings.slice(0, MOST_LINES)) {
      output.write(SOURCE, reason, { tone: kind === 'skipped' ? 'error' : 'warning' })
    }
    if (findings.length > MOST_LINES) {
      output.write(SOURCE, `${counted(findings.length - MOST_LINES, 'more finding')}: see the model's problems`, {
        tone: 'warning',
      })
    }
    const title = `Applied ${counted(done.tables, 'table')} and ${counted(done.items, 'item')}`
    const left = done.skipped > 0 ? `${counted(done.skipped, 'record')} left out` : undefined
    output.write(SOURCE, `${title} in ${Math.round(done.durationMs)} ms${left ? `, ${left}` : ''}`)
    const [first] = tables
    if (isOpen.value || !first) return
    toast({
      tone: left ? 'amber' : 'green',
      title,
      text: left,
      action: { label: `Query ${first.name}`, run: () => query(first.name) },
    })
  }

  function stopped(): void {
    phase.value = 'stopped'
    output.write(SOURCE, `Stopped after ${counted(progress.value.written, 'item')}`, { tone: 'warning' })
  }

  function failed(reason: HostFault): void {
    fault.value = reason
    phase.value = reason.code === 'TABLE_DIFFERS' ? 'differs' : 'failed'
    output.write(SOURCE, reason.message, { tone: 'error', detail: detailOf(reason) })
    if (!isOpen.value)
      toast({
        tone: 'red',
        title: 'The model was not applied',
        text: reason.message,
        duration: 0,
        action: {
          label: 'Show',
          run: () => {
            isOpen.value = true
          },
        },
      })
  }

  /** Opens a query on a table of the engine. */
  function query(table: string): void {
    isOpen.value = false
    session.arrange({ activity: 'data' })
    session.open('query', { table })
  }

  return { isOpen, phase, progress, fault, differing, open, reset, start, stop, query }
})

/** What a fault says beside its message, for whoever wants it raw. */
export function detailOf(fault: HostFault): string | undefined {
  switch (fault.code) {
    case 'MODEL_INVALID':
      return fault.data.problems.join('\n')
    case 'DYNAMODB':
      return `${fault.data.name}: ${fault.data.message}`
    case 'ENGINE_UNAVAILABLE':
      return fault.data.reason
    case 'TABLE_DIFFERS':
      return fault.data.tables.map(({ name, differences }) => `${name}: ${differences.join('; ')}`).join('\n')
    default:
      return undefined
  }
}
