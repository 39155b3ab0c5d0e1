import { RPCLink } from '@orpc/client/message-port'
import { SHELL_BRIDGE, SHELL_PORT_MESSAGE, type ShellBridge, wireSerializers } from '#contract'
import type { Connection } from './reconnecting-link.ts'

/** What the preload script offers; undefined in a browser. */
export function shellBridge(): ShellBridge | undefined {
  return (window as { [SHELL_BRIDGE]?: ShellBridge })[SHELL_BRIDGE]
}

/** A connection to the host in Electron's main process: a MessagePort that the preload script passes on. */
export function connectByPort(bridge: ShellBridge): Promise<Connection> {
  return new Promise(resolve => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== SHELL_PORT_MESSAGE || !port) return
      window.removeEventListener('message', onMessage)
      const closed = new Promise<void>(end => port.addEventListener('close', () => end(), { once: true }))
      const link = new RPCLink({ port, customJsonSerializers: wireSerializers })
      port.start()
      resolve({ link, closed })
    }
    window.addEventListener('message', onMessage)
    bridge.requestPort()
  })
}
