/** COMPOSITION ROOT 1: the application in its desktop window. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, nativeTheme, session } from 'electron'
import { createHost, type Host } from '../host/create-host.ts'
import { JsonFile } from '../host/json-file.ts'
import type { EngineHandle } from '../host/ports.ts'
import { platformName, readVersion } from '../node/app-info.ts'
import { defaultFolders } from '../node/default-folders.ts'
import { startEngineWorker } from '../node/engine-worker.ts'
import { nodeFiles } from '../node/node-files.ts'
import { proofRunner } from '../node/proof-worker.ts'
import { systemClock } from '../node/system-clock.ts'
import { UsageError } from '../node/usage-error.ts'
import { saveBeforeClosing } from './close-window.ts'
import { electronDialogs } from './electron-dialogs.ts'
import { electronEngineSettings } from './electron-options.ts'
import { serveIpc } from './ipc-transport.ts'
import { lockDown, lockSession } from './lockdown.ts'
import { menuTemplate } from './menu.ts'
import { APP_ORIGIN, registerScheme, serveScheme } from './scheme.ts'
import { openWindow, rememberPlace } from './window.ts'

/** This file is built to out/main. */
const ROOT = join(import.meta.dirname, '..', '..')
/** A thread is started from a real file, not from inside the archive: the build unpacks it beside. */
const threadFile = (name: string): URL =>
  new URL(import.meta.url.replace('/app.asar/', '/app.asar.unpacked/').replace(/[^/]+$/, `${name}.js`))

const log = (message: string): void => {
  process.stderr.write(`${message}\n`)
}

/** Only while developed, and never in a packaged application, the window comes from electron-vite's server. */
const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
const windowUrl = developmentUrl ?? `${APP_ORIGIN}/`

let currentWindow: BrowserWindow | undefined

async function run(): Promise<void> {
  const folders = defaultFolders(process.env, process.platform, homedir())
  const engineSettings = electronEngineSettings(process.argv.slice(1), folders.engineData)
  // Chromium's own files, apart from ours. The lock on a second instance is kept there too.
  app.setPath('userData', join(folders.settings, 'window'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', focusWindow)
  app.enableSandbox()
  registerScheme()
  lockDown(windowUrl)
  await app.whenReady()

  lockSession(session.defaultSession)
  serveScheme(join(ROOT, 'out', 'renderer'))
  const engine = startEngineWorker(threadFile('engine-thread'), engineSettings, log)
  const host = createHost({
    app: { version: readVersion(ROOT), shell: 'electron', platform: platformName(process.platform) },
    fileSystem: nodeFiles,
    dialogs: electronDialogs(() => currentWindow, app.getPath('downloads')),
    engine,
    proofs: proofRunner(threadFile('proof-thread')),
    clock: systemClock,
    folders: {
      settings: folders.settings,
      projects: folders.projects,
      gallery: join(ROOT, 'resources', 'gallery'),
      samples: join(ROOT, 'resources', 'samples'),
    },
    log,
  })
  const transport = serveIpc(host, windowUrl, log)
  quitInOrder(engine, transport)
  await followTheme(host)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)))

  const place = new JsonFile({ fileSystem: nodeFiles, clock: systemClock, log }, folders.settings, 'window')
  currentWindow = await openWindow({ preloadFile: join(ROOT, 'out', 'preload', 'index.cjs'), url: windowUrl, place })
  currentWindow.once('closed', () => {
    currentWindow = undefined
  })
  saveBeforeClosing(currentWindow, windowUrl, window =>
    rememberPlace(window, place).catch(error => log(`The window's place was not kept: ${String(error)}`)),
  )
}

/** Title bar, menus and dialogs in the theme that was chosen for the window. */
async function followTheme({ settings }: Host): Promise<void> {
  const apply = ({ theme }: { theme: 'system' | 'light' | 'dark' }) => {
    nativeTheme.themeSource = theme
  }
  settings.onChange(apply)
  await settings.read().then(apply, error => log(`The settings could not be read: ${String(error)}`))
}

/** The window saves and goes (`close`), then its connection, then the engine closes its files, then the process ends. */
function quitInOrder(engine: EngineHandle, transport: { close(): void }): void {
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    event.preventDefault()
    transport.close()
    engine.close().then(
      () => app.exit(0),
      error => {
        log(String(error))
        app.exit(1)
      },
    )
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}

function focusWindow(): void {
  if (!currentWindow) return
  if (currentWindow.isMinimized()) currentWindow.restore()
  currentWindow.show()
  currentWindow.focus()
}

// Not awaited: Electron becomes ready only after this module has been evaluated.
run().catch(error => {
  const message = error instanceof Error ? error.message : String(error)
  log(error instanceof Error && !(error instanceof UsageError) ? (error.stack ?? message) : message)
  dialog.showErrorBox('Facet could not start', message)
  app.exit(1)
})
