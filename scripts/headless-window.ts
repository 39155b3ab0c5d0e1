import { spawn } from 'node:child_process'
import { type Browser, chromium } from 'playwright'
import { BROWSER_ARGUMENTS, findBrowser } from '../e2e/support/browser.ts'
import { facetEnvironment } from '../e2e/support/run-settings.ts'

/** The built application in a browser, for scripts that look at it. */
export interface HeadlessWindow {
  readonly browser: Browser
  /** The link that opens the window, once. */
  readonly address: string
  stop(): Promise<void>
}

/** Starts the built headless host with an engine in memory, everything under `folder`, and a browser beside it. */
export async function openHeadlessWindow(
  folder: string,
  options: { readonly endpointPort: number; readonly projects?: string },
): Promise<HeadlessWindow> {
  const environment = facetEnvironment(folder)
  const host = spawn(
    process.execPath,
    ['out/main/headless.js', '--no-open', '--port', '0', '--endpoint-port', String(options.endpointPort), '--memory'],
    { env: { ...process.env, ...environment, FACET_PROJECTS: options.projects ?? environment.FACET_PROJECTS } },
  )
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    host.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /http:\/\/\S+token=\S+/.exec(output)
      if (found !== null) resolve(found[0])
    })
    host.once('exit', code =>
      reject(new Error(`The headless host ended with code ${code}. Run npm run build first.`)),
    )
  })
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: [...BROWSER_ARGUMENTS],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  return {
    browser,
    address,
    async stop() {
      await browser.close()
      const gone = new Promise(resolve => host.once('exit', resolve))
      host.kill('SIGTERM')
      await gone
    },
  }
}
