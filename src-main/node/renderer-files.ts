import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** A file of the built window, ready to be answered by either shell. */
export interface RendererFile {
  readonly content: Buffer<ArrayBuffer>
  readonly contentType: string
  readonly cacheControl: string
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** The build puts a hash of the content into these names, so they never change. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/

/**
 * The file a URL path names, or undefined. A path without an ending is a place inside the window and gets its page.
 * Nothing outside `folder` can be named.
 */
export async function readRendererFile(folder: string, urlPath: string): Promise<RendererFile | undefined> {
  const path = decodedPath(urlPath)
  if (path === undefined) return undefined
  const name = extname(path) === '' ? '/index.html' : path
  const contentType = CONTENT_TYPES[extname(name).toLowerCase()]
  if (contentType === undefined) return undefined
  const file = join(folder, normalize(name))
  if (!file.startsWith(normalize(folder + sep))) return undefined
  try {
    const cacheControl = HASHED.test(name) ? 'private, max-age=31536000, immutable' : 'no-cache'
    return { content: await readFile(file), contentType, cacheControl }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return
    throw error
  }
}

/** Undefined for what no link of ours contains: bad escapes, a NUL, a backslash, a step upwards, a hidden file. */
function decodedPath(urlPath: string): string | undefined {
  try {
    const path = decodeURIComponent(urlPath)
    return !path.startsWith('/') || /[\0\\]|\/\./.test(path) ? undefined : path
  } catch {
    return undefined
  }
}
