import type { IncomingMessage } from 'node:http'

/** The names under which this server may be addressed, and whose pages may speak to it. */
export interface AllowedNames {
  /** Host headers: name and port. */
  readonly hosts: readonly string[]
  /** Origin headers. */
  readonly origins: readonly string[]
}

/** Own address by both of its names, and that of a development server that passes requests on. */
export function allowedNames(port: number, developmentOrigin: string | undefined): AllowedNames {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origins = hosts.map(host => `http://${host}`)
  if (developmentOrigin === undefined) return { hosts, origins }
  const { host, origin } = new URL(developmentOrigin)
  return { hosts: [...hosts, host], origins: [...origins, origin] }
}

/**
 * Why a request is refused before anybody looks at its path, or undefined. A foreign Host is a page elsewhere whose
 * name was made to point at this machine (DNS rebinding); a foreign Origin is a page elsewhere that speaks to us.
 * A WebSocket must name its Origin, because browsers do not apply the same-origin policy to it.
 */
export function refusal(
  request: IncomingMessage,
  allowed: AllowedNames,
  kind: 'page' | 'socket',
): string | undefined {
  const { host, origin } = request.headers
  if (host === undefined || !allowed.hosts.includes(host.toLowerCase())) return 'This address is not served here.'
  if (origin === undefined) return kind === 'socket' ? 'A connection must name its origin.' : undefined
  return allowed.origins.includes(origin) ? undefined : 'Other pages have no access.'
}
