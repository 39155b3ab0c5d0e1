import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../node_modules/electron')

/** Path of Electron's program, or undefined while it was not downloaded (its npm package comes without). */
export function electronBinary(): string | undefined {
  const name = join(FOLDER, 'path.txt')
  if (!existsSync(name)) return undefined
  const program = join(FOLDER, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

/** Why Electron cannot open a window on this machine, as the end of a sentence; undefined when it can. */
export function noElectronBecause(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return (
    noDisplayBecause(environment) ?? (electronBinary() ? undefined : "Electron's program could not be downloaded")
  )
}

/** The reasons that no download would change. */
export function noDisplayBecause(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (process.platform !== 'linux') return undefined
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'this machine has no display'
  if (process.getuid?.() === 0) return 'Electron keeps its sandbox, which does not work as root'
  return undefined
}
