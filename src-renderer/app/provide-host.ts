import { createORPCClient } from '@orpc/client'
import type { App } from 'vue'
import { shallowRef } from 'vue'
import type { HostApi } from '#contract'
import { PORTS, type WindowPorts } from '../stores/ports.ts'
import { connectByPort, shellBridge } from './host/electron-bridge.ts'
import { connectByWebSocket } from './host/http-bridge.ts'
import { ReconnectingLink } from './host/reconnecting-link.ts'
import { pacedFrames } from './paced-frames.ts'
import { windowMemory } from './window-memory.ts'

/** The ports of a real window: the host in Electron's main process, or the one that served the page. */
export function realPorts(): WindowPorts {
  const bridge = shellBridge()
  const link = new ReconnectingLink(() => (bridge ? connectByPort(bridge) : connectByWebSocket()))
  return portsFor(createORPCClient<HostApi>(link), link.state)
}

/** Ports around a host that is at hand. */
export function portsFor(host: HostApi, link: WindowPorts['link'] = shallowRef('connected')): WindowPorts {
  return {
    host,
    link,
    now: () => Date.now(),
    memory: windowMemory,
    onNextFrame: pacedFrames(),
  }
}

/** Makes the ports available to every component and store. */
export function providePorts(app: App, ports: WindowPorts): void {
  app.provide(PORTS, ports)
}
