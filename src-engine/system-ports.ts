import { randomBytes, randomUUID } from 'node:crypto'
import type { Ports } from './ports.ts'

const ALPHABET = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const REQUEST_ID_LENGTH = 52
/** Characters are drawn in bulk: one system call serves many request ids, each of which is then one slice. */
const POOL_IDS = 512

function drawPool(): Buffer {
  const pool = randomBytes(REQUEST_ID_LENGTH * POOL_IDS)
  for (let i = 0; i < pool.length; i++) pool[i] = ALPHABET[(pool[i] ?? 0) % ALPHABET.length] ?? 0
  return pool
}

/** The real clock and real chance. The one place of the engine that touches them. */
export function systemPorts(): Ports {
  let pool = drawPool()
  let next = 0
  return {
    clock: { now: () => Date.now() },
    timers: {
      after: (milliseconds, call) => {
        const timer = setTimeout(call, milliseconds).unref()
        return () => clearTimeout(timer)
      },
    },
    ids: {
      uuid: () => randomUUID(),
      requestId: () => {
        if (next === pool.length) {
          pool = drawPool()
          next = 0
        }
        next += REQUEST_ID_LENGTH
        return pool.toString('latin1', next - REQUEST_ID_LENGTH, next)
      },
    },
  }
}
