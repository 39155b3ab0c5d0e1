import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The script behind a command of an installed package, to be started with this very Node: no shell, no npx, and so the
 * same on every platform and never by an older Node that happens to come first in the PATH.
 *
 * @throws when the package is not installed or has no such command.
 */
export function installedTool(packageName: string, command = packageName): string {
  const folder = join(import.meta.dirname, '..', 'node_modules', packageName)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>
  }
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[command]
  if (script === undefined) throw new Error(`The package ${packageName} has no command ${command}.`)
  return join(folder, script)
}
