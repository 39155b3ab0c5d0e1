import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { JsonFile } from '../host/json-file.ts'
import { MIN_HEIGHT, MIN_WIDTH, placeOnScreens } from './window-bounds.ts'

/** The frame colour of each theme, so that nothing flashes before the page has painted. */
const BACKGROUND = { light: '#f5f6f8', dark: '#0f1116' }

export interface WindowOptions {
  readonly preloadFile: string
  /** `facet://app/`, or the development server's address. */
  readonly url: string
  /** Where the window's place is remembered. */
  readonly place: JsonFile
}

/** Opens the window where it was last. It shows itself when its page has painted for the first time. */
export async function openWindow({ preloadFile, url, place }: WindowOptions): Promise<BrowserWindow> {
  const stored = await place.read().catch(() => ({}))
  const workAreas = screen.getAllDisplays().map(display => display.workArea)
  const { bounds, maximized } = placeOnScreens(stored, workAreas)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Facet',
    autoHideMenuBar: true,
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  const followTheme = () => window.setBackgroundColor(backgroundColor())
  nativeTheme.on('updated', followTheme)
  window.once('closed', () => nativeTheme.off('updated', followTheme))
  await window.loadURL(url)
  return window
}

/** Keeps where the window is now, for the next start. */
export async function rememberPlace(window: BrowserWindow, place: JsonFile): Promise<void> {
  const bounds = window.getNormalBounds()
  const maximized = window.isMaximized()
  await place.change(content => ({ ...content, bounds, maximized }))
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}
