import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..', '..')

/** `facet check` as a person or a CI job runs it. */
export function check(...args: readonly string[]) {
  const command = [join(ROOT, 'scripts', 'facet.mjs'), 'check', ...args]
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options)
  return { status, stdout, stderr }
}
