import { protocol } from 'electron'
import { securityHeaders } from '../node/content-security-policy.ts'
import { readRendererFile } from '../node/renderer-files.ts'

const SCHEME = 'facet'
const HOST = 'app'

/** The window's address. A scheme of its own instead of `file://`: it has an origin, and reaches nothing but the window's files. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built window under the scheme. */
export function serveScheme(rendererFolder: string): void {
  const headers = securityHeaders([])
  protocol.handle(SCHEME, async request => {
    const url = new URL(request.url)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const file = url.host === HOST && isRead ? await readRendererFile(rendererFolder, url.pathname) : undefined
    if (!file) return new Response('Not found.', { status: 404, headers })
    return new Response(request.method === 'HEAD' ? null : file.content, {
      headers: { ...headers, 'content-type': file.contentType, 'cache-control': file.cacheControl },
    })
  })
}
