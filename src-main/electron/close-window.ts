import { type BrowserWindow, dialog, ipcMain } from 'electron'
import { SHELL_CHANNELS } from '#contract'
import { isTrustedFrame } from './trusted-origin.ts'

/** A page that has not answered by then does not answer. */
const ANSWER_WITHIN_MS = 10_000

/**
 * Lets the page save what is unsaved before its window goes. When that fails, the person decides. `beforeDestroy` runs
 * while the window still is what it was.
 */
export function saveBeforeClosing(
  window: BrowserWindow,
  ownOrigin: string,
  beforeDestroy: (window: BrowserWindow) => Promise<void>,
): void {
  let closing = false
  window.on('close', event => {
    event.preventDefault()
    if (closing) return
    closing = true
    void (async () => {
      if (!(await askToSave(window, ownOrigin)) && !(await confirmLoss(window))) {
        closing = false
        return
      }
      await beforeDestroy(window)
      window.destroy()
    })()
  })
}

/** True when everything is saved. */
function askToSave(window: BrowserWindow, ownOrigin: string): Promise<boolean> {
  if (window.webContents.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve(false)
  return new Promise(resolve => {
    const answered = (event: Electron.IpcMainEvent, saved: unknown) => {
      if (event.sender === window.webContents && isTrustedFrame(event.senderFrame, ownOrigin)) finish(saved === true)
    }
    const finish = (saved: boolean) => {
      clearTimeout(timer)
      ipcMain.off(SHELL_CHANNELS.closeAnswer, answered)
      resolve(saved)
    }
    const timer = setTimeout(() => finish(false), ANSWER_WITHIN_MS)
    ipcMain.on(SHELL_CHANNELS.closeAnswer, answered)
    window.webContents.send(SHELL_CHANNELS.beforeClose)
  })
}

async function confirmLoss(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The model could not be saved.',
    detail: 'Keep the window open to save it elsewhere, or close it and lose the latest changes.',
    buttons: ['Keep open', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
