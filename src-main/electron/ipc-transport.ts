import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain, MessageChannelMain, type MessagePortMain } from 'electron'
import { SHELL_CHANNELS } from '#contract'
import type { Host } from '../host/create-host.ts'
import { isTrustedFrame } from './trusted-origin.ts'

/**
 * Gives the window's page, and nobody else, a port to the host when it asks for one. A page that asks again (it was
 * reloaded) loses its earlier port, and with it every stream that was open on it.
 */
export function serveIpc(host: Host, ownOrigin: string, log: (message: string) => void): { close(): void } {
  const handler = new RPCHandler(host.router, host.rpcOptions)
  const ports = new Map<number, MessagePortMain>()
  ipcMain.on(SHELL_CHANNELS.requestPort, event => {
    const { senderFrame, sender } = event
    if (!isTrustedFrame(senderFrame, ownOrigin)) {
      log(`A page at ${senderFrame?.url || 'an unknown place'} asked for a connection and got none.`)
      return
    }
    ports.get(sender.id)?.close()
    const { port1, port2 } = new MessageChannelMain()
    ports.set(sender.id, port1)
    port1.on('close', () => {
      if (ports.get(sender.id) === port1) ports.delete(sender.id)
    })
    handler.upgrade(port1)
    port1.start()
    sender.postMessage(SHELL_CHANNELS.port, null, [port2])
  })
  return {
    close() {
      ipcMain.removeAllListeners(SHELL_CHANNELS.requestPort)
      for (const port of ports.values()) port.close()
      ports.clear()
    },
  }
}
