import { app, type Session, shell, type WebContents } from 'electron'
import { isOwnUrl } from './trusted-origin.ts'

/** What a page of ours may ask for: text it puts on the clipboard. */
const PERMITTED = new Set(['clipboard-sanitized-write'])

/**
 * Whatever a page is made to try, it stays where it is: no navigation, no windows, no webviews, no permissions, no
 * downloads. A link to the web opens in the person's browser.
 */
export function lockDown(ownOrigin: string): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, ownOrigin))
  app.on('session-created', lockSession)
}

const locked = new WeakSet<Session>()

function lockContents(contents: WebContents, ownOrigin: string): void {
  contents.on('will-navigate', event => {
    if (!isOwnUrl(event.url, ownOrigin)) event.preventDefault()
  })
  contents.on('will-redirect', event => {
    if (!isOwnUrl(event.url, ownOrigin)) event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame || !isOwnUrl(event.url, ownOrigin)) event.preventDefault()
  })
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (URL.canParse(url) && new URL(url).protocol === 'https:') void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** Also called for the session that the window uses, whose creation an application cannot always witness. */
export function lockSession(session: Session): void {
  if (locked.has(session)) return
  locked.add(session)
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(PERMITTED.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => PERMITTED.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', event => event.preventDefault())
}
