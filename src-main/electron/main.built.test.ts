// Long because one start of the desktop application is followed from its first line to its last.
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type HostApi,
  SHELL_BRIDGE,
  SHELL_CHANNELS,
  SHELL_PORT_MESSAGE,
  type ShellBridge,
  wireSerializers,
} from '#contract'
import { electron, startBundle } from './testing/start-bundle.ts'

const { app, ipcMain, nativeTheme, preventable, resetStandIn, session, standIn } = electron
const ROOT = join(import.meta.dirname, '..', '..')
const MAIN = join(ROOT, 'out', 'main', 'index.js')

let home: string
/** Each start adds its own, and only a process that ends takes them away. */
const signals = ['SIGINT', 'SIGTERM'] as const
const listenersBefore = signals.map(signal => process.listeners(signal))
beforeEach(async () => {
  resetStandIn()
  home = await mkdtemp(join(tmpdir(), 'facet-electron-'))
  process.env.FACET_HOME = home
  process.env.FACET_PROJECTS = join(home, 'projects')
})
afterEach(async () => {
  if (standIn.exitCode === undefined) await quit()
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (!listenersBefore[index]?.includes(listener)) process.off(signal, listener)
    }
  })
  await rm(home, { recursive: true, force: true })
})

type Window = (typeof standIn.everyWindow)[number]

/** Starts the application up to its shown window. */
async function start(...arguments_: string[]): Promise<Window> {
  const flags = arguments_.length > 0 ? arguments_ : ['--memory', '--endpoint-port', '0']
  await startBundle(MAIN, flags)
  await expect.poll(() => standIn.journal, { timeout: 10_000 }).toContain('show')
  const window = standIn.windows[0]
  if (!window) throw new Error('There is no window')
  answerClose(window, true)
  // What follows the page's loading is done before anything else happens.
  await new Promise(resolve => setTimeout(resolve, 10))
  return window
}

/** The page answers that everything is saved, or is not. */
function answerClose(window: Window, saved: boolean): void {
  window.webContents.onSend = channel => {
    if (channel !== SHELL_CHANNELS.beforeClose) return
    setImmediate(() => ipcMain.emit(SHELL_CHANNELS.closeAnswer, message(window), saved))
  }
}

async function quit(): Promise<void> {
  app.quit()
  await standIn.exited
}

const page = { url: 'facet://app/model', parent: null }
const message = (window: Window, senderFrame: object | null = page) => ({ sender: window.webContents, senderFrame })

/** A client on the port that the page would get. */
function connect(window: Window): { api: HostApi; closed: Promise<void> } {
  ipcMain.emit(SHELL_CHANNELS.requestPort, message(window))
  const port = window.webContents.posted.at(-1)?.transfer[0]
  if (!port) throw new Error('No port was sent')
  const closed = new Promise<void>(resolve => port.on('close', () => resolve()))
  port.start()
  return { api: createORPCClient(new RPCLink({ port, customJsonSerializers: wireSerializers })), closed }
}

function served(url: string, init?: RequestInit): Response | Promise<Response> {
  const handler = standIn.schemeHandlers.get('facet')
  if (!handler) throw new Error('The scheme is not served')
  return handler(new Request(url, init))
}

describe('start', () => {
  test('does things in the order that Electron demands', async () => {
    await start()
    expect(standIn.journal).toEqual([
      'path userData',
      'lock',
      'sandbox',
      'schemes',
      'ready',
      'handle facet',
      'menu',
      'window',
      'load facet://app/',
      'show',
    ])
  })

  test('opens a window that is sandboxed, isolated and without Node', async () => {
    const { options } = await start()
    expect(options.webPreferences).toEqual({
      preload: join(ROOT, 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
    expect(existsSync(options.webPreferences?.preload ?? '')).toBe(true)
    expect(options).toMatchObject({ minWidth: 1024, minHeight: 700, width: 1440, height: 920, show: false })
  })

  test('a second instance quits at once and brings the first to the front', async () => {
    const window = await start()
    window.minimized = true
    app.emit('second-instance')
    expect(standIn.journal.slice(-3)).toEqual(['restore', 'show', 'focus'])
    await quit()
    resetStandIn()
    standIn.isFirstInstance = false
    await startBundle(MAIN, [])
    await standIn.exited
    expect(standIn.journal).toEqual(['path userData', 'lock', 'quit', 'exit 0'])
  })

  test('a bad flag is shown and ends the process', async () => {
    await startBundle(MAIN, ['--endpoint-port', 'many'])
    await standIn.exited
    expect(standIn.journal.at(-2)).toMatch(/^error Facet could not start: --endpoint-port/)
    expect(standIn.exitCode).toBe(1)
  })
})

describe('scheme', () => {
  test('is privileged as an origin of its own, without passing by any policy', async () => {
    await start()
    const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    expect(standIn.schemes).toEqual([{ scheme: 'facet', privileges }])
  })

  test('serves the page with its policy, and every file that the page names', async () => {
    await start()
    const answer = await served('facet://app/')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toMatch(/unsafe-eval|https?:/)
    const files = [...(await answer.text()).matchAll(/(?:src|href)="([^"#]+)"/g)].map(match => match[1] ?? '')
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const { status, headers } = await served(new URL(file, 'facet://app/').href)
      expect([file, status]).toEqual([file, 200])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test.each([
    'facet://other/',
    'facet://app/missing.js',
    'facet://app/%2e%2e/main/index.js',
    'facet://app/..%2fmain/index.js',
  ])('%s is not found', async url => {
    await start()
    expect((await served(url)).status).toBe(404)
    expect((await served('facet://app/', { method: 'POST' })).status).toBe(404)
  })
})

describe('lockdown', () => {
  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s leads nowhere else', async name => {
    const { webContents } = await start()
    const prevented = (url: string, isMainFrame = true) => {
      const event = preventable({ url, isMainFrame })
      webContents.emit(name, event)
      return event.defaultPrevented
    }
    expect(prevented('https://example.com/')).toBe(true)
    expect(prevented('file:///etc/passwd')).toBe(true)
    expect(prevented('facet://other/')).toBe(true)
    expect(prevented('not a url')).toBe(true)
    expect(prevented('facet://app/model')).toBe(false)
    if (name === 'will-frame-navigate') expect(prevented('facet://app/', false)).toBe(true)
  })

  test('no new windows: web links open outside, anything else nowhere', async () => {
    const { webContents } = await start()
    for (const url of [
      'https://docs.aws.amazon.com/',
      'http://example.com/',
      'file:///etc/passwd',
      'facet://app/',
      'x',
    ]) {
      expect(webContents.openHandler?.({ url } as Electron.HandlerDetails)).toEqual({ action: 'deny' })
    }
    expect(standIn.openedExternally).toEqual(['https://docs.aws.amazon.com/'])
  })

  test('no webviews, no downloads, no permission but to write to the clipboard', async () => {
    const window = await start()
    const webview = preventable()
    window.webContents.emit('will-attach-webview', webview)
    const download = preventable()
    session.defaultSession.emit('will-download', download)
    expect([webview.defaultPrevented, download.defaultPrevented]).toEqual([true, true])
    const { requestHandler, checkHandler, deviceHandler } = session.defaultSession
    const asked = (permission: string) => {
      let granted: boolean | undefined
      const answer = (isGranted: boolean) => {
        granted = isGranted
      }
      requestHandler?.(
        ...([window.webContents, permission, answer, {}] as unknown as Parameters<typeof requestHandler>),
      )
      const checked = checkHandler?.(...([null, permission, '', {}] as unknown as Parameters<typeof checkHandler>))
      expect(checked).toBe(granted)
      return granted
    }
    expect(['geolocation', 'media', 'notifications', 'clipboard-read', 'openExternal'].map(asked)).toEqual(
      Array(5).fill(false),
    )
    expect(asked('clipboard-sanitized-write')).toBe(true)
    expect(deviceHandler?.({} as Electron.DevicePermissionHandlerHandlerDetails)).toBe(false)
  })
})

describe('connection', () => {
  test('a page of ours gets a port to the host and its native dialogs', async () => {
    const { api } = connect(await start())
    expect(await api.app.info()).toMatchObject({ shell: 'electron', nativeDialogs: true, version: '0.1.0' })
    standIn.openDialogAnswer = { canceled: false, filePaths: ['/models/a.facet.json'] }
    expect(await api.projects.chooseFile()).toEqual({ path: '/models/a.facet.json' })
    const target = join(home, 'out.yaml')
    standIn.saveDialogAnswer = { canceled: false, filePath: target }
    expect(await api.files.saveAs({ suggestedName: 'out.yaml', text: 'a: 1' })).toEqual({ path: target })
    expect(readFileSync(target, 'utf8')).toBe('a: 1')
    const call = { connection: 'local', operation: 'ListTables', input: {} }
    expect(JSON.parse((await api.data.execute(call)).body)).toEqual({ TableNames: [] })
  })

  test.each([
    ['another origin', { url: 'https://example.com/', parent: null }],
    ['another host of the scheme', { url: 'facet://other/', parent: null }],
    ['a frame inside the page', { url: 'facet://app/', parent: page }],
    ['a page without address', { url: '', parent: null }],
    ['a frame that is gone', null],
  ])('%s gets none', async (_name, senderFrame) => {
    const window = await start()
    ipcMain.emit(SHELL_CHANNELS.requestPort, message(window, senderFrame))
    expect(window.webContents.posted).toEqual([])
  })

  test('a page that is reloaded loses its old port and the streams on it', async () => {
    const window = await start()
    const first = connect(window)
    const stream = await first.api.engine.watchStatus()
    await stream.next()
    const second = connect(window)
    await first.closed
    expect(await second.api.app.info()).toMatchObject({ shell: 'electron' })
  })
})

describe('preload', () => {
  test('offers the bridge, and nothing else, from nothing but electron', () => {
    const exposed: Record<string, unknown> = {}
    const listeners = new Map<string, (event: object) => void>()
    const sent: unknown[][] = []
    const posted: unknown[][] = []
    const ipcRenderer = {
      on: (channel: string, listener: (event: object) => void) => listeners.set(channel, listener),
      send: (...message: unknown[]) => sent.push(message),
    }
    const contextBridge = {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value
      },
    }
    const required: string[] = []
    const window = {
      location: { origin: 'facet://app' },
      postMessage: (...message: unknown[]) => posted.push(message),
    }
    const require = (name: string) => {
      required.push(name)
      return { contextBridge, ipcRenderer }
    }
    const context = createContext({ require, window, Promise, Symbol, Object, exports: {}, module: {} })
    new Script(readFileSync(join(ROOT, 'out', 'preload', 'index.cjs'), 'utf8')).runInContext(context)
    expect(new Set(required)).toEqual(new Set(['electron']))
    expect(Object.keys(exposed)).toEqual([SHELL_BRIDGE])
    const bridge = exposed[SHELL_BRIDGE] as ShellBridge
    expect(Object.keys(bridge).sort()).toEqual(['onBeforeClose', 'requestPort'])
    bridge.requestPort()
    expect(sent).toEqual([[SHELL_CHANNELS.requestPort]])
    listeners.get(SHELL_CHANNELS.port)?.({ ports: ['the port'] })
    expect(posted).toEqual([[SHELL_PORT_MESSAGE, 'facet://app', ['the port']]])
  })
})

describe('theme and place', () => {
  test('follow what was chosen, at the start and while it runs', async () => {
    await writeFile(join(home, 'settings.json'), '{"theme":"dark"}')
    const window = await start()
    expect(nativeTheme.themeSource).toBe('dark')
    const dark = window.options.backgroundColor
    const { api } = connect(window)
    await api.settings.change({ theme: 'light' })
    expect(nativeTheme.themeSource).toBe('light')
    expect(window.backgroundColor).not.toBe(dark)
  })

  test('the window opens where it was', async () => {
    const window = await start()
    window.bounds = { x: 300, y: 200, width: 1100, height: 800 }
    window.maximized = true
    await quit()
    resetStandIn()
    const again = await start()
    expect(again.options).toMatchObject({ x: 300, y: 200, width: 1100, height: 800 })
    expect(again.maximized).toBe(true)
    expect(JSON.parse(await readFile(join(home, 'window.json'), 'utf8'))).toMatchObject({ maximized: true })
  })
})

describe('end', () => {
  test('the page saves, the window goes, the connection ends, the engine closes its files, the process ends', async () => {
    const data = join(home, 'data')
    await mkdir(data)
    const window = await start('--data', data, '--endpoint-port', '0')
    const { api } = connect(window)
    await api.engine.tables()
    const log = join(data, 'facet.sqlite-wal')
    expect(existsSync(log)).toBe(true)
    let logAtExit: boolean | undefined
    standIn.onExit = () => {
      logAtExit = existsSync(log)
    }
    standIn.journal.length = 0
    window.close()
    await standIn.exited
    expect(standIn.journal).toEqual([
      `send ${SHELL_CHANNELS.beforeClose}`,
      'destroyed',
      'quit',
      'port closed',
      'exit 0',
    ])
    expect(logAtExit).toBe(false)
  })

  test('a page that could not save keeps its window until the person says otherwise', async () => {
    const window = await start()
    answerClose(window, false)
    window.close()
    await expect.poll(() => standIn.journal).toContain('message box')
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(standIn.windows).toEqual([window])
    standIn.messageBoxAnswer = 1
    window.close()
    await standIn.exited
    expect(standIn.journal.slice(-3)).toEqual(['destroyed', 'quit', 'exit 0'])
  })

  test('an answer from elsewhere does not count', async () => {
    const window = await start()
    window.webContents.onSend = () => {
      const foreign = { url: 'https://example.com/', parent: null }
      setImmediate(() => {
        ipcMain.emit(SHELL_CHANNELS.closeAnswer, message(window, foreign), true)
        ipcMain.emit(SHELL_CHANNELS.closeAnswer, message(window), false)
      })
    }
    window.close()
    await expect.poll(() => standIn.journal).toContain('message box')
    expect(standIn.windows).toEqual([window])
    answerClose(window, true)
  })

  test('a page that crashed does not keep the process, once the person agrees', async () => {
    const window = await start()
    window.webContents.crashed = true
    standIn.messageBoxAnswer = 1
    window.close()
    await standIn.exited
    expect(standIn.exitCode).toBe(0)
  })
})
