import { randomBytes, randomUUID } from 'node:crypto'
import type { Ports } from './ports.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const REQUEST_ID_LENGTH = 52
/** Random bytes are drawn in bulk: one system call serves about 80 request ids. */
const POOL_BYTES = 4096

/** The real clock and real chance. The one place of the engine that touches them. */
export function systemPorts(): Ports {
  let pool = randomBytes(POOL_BYTES)
  let next = 0
  return {
    clock: { now: () => Date.now() },
    ids: {
      uuid: () => randomUUID(),
      requestId: () => {
        if (next + REQUEST_ID_LENGTH > POOL_BYTES) {
          pool = randomBytes(POOL_BYTES)
          next = 0
        }
        let id = ''
        for (let end = next + REQUEST_ID_LENGTH; next < end; next++) id += ALPHABET[(pool[next] ?? 0) % 36]
        return id
      },
    },
  }
}
