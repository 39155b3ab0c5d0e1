import type { WebFrameMain } from 'electron'

/** Whether a URL belongs to the window's own origin. Custom schemes have no `URL.origin`, so scheme and host decide. */
export function isOwnUrl(url: string, ownOrigin: string): boolean {
  const [candidate, own] = [parse(url), parse(ownOrigin)]
  return candidate !== undefined && candidate.protocol === own?.protocol && candidate.host === own.host
}

/** Only the window's own page, itself and no frame in it, may speak to the main process. */
export function isTrustedFrame(frame: Pick<WebFrameMain, 'url' | 'parent'> | null, ownOrigin: string): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url, ownOrigin)
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}
