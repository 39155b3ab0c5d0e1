/**
 * Starts Biome with the given arguments: `node scripts/biome.ts check --write src-engine`.
 *
 * Why not the `@biomejs/biome` package: a lockfile has to name the binary of every platform, and some registries lack a
 * few of them, upon which `npm ci` refuses. So package.json lists the binaries that most machines need, and every other
 * machine fetches the same version through npx.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }

const require = createRequire(import.meta.url)

/** How to start Biome on this machine: a program and the arguments that come before Biome's own. */
export function biomeCommand(): { command: string; args: readonly string[] } {
  const binary = process.platform === 'win32' ? 'biome.exe' : 'biome'
  try {
    const command = require.resolve(`@biomejs/cli-${process.platform}-${process.arch}/${binary}`)
    return { command, args: [] }
  } catch {
    const version = packageJson.optionalDependencies['@biomejs/cli-linux-x64']
    return { command: 'npx', args: ['--yes', `@biomejs/biome@${version}`] }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { command, args } = biomeCommand()
  const shell = process.platform === 'win32' && command === 'npx'
  const { status, error } = spawnSync(command, [...args, ...process.argv.slice(2)], { stdio: 'inherit', shell })
  if (error) process.stderr.write(`Biome did not start: ${error.message}\n`)
  process.exitCode = status ?? 1
}
