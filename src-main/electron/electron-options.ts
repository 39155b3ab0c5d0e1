import { parseArgs } from 'node:util'
import type { EngineThreadSettings } from '../node/engine-messages.ts'
import { ENGINE_FLAGS, type EngineFlags, engineSettings } from '../node/engine-options.ts'

/** The engine as the command line asks for it. Chromium's own flags are there too and not looked at. Throws UsageError. */
export function electronEngineSettings(
  arguments_: readonly string[],
  defaultDataFolder: string,
): EngineThreadSettings {
  const { values } = parseArgs({
    args: [...arguments_],
    options: ENGINE_FLAGS,
    strict: false,
    allowPositionals: true,
  })
  const wellTyped = Object.entries(ENGINE_FLAGS)
    .filter(([name, { type }]) => typeof values[name] === type)
    .map(([name]) => [name, values[name]])
  return engineSettings(Object.fromEntries(wellTyped) as EngineFlags, defaultDataFolder)
}
