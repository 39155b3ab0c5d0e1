// Long because one module has to stand in for one module: what `import 'electron'` gives the built bundle in its tests.
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

/**
 * A stand-in for the `electron` module where its binary cannot run. It is typed against Electron's own types, keeps a
 * journal of what happens in which order, and follows Electron's rules where the main process relies on them: what must
 * come before ready, that a close can be prevented, when windows that are gone end the application.
 */
export const standIn = {
  journal: [] as string[],
  windows: [] as BrowserWindow[],
  /** Every window that was made, destroyed ones too. */
  everyWindow: [] as BrowserWindow[],
  schemes: [] as Electron.CustomScheme[],
  schemeHandlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  openedExternally: [] as string[],
  menus: [] as Electron.MenuItemConstructorOptions[][],
  /** Answers of the next message box: the button's number. */
  messageBoxAnswer: 0,
  openDialogAnswer: { canceled: true, filePaths: [] as string[] },
  saveDialogAnswer: { canceled: true, filePath: '' },
  isFirstInstance: true,
  exitCode: undefined as number | undefined,
  /** Called when the process would end, before `exited` resolves. */
  onExit: () => {},
  exited: Promise.resolve(),
}

let exit: () => void
let ready = false

/** Everything as at the start of a process. */
export function resetStandIn(): void {
  standIn.journal = []
  standIn.windows = []
  standIn.everyWindow = []
  standIn.schemes = []
  standIn.schemeHandlers.clear()
  standIn.openedExternally = []
  standIn.menus = []
  standIn.messageBoxAnswer = 0
  standIn.openDialogAnswer = { canceled: true, filePaths: [] }
  standIn.saveDialogAnswer = { canceled: true, filePath: '' }
  standIn.isFirstInstance = true
  standIn.exitCode = undefined
  standIn.onExit = () => {}
  standIn.exited = new Promise(resolve => {
    exit = resolve
  })
  ready = false
  for (const emitter of [app, ipcMain, nativeTheme, session.defaultSession]) emitter.removeAllListeners()
}

function note(entry: string): void {
  standIn.journal.push(entry)
}

function beforeReady(name: string): void {
  if (ready) throw new Error(`${name} must be called before the app is ready`)
}

/** An event whose default can be prevented. */
export function preventable<T extends object>(
  members: T = {} as T,
): T & { defaultPrevented: boolean; preventDefault(): void } {
  return Object.assign(members, {
    defaultPrevented: false,
    preventDefault(this: { defaultPrevented: boolean }) {
      this.defaultPrevented = true
    },
  })
}

class StandInApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'enableSandbox'
      | 'exit'
      | 'getPath'
      | 'quit'
      | 'requestSingleInstanceLock'
      | 'setPath'
      | 'whenReady'
    >
{
  readonly isPackaged = false

  enableSandbox(): void {
    beforeReady('enableSandbox')
    note('sandbox')
  }

  setPath(name: string, _path: string): void {
    note(`path ${name}`)
  }

  getPath(name: string): string {
    return `/somewhere/${name}`
  }

  requestSingleInstanceLock(): boolean {
    note('lock')
    return standIn.isFirstInstance
  }

  async whenReady(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    ready = true
    note('ready')
    this.emit('session-created', session.defaultSession)
    this.emit('ready')
  }

  quit(): void {
    note('quit')
    this.emit('before-quit', preventable())
    for (const window of [...standIn.windows]) window.close()
    if (standIn.windows.length > 0) return
    const event = preventable()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }

  exit(code = 0): void {
    note(`exit ${code}`)
    standIn.exitCode = code
    standIn.onExit()
    exit()
  }
}

class StandInWebContents
  extends EventEmitter
  implements
    Pick<Electron.WebContents, 'id' | 'isCrashed' | 'isDestroyed' | 'postMessage' | 'send' | 'setWindowOpenHandler'>
{
  readonly id: number
  readonly posted: { readonly channel: string; readonly transfer: readonly Electron.MessagePortMain[] }[] = []
  crashed = false
  openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined
  /** What the preload script in the page would do with a message. */
  onSend: (channel: string) => void = () => {}

  constructor(id: number) {
    super()
    this.id = id
  }

  isDestroyed(): boolean {
    return false
  }

  isCrashed(): boolean {
    return this.crashed
  }

  send(channel: string): void {
    note(`send ${channel}`)
    this.onSend(channel)
  }

  postMessage(channel: string, _message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.posted.push({ channel, transfer })
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.openHandler = handler
  }
}

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'close'
      | 'destroy'
      | 'focus'
      | 'getNormalBounds'
      | 'isMaximized'
      | 'isMinimized'
      | 'loadURL'
      | 'maximize'
      | 'restore'
      | 'setBackgroundColor'
      | 'show'
    >
{
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: StandInWebContents
  bounds: Electron.Rectangle
  backgroundColor: string | undefined
  maximized = false
  minimized = false
  url: string | undefined

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!ready) throw new Error('A window was made before the app was ready')
    note('window')
    this.options = options
    this.backgroundColor = options.backgroundColor
    const { x = 10, y = 20, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.webContents = new StandInWebContents(standIn.everyWindow.length + 1)
    standIn.windows.push(this)
    standIn.everyWindow.push(this)
    app.emit('web-contents-created', preventable(), this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    note(`load ${url}`)
    this.url = url
    await new Promise(resolve => setImmediate(resolve))
    this.emit('ready-to-show')
  }

  show(): void {
    note('show')
  }

  focus(): void {
    note('focus')
  }

  maximize(): void {
    this.maximized = true
  }

  isMaximized(): boolean {
    return this.maximized
  }

  isMinimized(): boolean {
    return this.minimized
  }

  restore(): void {
    note('restore')
    this.minimized = false
  }

  getNormalBounds(): Electron.Rectangle {
    return this.bounds
  }

  setBackgroundColor(color: string): void {
    this.backgroundColor = color
  }

  close(): void {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (!standIn.windows.includes(this)) return
    note('destroyed')
    standIn.windows = standIn.windows.filter(window => window !== this)
    this.emit('closed')
    if (standIn.windows.length === 0) app.emit('window-all-closed')
  }
}

/** One end of a channel; messages wait for `start`. */
class StandInPort extends EventEmitter implements Pick<Electron.MessagePortMain, 'close' | 'postMessage' | 'start'> {
  other: StandInPort | undefined
  #started = false
  #waiting: unknown[] = []

  start(): void {
    this.#started = true
    for (const data of this.#waiting.splice(0)) this.#deliver(data)
  }

  postMessage(message: unknown): void {
    this.other?.receive(structuredClone(message))
  }

  receive(data: unknown): void {
    if (this.#started) this.#deliver(data)
    else this.#waiting.push(data)
  }

  #deliver(data: unknown): void {
    setImmediate(() => this.emit('message', { data, ports: [] }))
  }

  close(): void {
    const { other } = this
    if (!other) return
    this.other = undefined
    other.other = undefined
    note('port closed')
    this.emit('close')
    other.emit('close')
  }
}

export class MessageChannelMain {
  readonly port1 = new StandInPort()
  readonly port2 = new StandInPort()

  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}

class StandInSession
  extends EventEmitter
  implements
    Pick<Electron.Session, 'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'>
{
  requestHandler: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
  checkHandler: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
  deviceHandler: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null

  setPermissionRequestHandler(handler: StandInSession['requestHandler']): void {
    this.requestHandler = handler
  }

  setPermissionCheckHandler(handler: StandInSession['checkHandler']): void {
    this.checkHandler = handler
  }

  setDevicePermissionHandler(handler: StandInSession['deviceHandler']): void {
    this.deviceHandler = handler
  }
}

class StandInTheme extends EventEmitter implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'> {
  #source: Electron.NativeTheme['themeSource'] = 'system'

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#source = source
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

export const app = new StandInApp()
export const ipcMain = new EventEmitter()
export const nativeTheme = new StandInTheme()
export const session = { defaultSession: new StandInSession() }

export const protocol: Pick<Electron.Protocol, 'handle' | 'registerSchemesAsPrivileged'> = {
  registerSchemesAsPrivileged(schemes) {
    beforeReady('registerSchemesAsPrivileged')
    note('schemes')
    standIn.schemes = schemes
  },
  handle(scheme, handler) {
    note(`handle ${scheme}`)
    standIn.schemeHandlers.set(scheme, handler as (request: Request) => Response | Promise<Response>)
  },
}

export const dialog = {
  showErrorBox(title: string, content: string): void {
    note(`error ${title}: ${content}`)
  },
  async showMessageBox(): Promise<Pick<Electron.MessageBoxReturnValue, 'response'>> {
    note('message box')
    return { response: standIn.messageBoxAnswer }
  },
  async showOpenDialog(): Promise<Pick<Electron.OpenDialogReturnValue, 'canceled' | 'filePaths'>> {
    return standIn.openDialogAnswer
  },
  async showSaveDialog(): Promise<Pick<Electron.SaveDialogReturnValue, 'canceled' | 'filePath'>> {
    return standIn.saveDialogAnswer
  },
}

export const shell: Pick<Electron.Shell, 'openExternal'> = {
  async openExternal(url) {
    standIn.openedExternally.push(url)
  },
}

export const screen = {
  getAllDisplays: (): Pick<Electron.Display, 'workArea'>[] => [
    { workArea: { x: 0, y: 0, width: 1920, height: 1080 } },
  ],
}

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu(template: Electron.MenuItemConstructorOptions[]): void {
    note('menu')
    standIn.menus.push(template)
  },
}

resetStandIn()
