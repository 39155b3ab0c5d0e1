/** COMPOSITION ROOT 2: the application for a browser on this machine. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createHost } from '../host/create-host.ts'
import type { EngineHandle } from '../host/ports.ts'
import { platformName, readVersion } from '../node/app-info.ts'
import { defaultFolders } from '../node/default-folders.ts'
import { startEngineWorker } from '../node/engine-worker.ts'
import { nodeFiles } from '../node/node-files.ts'
import { proofRunner } from '../node/proof-worker.ts'
import { systemClock } from '../node/system-clock.ts'
import { UsageError } from '../node/usage-error.ts'
import { DEFAULT_WINDOW_PORT, HEADLESS_HELP, type HeadlessOptions, headlessOptions } from './headless-options.ts'
import { type HttpTransport, type HttpTransportOptions, startHttpTransport } from './http-transport.ts'
import { openBrowser } from './open-browser.ts'
import { SessionTokens } from './session-token.ts'

/** The same from the sources (src-main/headless) and from the build (out/main). */
const ROOT = join(import.meta.dirname, '..', '..')
const threadFile = (name: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? `../node/${name}.ts` : `./${name}.js`, import.meta.url)

const print = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const folders = defaultFolders(process.env, process.platform, homedir())
  const options = headlessOptions(process.argv.slice(2), folders.engineData)
  if (options.help) {
    process.stdout.write(HEADLESS_HELP)
    return
  }
  const tokens = new SessionTokens(process.env.FACET_SESSION)
  const engine = startEngineWorker(threadFile('engine-thread'), options.engine, complain)
  try {
    const host = createHost({
      app: { version: readVersion(ROOT), shell: 'headless', platform: platformName(process.platform) },
      fileSystem: nodeFiles,
      engine,
      proofs: proofRunner(threadFile('proof-thread')),
      clock: systemClock,
      folders: {
        settings: folders.settings,
        projects: folders.projects,
        gallery: join(ROOT, 'resources', 'gallery'),
        samples: join(ROOT, 'resources', 'samples'),
      },
      log: complain,
    })
    const transport = await listen(options, {
      host,
      rendererFolder: join(ROOT, 'out', 'renderer'),
      tokens,
      // Set by electron-vite while the window is developed.
      developmentOrigin: process.env.ELECTRON_RENDERER_URL,
      log: complain,
    })
    endOnSignals(transport, engine)
    await reportEngine(engine)
    await reportWindow(options, transport)
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** The default port may be taken by another Facet: then any will do. A port that was asked for must be free. */
async function listen(
  { port }: HeadlessOptions,
  transport: Omit<HttpTransportOptions, 'port'>,
): Promise<HttpTransport> {
  try {
    return await startHttpTransport({ ...transport, port: port ?? DEFAULT_WINDOW_PORT })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    if (port === undefined) return startHttpTransport({ ...transport, port: 0 })
    throw new UsageError(
      `Port ${port} is taken by another program. Choose another with --port, or --port 0 for a free one.`,
    )
  }
}

/** Resolves when it is known whether the engine runs. */
function reportEngine(engine: EngineHandle): Promise<void> {
  return new Promise(resolve => {
    let stop = () => {}
    const look = () => {
      const { state, url, problem } = engine.status()
      if (state === 'starting') return
      if (url !== undefined) print(`DynamoDB endpoint  ${url}`)
      if (problem) complain(problem.message)
      stop()
      resolve()
    }
    stop = engine.onStatus(look)
    look()
  })
}

async function reportWindow({ open }: HeadlessOptions, transport: HttpTransport): Promise<void> {
  const link = transport.newLink()
  const opened = open && (await openBrowser(link))
  print(opened ? `Facet opens in your browser. The link works once: ${link}` : `Open Facet (works once)  ${link}`)
  if (!process.stdin.isTTY) return
  print('Press Enter for another link, Ctrl+C to end.')
  process.stdin.on('data', () => print(`Open Facet (works once)  ${transport.newLink()}`))
  // Reading the terminal must not keep the process alive.
  process.stdin.unref()
}

/** The window's connections end, then the engine closes its files. A second signal does not wait. */
function endOnSignals(transport: HttpTransport, engine: EngineHandle): void {
  let ending = false
  const end = async () => {
    if (ending) process.exit(130)
    ending = true
    await transport.close()
    await engine.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
}

try {
  await main()
} catch (error) {
  complain(
    error instanceof UsageError || error instanceof RangeError ? error.message : String((error as Error).stack),
  )
  process.exitCode = 1
}
