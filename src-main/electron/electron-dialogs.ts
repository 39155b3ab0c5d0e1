import { join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Dialogs } from '../host/ports.ts'

/** Native dialogs on top of the window that is open. */
export function electronDialogs(currentWindow: () => BrowserWindow | undefined, downloads: string): Dialogs {
  return {
    async openModel(startFolder) {
      const options = {
        title: 'Open a model',
        defaultPath: startFolder,
        filters: [{ name: 'Models', extensions: ['json'] }],
        properties: ['openFile' as const],
      }
      const window = currentWindow()
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
      return answer.canceled ? undefined : answer.filePaths[0]
    },
    async saveText(suggestedName) {
      const options = { title: 'Save', defaultPath: join(downloads, suggestedName) }
      const window = currentWindow()
      const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
    },
  }
}
