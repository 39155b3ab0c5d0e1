import { spawn } from 'node:child_process'

/** The system's own way to open an address, or undefined where no window can appear. */
export function browserCommand(
  url: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...arguments_: string[]] | undefined {
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined
}

/** Opens the address in the person's browser; false when there is no way to. */
export function openBrowser(url: string): Promise<boolean> {
  const command = browserCommand(url, process.platform, process.env)
  if (!command) return Promise.resolve(false)
  const [name, ...arguments_] = command
  return new Promise(resolve => {
    const child = spawn(name, arguments_, { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
