import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { useEngine } from '../../stores/engine.ts'
import { usePorts } from '../../stores/ports.ts'
import { type RateSample, ratesBySecond, withSample } from './rate-history.ts'
import { NO_FILTER } from './request-filter.ts'

/** What the Requests panel shows, kept while it is folded: filter, chosen request, the last minute's rates. */
export const useRequestsView = defineStore('requests-view', () => {
  const engine = useEngine()
  const { now } = usePorts()
  const filter = shallowRef(NO_FILTER)
  const chosenId = shallowRef<string | undefined>()
  const rates = shallowRef<readonly number[]>(ratesBySecond([], now()))
  let samples: readonly RateSample[] = []
  let timer: ReturnType<typeof setInterval> | undefined

  function draw(): void {
    rates.value = ratesBySecond(samples, now())
    // Everything has moved out of sight: nothing to draw until the next pulse.
    if (!rates.value.some(rate => rate > 0)) {
      clearInterval(timer)
      timer = undefined
    }
  }
  watch(
    () => engine.pulse,
    pulse => {
      if (!pulse) return
      // The window's clock, since the host may run on another machine.
      samples = withSample(samples, { at: now(), perSecond: pulse.requestsPerSecond })
      timer ??= setInterval(draw, 1000)
      draw()
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))

  return { filter, chosenId, rates }
})
