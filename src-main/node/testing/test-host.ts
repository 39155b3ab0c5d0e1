import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { createHost, type Host } from '../../host/create-host.ts'
import type { EngineHandle, HostPorts } from '../../host/ports.ts'
import { startEngineWorker } from '../engine-worker.ts'
import { nodeFiles } from '../node-files.ts'
import { proofRunner } from '../proof-worker.ts'
import { systemClock } from '../system-clock.ts'

/** A whole host on a real file system and a real engine in its thread. Ends with `await using`. */
export interface TestHost extends AsyncDisposable {
  readonly host: Host
  /** The contract, without a transport in between. */
  readonly api: RouterClient<Host['router']>
  readonly engine: EngineHandle
  /** Temporary; with `settings`, `projects`, `gallery` and `samples` in it. */
  readonly folder: string
  readonly logged: string[]
}

/** The entries of the threads, run from their sources. */
export const PROOF_THREAD = new URL('../proof-thread.ts', import.meta.url)
export const ENGINE_THREAD = new URL('../engine-thread.ts', import.meta.url)

/** Starts a host. Ports may be replaced one by one. */
export async function startTestHost(ports: Partial<HostPorts> = {}): Promise<TestHost> {
  const folder = await mkdtemp(join(tmpdir(), 'facet-host-'))
  const logged: string[] = []
  const log = (message: string) => void logged.push(message)
  const engine =
    ports.engine ??
    startEngineWorker(ENGINE_THREAD, { storage: { kind: 'memory' }, endpoint: { host: '127.0.0.1', port: 0 } }, log)
  const host = createHost({
    app: { version: '0.0.0', shell: 'headless', platform: 'linux' },
    fileSystem: nodeFiles,
    proofs: proofRunner(PROOF_THREAD),
    clock: systemClock,
    folders: {
      settings: join(folder, 'settings'),
      projects: join(folder, 'projects'),
      gallery: join(folder, 'gallery'),
      samples: join(folder, 'samples'),
    },
    log,
    ...ports,
    engine,
  })
  return {
    host,
    api: createRouterClient(host.router),
    engine,
    folder,
    logged,
    async [Symbol.asyncDispose]() {
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An engine that is never there, for tests that need none. */
export const absentEngine: EngineHandle = {
  status: () => ({ state: 'stopped', storage: { kind: 'memory' } }),
  onStatus: () => () => {},
  execute: () => Promise.reject(new Error('this test has no engine')),
  onPulse: () => () => {},
  watchRequests: () => () => {},
  request: () => Promise.resolve(undefined),
  clearRequests: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

/** The code and data a call ended with, for `toEqual`. */
export function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    result => ({ result }),
    (error: { code?: unknown; data?: unknown }) => ({ code: error.code, data: error.data }),
  )
}
