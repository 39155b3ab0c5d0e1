import type { ExportedFile } from '#modeling'
import { useAppInfo } from './app-info.ts'
import { useHost } from './ports.ts'

/** Where a file went: a path, or the browser's downloads; undefined when the person thought better of it. */
export type SavedTo = { readonly path: string } | { readonly downloaded: string } | undefined

/** How files leave the window: by the system's dialog where there is one, as a browser download elsewhere. */
export function useSaveFile(): (file: ExportedFile) => Promise<SavedTo> {
  const host = useHost()
  const appInfo = useAppInfo()
  return async ({ name, text }) => {
    if (!appInfo.info.nativeDialogs) {
      download(name, text)
      return { downloaded: name }
    }
    const { path } = await host.files.saveAs({ suggestedName: name, text })
    return path === undefined ? undefined : { path }
  }
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}
