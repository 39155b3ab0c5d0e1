import { useAppInfo } from './app-info.ts'
import { useHost } from './ports.ts'

/** Where a file went: a path, or the browser's downloads; undefined when the person thought better of it. */
export type SavedTo = { readonly path: string } | { readonly downloaded: string } | undefined

/** A file that leaves the window: text, or a picture. */
export type SavedFile = { readonly name: string } & ({ readonly text: string } | { readonly bytes: Blob })

/** How files leave the window: by the system's dialog where there is one, as a browser download elsewhere. */
export function useSaveFile(): (file: SavedFile) => Promise<SavedTo> {
  const host = useHost()
  const appInfo = useAppInfo()
  return async file => {
    const { name } = file
    if (!appInfo.info.nativeDialogs) {
      download(name, 'text' in file ? new Blob([file.text], { type: 'text/plain' }) : file.bytes)
      return { downloaded: name }
    }
    const content = 'text' in file ? { text: file.text } : { base64: await base64Of(file.bytes) }
    const { path } = await host.files.saveAs({ suggestedName: name, ...content })
    return path === undefined ? undefined : { path }
  }
}

function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read'))
    reader.readAsDataURL(blob)
  })
}
