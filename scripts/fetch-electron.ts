import { spawn } from 'node:child_process'
import { electronBinary } from './electron-binary.ts'
import { installedTool } from './installed-tool.ts'

/** Long enough for a slow connection's hundred megabytes, short enough that nobody thinks it hangs. */
const DOWNLOAD_LIMIT_MS = 120_000
const PROBE_LIMIT_MS = 4000

/**
 * Sees to it that Electron's program is there: its npm package comes without and fetches it on demand. Says so in one line
 * when it really downloads.
 *
 * @returns undefined when the program is there afterwards, else why not, as the end of a sentence.
 */
export async function fetchElectron(): Promise<string | undefined> {
  if (electronBinary()) return undefined
  const { hostname } = new URL(process.env.ELECTRON_MIRROR ?? 'https://github.com/')
  // Asked first, so that a machine without a way out answers in seconds instead of at the end of the download's limit.
  if (!(await answers(hostname))) return `Electron could not be downloaded (${hostname} does not answer)`
  process.stdout.write('Downloading Electron, once.\n')
  const ended = await install()
  if (electronBinary()) return undefined
  return `Electron could not be downloaded (${ended})`
}

async function answers(hostname: string): Promise<boolean> {
  try {
    await fetch(`https://${hostname}/`, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    })
    return true
  } catch {
    return false
  }
}

/** @returns how the download ended, in a few words. */
function install(): Promise<string> {
  const child = spawn(process.execPath, [installedTool('electron', 'install-electron')], { stdio: 'ignore' })
  const limit = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_LIMIT_MS)
  return new Promise(resolve => {
    const end = (how: string) => {
      clearTimeout(limit)
      resolve(how)
    }
    child.on('error', error => end(error.message))
    child.on('close', (code, signal) => end(signal ? 'it took too long' : `its installer ended with code ${code}`))
  })
}
