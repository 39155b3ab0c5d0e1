import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { expect, test } from 'vitest'
import { call } from '../../raw-http.ts'
import { endpoint } from '../../target.ts'

test('a connection serves one request after the other, also behind one that was refused', async () => {
  const agent = new (endpoint.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 })
  try {
    const ports: unknown[] = []
    for (const [body, status] of [
      ['{}', 200],
      ['{', 400],
      ['{}', 200],
    ] as const) {
      const answer = await call('ListTables', body, { agent })
      expect(answer.status).toBe(status)
      ports.push(answer.localPort)
    }
    expect(new Set(ports).size).toBe(1)
  } finally {
    agent.destroy()
  }
})
