import { RPCLink } from '@orpc/client/websocket'
import { wireSerializers } from '#contract'
import type { Connection } from './reconnecting-link.ts'

/** A connection to the host that served this page: a WebSocket on `/rpc`. */
export function connectByWebSocket(): Promise<Connection> {
  const address = new URL('/rpc', location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(address)
  websocket.binaryType = 'arraybuffer'
  const closed = new Promise<void>(resolve => websocket.addEventListener('close', () => resolve(), { once: true }))
  const link = new RPCLink({ websocket, customJsonSerializers: wireSerializers })
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => resolve({ link, closed }), { once: true })
    void closed.then(() => reject(new Error('The host does not answer')))
  })
}
