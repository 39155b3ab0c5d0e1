import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppInfo } from '#contract'

/** The application's version, from the package.json in its root. */
export function readVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}

/** The platform by the names the contract has. */
export function platformName(platform: NodeJS.Platform): AppInfo['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other'
}
