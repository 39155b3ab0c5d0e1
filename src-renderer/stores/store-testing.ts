import { createPinia, setActivePinia } from 'pinia'
import { type App, createApp, shallowRef } from 'vue'
import type { HostApi } from '#contract'
import { type LinkState, PORTS, type WindowPorts } from './ports.ts'

/** For tests only: stores around a host, with a clock and frames that the test moves. */
export interface StoreTest {
  readonly app: App
  readonly ports: WindowPorts
  readonly link: { value: LinkState }
  /** Runs what waits for the next frame. */
  readonly frame: () => void
  /** Ends the stores' streams. */
  readonly end: () => void
}

/** Makes fresh stores the active ones. Component tests pass `app`'s plugins on: `global: storeGlobals(test)`. */
export function startStores(host: HostApi): StoreTest {
  const app = createApp({ render: () => null })
  const pinia = createPinia()
  const waiting: (() => void)[] = []
  const link = shallowRef<LinkState>('connected')
  const memory = new Map<string, string>()
  const ports: WindowPorts = {
    host,
    link,
    now: () => 1_760_000_000_000,
    memory: {
      read: name => memory.get(name),
      write: (name, text) => void (text === undefined ? memory.delete(name) : memory.set(name, text)),
    },
    onNextFrame: run => void waiting.push(run),
  }
  app.use(pinia)
  app.provide(PORTS, ports)
  setActivePinia(pinia)
  return {
    app,
    ports,
    link,
    frame: () => {
      for (const run of waiting.splice(0)) run()
    },
    end: () => pinia._e.stop(),
  }
}

/** `global` of a component's mount, with the stores and ports of the test. */
export function storeGlobals(test: StoreTest) {
  return { plugins: [test.app.config.globalProperties.$pinia], provide: { [PORTS as symbol]: test.ports } }
}
