import { type InjectionKey, inject, type Ref } from 'vue'
import type { HostApi } from '#contract'

/** `reconnecting`: the host does not answer; calls wait for it. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting'

/** All that the window has of the outside. The composition root provides it; tests provide a fake. */
export interface WindowPorts {
  readonly host: HostApi
  readonly link: Readonly<Ref<LinkState>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What this one window remembers while it is open, a reload included; texts by name. */
  readonly memory: WindowMemory
  /** Runs before a repaint soon; news of a burst are shown a few times a second, not with every repaint. */
  readonly onNextFrame: (run: () => void) => void
}

/** The browser's memory of one window (`sessionStorage`). */
export interface WindowMemory {
  read(name: string): string | undefined
  /** Undefined forgets. */
  write(name: string, text: string | undefined): void
}

export const PORTS: InjectionKey<WindowPorts> = Symbol('window ports')

/** The outside, inside a component or a store. */
export function usePorts(): WindowPorts {
  const ports = inject(PORTS)
  if (!ports) throw new Error('The composition root provides no ports')
  return ports
}

/** The host, inside a component or a store. */
export function useHost(): HostApi {
  return usePorts().host
}
