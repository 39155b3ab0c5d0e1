import { expect, test } from 'vitest'
import { UsageError } from '../node/usage-error.ts'
import { electronEngineSettings } from './electron-options.ts'

const settings = (...flags: string[]) => electronEngineSettings(['electron', '.', ...flags], '/home/ada/data')

test('defaults, whatever else Chromium is told', () => {
  const expected = {
    storage: { kind: 'directory', path: '/home/ada/data' },
    endpoint: { host: '127.0.0.1', port: 8000 },
  }
  expect(settings()).toEqual(expected)
  expect(settings('--disable-gpu', '--lang=de', '--data')).toEqual(expected)
})

test('what is said of the engine', () => {
  expect(settings('--memory', '--endpoint-port', '0', '--throttling', '--stale-reads=1s')).toEqual({
    storage: { kind: 'memory' },
    endpoint: { host: '127.0.0.1', port: 0 },
    behavior: { throttling: true, staleReads: 1000 },
  })
  expect(() => settings('--index-delay=x')).toThrow(UsageError)
})
