import { expect, test } from 'vitest'
import { UsageError } from '../node/usage-error.ts'
import { headlessOptions } from './headless-options.ts'
import { browserCommand } from './open-browser.ts'

test('defaults', () => {
  expect(headlessOptions([], '/home/ada/data')).toEqual({
    help: false,
    port: undefined,
    open: true,
    engine: {
      storage: { kind: 'directory', path: '/home/ada/data' },
      endpoint: { host: '127.0.0.1', port: 8000 },
    },
  })
})

test('every flag', () => {
  const options = headlessOptions(
    ['--port', '0', '--endpoint-port', '8001', '--data', '/srv/data', '--no-open'],
    '/unused',
  )
  expect(options).toMatchObject({ port: 0, open: false })
  expect(options.engine).toEqual({
    storage: { kind: 'directory', path: '/srv/data' },
    endpoint: { host: '127.0.0.1', port: 8001 },
  })
  expect(headlessOptions(['--memory', '--throttling', '--index-delay', '1s'], '/unused').engine).toMatchObject({
    behavior: { throttling: true, indexDelay: 1000 },
  })
  expect(headlessOptions(['--memory'], '/unused').engine.storage).toEqual({ kind: 'memory' })
})

test.each([
  [['--port', '65536'], '--port'],
  [['--port', '-1'], '--port'],
  [['--port', '80a'], '--port'],
  [['--endpoint-port', ''], '--endpoint-port'],
  [['--memory', '--data', '/x'], '--memory and --data'],
  [['--colour'], '--colour'],
  [['--seed', 'x'], '--seed'],
  [['somewhere'], 'somewhere'],
  [['--data'], '--data'],
])('%j is refused by name', (arguments_, name) => {
  expect(() => headlessOptions(arguments_, '/unused')).toThrow(UsageError)
  expect(() => headlessOptions(arguments_, '/unused')).toThrow(name)
})

test.each([
  ['darwin', {}, ['open', 'URL']],
  ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler', 'URL']],
  ['linux', { DISPLAY: ':0' }, ['xdg-open', 'URL']],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', 'URL']],
  ['linux', {}, undefined],
] as const)('the browser on %s with %j', (platform, environment, command) => {
  expect(browserCommand('URL', platform, environment)).toEqual(command)
})
