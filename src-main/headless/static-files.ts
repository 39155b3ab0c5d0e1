import type { IncomingMessage, ServerResponse } from 'node:http'
import { readRendererFile } from '../node/renderer-files.ts'

/** Answers GET and HEAD with the built window's files. */
export async function serveStaticFile(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return sendText(response, 405, 'Only GET and HEAD are served here.')
  }
  const file = await readRendererFile(folder, path)
  if (!file) {
    const isPage = path === '/' || path === '/index.html'
    return sendText(response, 404, isPage ? 'The window is not built. Run npm run build.' : 'Not found.')
  }
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.content.length,
    'cache-control': file.cacheControl,
  })
  response.end(request.method === 'HEAD' ? undefined : file.content)
}

/** A short answer for people. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${text}\n`)
}
