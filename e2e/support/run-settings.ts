import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one run of the end-to-end tests stands on: its own folders and ports, so that it meets no running Facet. */
export interface RunSettings {
  /** Removed when the run ends. */
  readonly folder: string
  readonly windowPort: number
  readonly endpointPort: number
  /** The browser's session with the headless host, fixed beforehand so that every test begins signed in. */
  readonly session: string
}

const VARIABLE = 'FACET_E2E_RUN'

/**
 * The settings of this run. Playwright reads its configuration once in the process that starts the server and again in every
 * worker: the first call decides, the others find its decision in the environment.
 */
export async function runSettings(): Promise<RunSettings> {
  const known = process.env[VARIABLE]
  if (known !== undefined) return JSON.parse(known) as RunSettings
  const settings: RunSettings = {
    folder: mkdtempSync(join(tmpdir(), 'facet-e2e-')),
    windowPort: await freePort(),
    endpointPort: await freePort(),
    session: randomBytes(32).toString('base64url'),
  }
  // At the very end, not in a teardown of the tests: the host they ran against is still writing then.
  process.once('exit', () => rmSync(settings.folder, { recursive: true, force: true, maxRetries: 3 }))
  process.env[VARIABLE] = JSON.stringify(settings)
  return settings
}

/** The environment of a Facet that keeps everything under `folder`. */
export function facetEnvironment(folder: string): Record<string, string> {
  return { FACET_HOME: join(folder, 'home'), FACET_PROJECTS: join(folder, 'projects') }
}

/** A port nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
