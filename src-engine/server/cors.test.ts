import { afterEach, describe, expect, test } from 'vitest'
import { callHeaders, echo, send, serverPool } from '../testing/wire-client.ts'
import type { Answer } from './request-handler.ts'

const { start, closeAll } = serverPool()
afterEach(closeAll)

describe('told whose pages may call', () => {
  const asked: string[] = []
  const call = async (origin: string) => {
    asked.length = 0
    const submit = (operation: string): Answer => {
      asked.push(operation)
      return { body: '{}' }
    }
    const server = await start(submit, { origins: ['https://app.example'] })
    return { server, response: await send(server, { body: '{}', headers: callHeaders('DeleteTable', { origin }) }) }
  }

  test.each([
    'http://localhost:5173',
    'https://shop.localhost',
    'http://127.0.0.1:8000',
    'http://[::1]:3000',
    'https://app.example',
    // No browser sends this: a program wrote it.
    'whatever',
  ])('a page of %s is answered', async origin => {
    const { response } = await call(origin)
    expect(response.status).toBe(200)
    expect(response.headers['access-control-allow-origin']).toBe('*')
    expect(asked).toEqual(['DeleteTable'])
  })

  // The last but one is a name that was made to point here: its page calls itself, as its browser sees it.
  test.each([
    'https://example.org',
    'http://app.example',
    'https://app.example:8443',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org:8000',
    'file://localhost',
    'http://rebound.example.org:8000',
    'null',
  ])('a page of %s is refused before anything runs, and may not read why', async origin => {
    const { server, response } = await call(origin)
    expect(response.status).toBe(400)
    expect(response.text).toContain('com.amazon.coral.service#AccessDeniedException')
    expect(response.text).toContain(`Pages of ${origin} may not call`)
    expect(response.headers).not.toHaveProperty('access-control-allow-origin')
    expect(asked).toEqual([])
    const preflight = await send(server, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'x-amz-target', 'access-control-request-method': 'POST' },
    })
    for (const header of ['origin', 'headers', 'methods']) {
      expect(preflight.headers).not.toHaveProperty(`access-control-allow-${header}`)
    }
  })

  test('programs, which name no origin, are answered', async () => {
    const server = await start(echo, { origins: [] })
    expect((await send(server, { body: '{}', headers: callHeaders('GetItem') })).status).toBe(200)
  })
})
